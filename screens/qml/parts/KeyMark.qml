import QtQuick
import ".."

// The frame around the control that the keypad has marked: a light line between two dark ones, so that it is seen on
// any ground (WCAG technique C40). It takes no touch.
Item {
    id: mark

    required property rect place
    readonly property real dark: Tokens.mm
    readonly property real light: 2.2 * Tokens.mm

    objectName: "key-mark"
    visible: place.width > 0
    x: place.x - dark - light
    y: place.y - dark - light
    width: place.width + 2 * (dark + light)
    height: place.height + 2 * (dark + light)

    Rectangle {
        anchors.fill: parent
        radius: Tokens.radius + mark.dark + mark.light
        color: "transparent"
        border.width: 2 * mark.dark + mark.light
        border.color: Tokens.markEdge
        antialiasing: true
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: mark.dark
        radius: Tokens.radius + mark.light
        color: "transparent"
        border.width: mark.light
        border.color: Tokens.mark
        antialiasing: true
    }
}
