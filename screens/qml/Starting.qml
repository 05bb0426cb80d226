import QtQuick
import "parts"

// 请稍候: words title, lead.
Item {
    required property var view
    required property var shown

    Pulse {
        anchors.centerIn: parent
    }
}
