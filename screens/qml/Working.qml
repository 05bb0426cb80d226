import QtQuick
import "parts"

// 正在办理: words title, lead.
Item {
    required property var view
    required property var shown

    Picture {
        id: drawn

        anchors.horizontalCenter: parent.horizontalCenter
        y: (parent.height - height - pulse.height - 3 * Tokens.space) / 2
        width: Math.min(parent.width, 300 * Tokens.mm)
        height: Math.min(0.6 * width, 0.7 * parent.height)
        name: "platform"
    }

    Pulse {
        id: pulse

        anchors.horizontalCenter: parent.horizontalCenter
        y: drawn.y + drawn.height + 2 * Tokens.space
    }
}
