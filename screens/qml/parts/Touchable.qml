pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Everything that can be touched. Acts on release, wherever the finger rolled to within 10 mm around the control;
// a second touch within `rest_ms` is the same touch of a trembling hand (EN 301 549 5.8: adjustable up to at least
// 0.5 s), also when it has already turned the page. Hand.qml knows what no single control can.
Item {
    id: touchable

    property string spoken
    readonly property bool isTarget: true
    readonly property bool isDown: handler.pressed
    readonly property bool isResting: rest.running
    property int rest_ms: 500
    signal touched

    implicitWidth: Tokens.target
    implicitHeight: Tokens.target
    Accessible.role: Accessible.Button
    Accessible.name: spoken
    Accessible.onPressAction: touched()

    TapHandler {
        id: handler

        acceptedButtons: Qt.LeftButton
        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        margin: pressed ? 10 * Tokens.mm : 2 * Tokens.mm
        onTapped: eventPoint => rest.running || !Hand.takes(eventPoint) ? undefined : rest.start()
    }

    Timer {
        id: rest

        interval: touchable.rest_ms
        onRunningChanged: running ? touchable.touched() : undefined
    }
}
