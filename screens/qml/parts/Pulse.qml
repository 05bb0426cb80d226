pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Three dots that breathe: something is under way. They stand still in large text.
Row {
    id: pulse

    property real unit: 0.8 * Tokens.mm

    spacing: 8 * unit

    Repeater {
        model: 3

        Rectangle {
            id: dot

            required property int index

            width: 14 * pulse.unit
            height: width
            radius: width / 2
            color: Tokens.quietInk
            antialiasing: true

            SequentialAnimation on opacity {
                running: Tokens.motion > 0 && pulse.visible
                loops: Animation.Infinite

                PauseAnimation { duration: 220 * dot.index }
                NumberAnimation { from: 1; to: 0.2; duration: 600; easing.type: Easing.InOutSine }
                NumberAnimation { from: 0.2; to: 1; duration: 600; easing.type: Easing.InOutSine }
                PauseAnimation { duration: 220 * (2 - dot.index) }
            }
        }
    }
}
