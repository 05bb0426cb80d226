import QtQuick
import ".."

// One sentence with a sign, on a card.
Item {
    id: fact

    property string sign
    property string text
    property color ink: Tokens.ink
    property color fill: Tokens.card
    property bool isStrong: false

    visible: text !== ""
    implicitHeight: Math.max(words.implicitHeight, disc.height) + 2 * 7 * Tokens.mm

    Card {
        anchors.fill: parent
        fill: fact.fill
        line: Tokens.isContrast ? Tokens.edge : "transparent"
        isRaised: fact.isStrong
    }

    Rectangle {
        id: disc

        anchors.left: parent.left
        anchors.leftMargin: Tokens.space
        anchors.verticalCenter: parent.verticalCenter
        width: 20 * Tokens.grow * Tokens.mm
        height: width
        radius: width / 2
        color: fact.isStrong ? Tokens.tint : "transparent"
        antialiasing: true

        Sign {
            anchors.centerIn: parent
            name: fact.sign
            paint: fact.isStrong ? Tokens.quietInk : fact.ink
            extent: 0.62 * parent.width
        }
    }

    Phrase {
        id: words

        anchors.left: disc.right
        anchors.leftMargin: Tokens.gap
        anchors.right: parent.right
        anchors.rightMargin: Tokens.space
        anchors.verticalCenter: parent.verticalCenter
        said: fact.text
        color: fact.ink
        font.bold: fact.isStrong
        font.pixelSize: fact.isStrong ? Tokens.label : Tokens.body
    }
}
