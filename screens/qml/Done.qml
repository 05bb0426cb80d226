import QtQuick
import "."
import "parts"

// 办好了: words title, lead ({pages}), tray, slip, card, primary, leaving_unit; seconds_left until it leaves by itself.
Item {
    id: page

    required property var view
    required property var shown

    DonePicture {
        width: parent.width
        height: list.y - Tokens.space
    }

    Column {
        id: list

        y: parent.height - height
        width: parent.width
        spacing: Tokens.gap

        Fact { width: parent.width; sign: "certificate"; text: page.view.words.tray ?? "" }
        Fact { width: parent.width; sign: "slip"; text: page.view.words.slip ?? "" }
        Fact { width: parent.width; sign: "card"; text: page.view.words.card ?? "" }

        Words {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            visible: page.view.seconds_left !== null && page.view.seconds_left !== undefined
            text: (page.view.seconds_left ?? "") + " " + (page.view.words.leaving_unit ?? "")
            color: Tokens.soft
            font.pixelSize: Tokens.small
        }
    }
}
