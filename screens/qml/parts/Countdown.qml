import QtQuick
import ".."

// A large number of seconds and what happens when they are over.
Column {
    id: countdown

    property int seconds
    property string unit

    spacing: 0

    Words {
        anchors.horizontalCenter: parent.horizontalCenter
        text: countdown.seconds
        font.pixelSize: Tokens.figure
        font.bold: true
        color: Tokens.quietInk
    }

    Words {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: countdown.unit
        font.pixelSize: Tokens.small
        color: Tokens.soft
    }
}
