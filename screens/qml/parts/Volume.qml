pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Ten steps of loudness between a softer and a louder button; what is set is seen and said as a number too.
Item {
    id: volume

    property string label
    property string softer
    property string louder
    property int volume: 6
    property bool isStacked: false
    readonly property real nameWidth: isStacked ? width : 0.3 * width
    readonly property real start: isStacked ? 0 : nameWidth + Tokens.gap
    readonly property real cell: Math.max(Tokens.target, (width - start - 2 * Tokens.gap) / 3)
    signal picked(string value)

    implicitHeight: isStacked ? name.height + 2 * Tokens.mm + Tokens.target : Math.max(Tokens.target, name.height)

    Words {
        id: name

        y: volume.isStacked ? 0 : (volume.height - height) / 2
        width: volume.nameWidth
        text: volume.label
        color: Tokens.soft
    }

    component Step: Touchable {
        id: step

        property string sign

        y: volume.height - height
        width: volume.cell
        height: Tokens.target
        opacity: enabled ? 1 : 0.45

        Card {
            anchors.fill: parent
            anchors.margins: step.isDown ? 0.8 * Tokens.mm : 0
            fill: step.isDown ? Tokens.quietDown : Tokens.quiet
            line: Tokens.firm
            isRaised: false
        }

        Sign {
            anchors.centerIn: parent
            name: step.sign
            paint: Tokens.quietInk
            extent: 12 * Tokens.grow * Tokens.mm
        }
    }

    Step {
        objectName: "volume-down"
        x: volume.start
        sign: "softer"
        spoken: volume.softer
        enabled: volume.volume > 1
        onTouched: volume.picked(String(volume.volume - 1))
    }

    Column {
        x: volume.start + volume.cell + Tokens.gap
        y: volume.height - Tokens.target + (Tokens.target - height) / 2
        width: volume.cell
        spacing: 1 * Tokens.mm

        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            text: volume.volume
            font.pixelSize: Tokens.small
            font.bold: true
            lineHeight: 0.9
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: 1.2 * Tokens.mm

            Repeater {
                model: 10

                Rectangle {
                    required property int index

                    width: (volume.cell - 12 * Tokens.mm) / 10 - 1.2 * Tokens.mm
                    height: 4 * Tokens.mm
                    radius: 1 * Tokens.mm
                    color: index < volume.volume ? Tokens.quietInk : "transparent"
                    border.width: Tokens.hair
                    border.color: Tokens.firm
                }
            }
        }
    }

    Step {
        objectName: "volume-up"
        x: volume.start + 2 * (volume.cell + Tokens.gap)
        sign: "louder"
        spoken: volume.louder
        enabled: volume.volume < 10
        onTouched: volume.picked(String(volume.volume + 1))
    }
}
