import QtQuick
import ".."

// Where the paper comes out: a sheet glides into the tray, calmly, again and again.
Item {
    id: picture

    property bool isMoving: true
    property string trouble
    readonly property real unit: Math.min(width / 400, height / 300)

    Item {
        anchors.centerIn: parent
        width: 400 * picture.unit
        height: 300 * picture.unit
        visible: picture.trouble === ""

        Picture {
            anchors.fill: parent
            name: "tray"
        }

        Item {
            x: 110 * picture.unit
            y: 112 * picture.unit
            width: 180 * picture.unit
            height: 150 * picture.unit
            clip: true

            Picture {
                id: sheet

                width: parent.width
                height: 130 * picture.unit
                name: "sheet"

                SequentialAnimation on y {
                    running: Tokens.motion > 0 && picture.isMoving && picture.visible
                    loops: Animation.Infinite

                    NumberAnimation { from: -130 * picture.unit; to: 0; duration: 1800; easing.type: Easing.InOutSine }
                    PauseAnimation { duration: 900 }
                }
            }
        }
    }

    Picture {
        anchors.fill: parent
        visible: picture.trouble !== ""
        name: picture.trouble
    }
}
