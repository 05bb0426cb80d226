import QtQuick
import "parts"

// 扫码: words title, lead, other_way.
Item {
    required property var view
    required property var shown

    Picture {
        anchors.fill: parent
        name: "scan_phone"
    }
}
