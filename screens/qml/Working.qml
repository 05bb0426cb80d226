import QtQuick
import "parts"

// 正在办理: words title, lead. The machine, the platform, and something moving between them.
Item {
    required property var view
    required property var shown

    Item {
        id: drawn

        readonly property real unit: Math.min(parent.width / 480, parent.height / 260)

        anchors.centerIn: parent
        width: 480 * unit
        height: 260 * unit

        Picture {
            anchors.fill: parent
            name: "platform"
        }

        Pulse {
            anchors.centerIn: parent
            unit: drawn.unit
        }
    }
}
