import QtQuick
import ".."

// A QR code of the page's text, on white in every look.
Item {
    id: code

    required property string text

    implicitHeight: 90 * Tokens.mm

    Rectangle {
        anchors.centerIn: parent
        width: 86 * Tokens.mm
        height: width
        color: "#FFFFFF"

        Image {
            anchors.centerIn: parent
            source: code.text === "" ? "" : "image://drawn/qr/" + encodeURIComponent(code.text)
            sourceSize: Qt.size(80 * Tokens.mm, 80 * Tokens.mm)
            fillMode: Image.Pad
        }
    }
}
