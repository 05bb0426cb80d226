import QtQuick
import "."
import "parts"

// 医生在线: words title, lead, hint; shown.frame is the number of the newest picture of the other side, 0 before the first.
Item {
    id: page

    required property var view
    required property var shown
    readonly property int frame: view.has_camera ? shown?.frame ?? 0 : 0

    Rectangle {
        id: window

        readonly property real unit: Math.min(page.width / 4, page.height / 3)

        anchors.centerIn: parent
        width: 4 * unit
        height: 3 * unit
        radius: Tokens.radius
        color: Tokens.tint
        border.width: Tokens.isContrast ? Tokens.line : 0
        border.color: Tokens.edge
        antialiasing: true

        Picture {
            anchors.fill: parent
            anchors.margins: 2 * Tokens.space
            visible: page.frame === 0
            name: visible ? "doctor" : ""
        }

        Image {
            anchors.fill: parent
            visible: page.frame > 0
            source: visible ? "image://camera/" + page.frame : ""
            fillMode: Image.PreserveAspectFit
            cache: false
            Accessible.ignored: true
        }
    }
}
