import QtQuick
import ".."

// Where the paper comes out, on the lower half of the machine: a sheet glides into the tray, calmly, again and again.
Item {
    id: picture

    property bool isMoving: true
    property string trouble
    readonly property real unit: Math.min(width / 420, height / 320)

    Item {
        anchors.centerIn: parent
        width: 420 * picture.unit
        height: 320 * picture.unit
        visible: picture.trouble === ""

        Picture {
            anchors.fill: parent
            name: "tray"
        }

        Item {
            x: 90 * picture.unit
            y: 117 * picture.unit
            width: 156 * picture.unit
            height: 160 * picture.unit
            clip: true

            Picture {
                y: 20 * picture.unit
                width: 156 * picture.unit
                height: 130 * picture.unit
                name: "sheet"

                SequentialAnimation on y {
                    running: Tokens.motion > 0 && picture.isMoving && picture.visible
                    loops: Animation.Infinite

                    NumberAnimation { from: -96 * picture.unit; to: 30 * picture.unit; duration: 1900; easing.type: Easing.InOutSine }
                    PauseAnimation { duration: 1100 }
                }
            }
        }

        Picture {
            anchors.fill: parent
            name: "tray_front"
        }
    }

    Picture {
        anchors.fill: parent
        visible: picture.trouble !== ""
        name: picture.trouble
    }
}
