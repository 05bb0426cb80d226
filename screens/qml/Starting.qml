import QtQuick
import "."
import "parts"

// 请稍候: words title, lead. Also shown by the screens themselves while there is no core.
Item {
    required property var view
    required property var shown

    Picture {
        width: parent.width
        height: Math.max(0, pulse.y - 3 * Tokens.space)
        visible: !Tokens.isWide
        name: visible ? "hall" : ""
    }

    Pulse {
        id: pulse

        anchors.horizontalCenter: parent.horizontalCenter
        y: (Tokens.isWide ? 0.5 : 0.8) * (parent.height - height)
    }
}
