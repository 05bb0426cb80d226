import QtQuick
import "."
import "parts"

// 放证件: words title, lead, card, here, other_way, secondary (go on without it); view.picture says which card.
Item {
    id: page

    required property var view
    required property var shown
    readonly property var drawn: ({ social_card: "insert_card", take: "take_card", permit: "lay_permit", page: "lay_permit" })
    readonly property string still: drawn[view.picture] ?? (view.picture.startsWith("glass_") || view.picture === "stick" ? view.picture : "")

    CardPicture {
        width: parent.width
        height: parent.height
        visible: page.still === ""
    }

    Picture {
        width: parent.width
        height: parent.height - (without.visible ? without.height + Tokens.space : 0)
        visible: page.still !== ""
        name: page.still
    }

    PrimaryButton {
        id: without

        objectName: "asked"
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height - height
        isQuiet: true
        text: page.view.words.secondary ?? ""
        onTouched: page.shown.asked()
    }
}
