import QtQuick
import "parts"

// 核对: words title, lead, primary, back; view.rows as they will stand on the paper, masked.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool isWide: width > 1.3 * height

    Card {
        id: paper

        anchors.centerIn: parent
        width: parent.width
        height: Math.min(parent.height, list.implicitHeight + head.height + 4 * Tokens.space)

        Rectangle {
            id: head

            x: Tokens.space
            y: Tokens.space
            width: parent.width - 2 * Tokens.space
            height: 4 * Tokens.mm
            radius: height / 2
            color: Tokens.tint
            antialiasing: true

            Rectangle {
                width: 0.3 * parent.width
                height: parent.height
                radius: height / 2
                color: Tokens.primary
                antialiasing: true
            }
        }

        Scroll {
            id: list

            anchors.fill: parent
            anchors.margins: Tokens.space
            anchors.topMargin: head.y + head.height + Tokens.space
            up: page.view.bar.more_up ?? ""
            down: page.view.bar.more_down ?? ""

            RowList {
                rows: page.view.rows
                isStacked: width < 240 * Tokens.grow * Tokens.mm
            }
        }
    }
}
