import QtQuick
import "."
import "parts"

// 隐私遮罩: words title, lead, touch (while a touch may lift it), primary (prove it again). Nothing of the visit is here.
// Any touch lifts it; the button is for whoever has no finger on the glass, and shows the others that one is wanted.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool isAsked: (view.words.touch ?? "") === ""

    Picture {
        width: parent.width
        height: page.isAsked ? parent.height : Math.max(0, lift.y - Tokens.space)
        visible: !Tokens.isWide || page.isAsked
        name: visible ? (page.isAsked ? "reader" : "agree") : ""
    }

    PrimaryButton {
        id: lift

        objectName: "lift"
        y: (Tokens.isWide && !Tokens.isLow ? 0.5 : 1) * (parent.height - height)
        width: parent.width
        height: 1.3 * Tokens.button
        text: page.view.words.touch ?? ""
        onTouched: page.shown.stayed()
    }
}
