import QtQuick
import ".."

// A ring where a finger hit nothing: the touch was seen, only nothing was there. Below 50 ms it was no finger.
Rectangle {
    id: ring

    required property var shown
    readonly property bool isQuiet: ["attract", "veil"].includes(shown?.view.screen ?? "")
    // Where the finger was, and the how-manyth touch it is: two at one place are two.
    property vector3d seen

    objectName: "miss-ring"
    width: 26 * Tokens.mm
    height: width
    radius: width / 2
    color: "transparent"
    border.width: 2 * Tokens.mm
    border.color: Tokens.mark
    opacity: 0
    visible: opacity > 0 && !isQuiet
    x: seen.x - width / 2
    y: seen.y - height / 2
    antialiasing: true
    onSeenChanged: fade.restart()

    Rectangle {
        anchors.fill: parent
        anchors.margins: -1 * Tokens.mm
        radius: width / 2
        color: "transparent"
        border.width: 1 * Tokens.mm
        border.color: Tokens.markEdge
        antialiasing: true
    }

    NumberAnimation {
        id: fade

        target: ring
        property: "opacity"
        from: 1
        to: 0
        duration: 900
        onStarted: ring.shown.missed()
    }
}
