import QtQuick
import ".."

// Where the card goes: it sinks onto the lit reader, calmly, again and again.
Item {
    id: picture

    readonly property real unit: Math.min(width / 400, height / 400)

    Item {
        anchors.centerIn: parent
        width: 400 * picture.unit
        height: 400 * picture.unit

        Picture {
            anchors.fill: parent
            name: "reader"
        }

        Picture {
            id: card

            x: 120 * picture.unit
            width: 160 * picture.unit
            height: 110 * picture.unit
            y: 214 * picture.unit
            name: "card"

            SequentialAnimation on y {
                running: Tokens.motion > 0
                loops: Animation.Infinite

                NumberAnimation { from: 40 * picture.unit; to: 214 * picture.unit; duration: 1600; easing.type: Easing.InOutCubic }
                PauseAnimation { duration: 1600 }
            }
        }
    }
}
