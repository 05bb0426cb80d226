pragma ComponentBehavior: Bound
import QtQuick

// A plate of coloured dots (kiosk/colour_plates.py). Its colours are the test's own: the same in every theme.
Item {
    id: plate

    property var dots: []
    readonly property real unit: Math.min(width, height) / 2000

    Repeater {
        model: plate.dots.length

        Rectangle {
            required property int index
            readonly property var dot: plate.dots[index] ?? [0, 0, 0, 0]

            x: plate.width / 2 + (dot[0] - dot[2]) * plate.unit
            y: plate.height / 2 + (dot[1] - dot[2]) * plate.unit
            width: 2 * dot[2] * plate.unit
            height: width
            radius: width / 2
            color: "#" + dot[3].toString(16).padStart(6, "0")
            antialiasing: true
        }
    }
}
