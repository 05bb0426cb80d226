import QtQuick
import ".."

// Says that nothing here is real; shown whenever the platform is not the real province.
Rectangle {
    id: band

    property string text

    implicitWidth: words.implicitWidth + 6 * Tokens.mm
    implicitHeight: words.implicitHeight + 1.5 * Tokens.mm
    radius: 2.5 * Tokens.mm
    color: Tokens.lit
    antialiasing: true

    Words {
        id: words

        anchors.centerIn: parent
        text: band.text
        color: Tokens.litInk
        font.pixelSize: Tokens.small
        font.bold: true
    }
}
