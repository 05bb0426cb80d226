import QtQuick
import ".."

// Where the card goes: onto the lit reader at the lower right of the screen. The card glides there, calmly, again and
// again; in large text it rests beside an arrow instead.
Item {
    id: picture

    readonly property real unit: Math.min(width / 420, height / 400)

    Item {
        anchors.centerIn: parent
        width: 420 * picture.unit
        height: 400 * picture.unit

        Picture {
            anchors.fill: parent
            name: "reader"
        }

        Picture {
            x: 150 * picture.unit
            y: 236 * picture.unit
            width: 46 * picture.unit
            height: 35 * picture.unit
            name: "arrow_right"
        }

        Picture {
            x: 20 * picture.unit
            y: 212 * picture.unit
            width: 140 * picture.unit
            height: 88 * picture.unit
            name: "card"

            SequentialAnimation on x {
                running: Tokens.motion > 0 && picture.visible
                loops: Animation.Infinite

                PauseAnimation { duration: 900 }
                NumberAnimation { from: 20 * picture.unit; to: 224 * picture.unit; duration: 1500; easing.type: Easing.InOutCubic }
                PauseAnimation { duration: 1800 }
                PropertyAction { value: 20 * picture.unit }
            }
        }
    }
}
