import QtQuick
import ".."

// A button of the fixed bar: sign above or beside a short word.
Touchable {
    id: button

    property string text
    property string sign

    spoken: text
    visible: text !== ""
    implicitHeight: Tokens.target
    implicitWidth: Math.max(Tokens.target, row.implicitWidth + 8 * Tokens.mm)

    Rectangle {
        anchors.fill: parent
        radius: Tokens.radius
        color: button.isDown ? Tokens.quietDown : Tokens.card
        border.width: Tokens.isContrast ? Tokens.line : Tokens.hair
        border.color: Tokens.firm
        antialiasing: true
    }

    Row {
        id: row

        anchors.centerIn: parent
        spacing: 2 * Tokens.mm

        Sign {
            anchors.verticalCenter: parent.verticalCenter
            name: button.sign
            paint: Tokens.quietInk
            extent: Tokens.small * 1.2
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: button.text
            color: Tokens.quietInk
            font.pixelSize: Tokens.small
            font.bold: true
        }
    }
}
