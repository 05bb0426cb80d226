import QtQuick
import "."
import "parts"

// 隐私遮罩: words title, lead, touch (while a touch may lift it), primary (prove it again). Nothing of the visit is here.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool isAsked: (view.words.touch ?? "") === ""

    Picture {
        width: parent.width
        height: page.isAsked ? parent.height : Math.max(0, told.y - Tokens.space)
        visible: !Tokens.isWide || page.isAsked
        name: visible ? (page.isAsked ? "reader" : "agree") : ""
    }

    Words {
        id: told

        y: (Tokens.isWide ? 0.5 : 0.92) * (parent.height - height)
        width: parent.width
        visible: !page.isAsked
        height: visible ? implicitHeight : 0
        horizontalAlignment: Text.AlignHCenter
        text: page.view.words.touch ?? ""
        font.pixelSize: Tokens.title
        font.bold: true
        color: Tokens.quietInk
    }
}
