import QtQuick
import ".."

// What happened in a picture, what is safe, what to do now.
Item {
    id: facts

    property string picture
    property string safe
    property string next
    property string qr
    property string up
    property string down
    readonly property bool isWide: width > 1.3 * height

    Picture {
        id: drawn

        x: 0
        y: 0
        width: facts.isWide ? 0.4 * parent.width : parent.width
        height: facts.isWide ? parent.height : Math.max(0, parent.height - list.height - 2 * Tokens.space)
        name: facts.picture
    }

    Scroll {
        id: list

        x: facts.isWide ? 0.4 * parent.width + Tokens.space : 0
        width: parent.width - x
        height: Math.min(implicitHeight, parent.height)
        y: facts.isWide ? (parent.height - height) / 2 : parent.height - height
        up: facts.up
        down: facts.down

        Column {
            id: sentences

            spacing: Tokens.space

            Fact {
                width: sentences.width
                sign: "shield"
                text: facts.safe
                ink: Tokens.good
                fill: Tokens.goodTint
            }

            Fact {
                width: sentences.width
                sign: "forward"
                text: facts.next
                ink: Tokens.ink
                fill: Tokens.card
                isStrong: true
            }

            Image {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: facts.qr !== ""
                source: facts.qr === "" ? "" : "image://drawn/qr/" + facts.qr
                sourceSize: Qt.size(70 * Tokens.mm, 70 * Tokens.mm)
                smooth: false
            }
        }
    }
}
