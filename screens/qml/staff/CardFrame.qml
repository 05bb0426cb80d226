import QtQuick
import ".."
import "../parts"

// A frame as large as a bank card (ISO/IEC 7810 ID-1) by the calibration that is tried: a real one is held against it.
Item {
    id: frame

    required property real wide

    implicitHeight: card.height + 6 * Tokens.mm

    Rectangle {
        id: card

        anchors.centerIn: parent
        width: frame.wide * Tokens.mm
        height: width * 53.98 / 85.60
        radius: width * 3.18 / 85.60
        color: Tokens.tint
        border.width: Tokens.line
        border.color: Tokens.primary
        antialiasing: true

        Words {
            anchors.centerIn: parent
            text: "85.60 mm"
            font.pixelSize: Tokens.small
            color: Tokens.soft
        }
    }
}
