import QtQuick
import ".."

// The page of the paper that came with the View, small: a touch shows it large.
Touchable {
    id: sheet

    required property var shown
    readonly property int number: shown?.paper_number ?? 0
    readonly property real aspect: shown?.paper_aspect ?? 210 / 297
    property real room: height
    property real most: width

    implicitWidth: Math.min(most, room * aspect)
    implicitHeight: implicitWidth / aspect

    Rectangle {
        anchors.fill: parent
        anchors.margins: -line
        readonly property real line: Math.max(1, (Tokens.isContrast ? 1.2 : 0.5) * Tokens.mm)
        color: "#FFFFFF"
        border.width: line
        border.color: Tokens.firm
    }

    Image {
        anchors.fill: parent
        source: sheet.visible && sheet.number > 0 ? "image://paper/" + sheet.number : ""
        fillMode: Image.PreserveAspectFit
        sourceSize: Qt.size(Math.round(sheet.width), Math.round(sheet.height))
        cache: false
        Accessible.ignored: true
    }

    Rectangle {
        visible: sheet.enabled
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: 3 * Tokens.mm
        width: 18 * Tokens.mm
        height: width
        radius: width / 2
        color: Tokens.primary
        antialiasing: true

        Sign {
            anchors.centerIn: parent
            name: "search"
            paint: Tokens.primaryInk
            extent: 0.62 * parent.width
        }
    }
}
