import QtQuick
import "."
import "parts"

// 办好了: words title, lead ({pages}), tray, slip, no_slip (where view.picture is no_slip), card, primary, leaving_unit;
// seconds_left until it leaves by itself. In landscape the picture stands in the head.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool hasSlip: view.picture !== "no_slip"

    DonePicture {
        visible: !Tokens.isWide
        hasSlip: page.hasSlip
        width: parent.width
        height: list.y - Tokens.space
    }

    Column {
        id: list

        y: (Tokens.isWide ? 0.5 : 1) * (parent.height - height)
        width: parent.width
        spacing: Tokens.gap

        Fact { width: parent.width; sign: "certificate"; text: page.view.words.tray ?? "" }
        Fact {
            width: parent.width
            sign: page.hasSlip ? "slip" : "no_slip"
            text: (page.hasSlip ? page.view.words.slip : page.view.words.no_slip) ?? ""
        }
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
