pragma ComponentBehavior: Bound
import QtQuick
import ".."

// One floor of the hall as it is drawn: what stands where, where the person stands, the line to where they go. It is as
// high as the floor needs it within `room`, in whose middle it stands.
Card {
    id: map

    property real from: 0
    property real room: 0
    required property var plan
    readonly property real unit: Math.min((width - 2 * Tokens.gap) / Math.max(1, plan?.width ?? 1), (height - 2 * Tokens.gap) / Math.max(1, plan?.depth ?? 1))
    readonly property var way: plan?.way ?? []
    readonly property real thick: Math.max(2 * Tokens.mm, 0.35 * unit)
    readonly property bool goesUp: way.length > 1 && way[1][1] < way[0][1]
    readonly property bool isHere: (plan?.here ?? null) !== null
    readonly property color stroke: Tokens.isContrast ? "#FFFFFF" : Tokens.bad

    height: Math.min(room, (width - 2 * Tokens.gap) * (plan?.depth ?? 1) / Math.max(1, plan?.width ?? 1) + 2 * Tokens.gap)
    y: from + (room - height) / 2
    visible: room > 40 * Tokens.mm
    Accessible.role: Accessible.Graphic
    Accessible.name: [plan?.floor, isHere ? plan?.here_label : ""].filter(text => text).join(", ")

    Rectangle {
        id: floor

        anchors.centerIn: parent
        width: (map.plan?.width ?? 0) * map.unit
        height: (map.plan?.depth ?? 0) * map.unit
        color: Tokens.ground
        border.width: Tokens.line
        border.color: Tokens.firm

        Repeater {
            model: map.plan?.shapes.length ?? 0

            Rectangle {
                id: room

                required property int index
                readonly property var told: map.plan?.shapes[index] ?? null
                readonly property bool isGoal: told?.is_goal ?? false
                readonly property bool isOpen: (told?.sign ?? "") !== ""
                readonly property real mark: Math.min(12 * Tokens.mm, 0.8 * Math.min(width, height - (name.fits ? name.height : 0)))

                x: (told?.left ?? 0) * map.unit
                y: (told?.top ?? 0) * map.unit
                width: (told?.width ?? 0) * map.unit
                height: (told?.depth ?? 0) * map.unit
                radius: 0.5 * Tokens.gap
                color: isGoal ? Tokens.primary : isOpen ? Tokens.tint : Tokens.isContrast ? Tokens.ground : Tokens.edge
                border.width: Tokens.hair
                border.color: Tokens.firm
                antialiasing: true

                Column {
                    anchors.centerIn: parent

                    Sign {
                        anchors.horizontalCenter: parent.horizontalCenter
                        name: room.told?.sign ?? ""
                        paint: room.isGoal ? Tokens.primaryInk : Tokens.quietInk
                        extent: room.mark
                    }

                    Words {
                        id: name

                        readonly property bool fits: implicitWidth <= room.width - Tokens.gap && implicitHeight + 6 * Tokens.mm <= room.height

                        anchors.horizontalCenter: parent.horizontalCenter
                        visible: fits
                        text: room.told?.label ?? ""
                        color: room.isGoal ? Tokens.primaryInk : room.isOpen ? Tokens.quietInk : Tokens.ink
                        font.pixelSize: Tokens.small
                        wrapMode: Text.NoWrap
                    }
                }
            }
        }

        // The line: a bar for each stretch, and a disc on each corner.
        Repeater {
            model: Math.max(0, map.way.length - 1)

            Rectangle {
                required property int index
                readonly property var from: map.way[index] ?? [0, 0]
                readonly property var to: map.way[index + 1] ?? [0, 0]

                x: Math.min(from[0], to[0]) * map.unit - map.thick / 2
                y: Math.min(from[1], to[1]) * map.unit - map.thick / 2
                width: Math.abs(to[0] - from[0]) * map.unit + map.thick
                height: Math.abs(to[1] - from[1]) * map.unit + map.thick
                radius: map.thick / 2
                color: map.stroke
                antialiasing: true
            }
        }

        // Where it ends.
        Rectangle {
            readonly property var end: map.way[map.way.length - 1] ?? [0, 0]

            visible: map.way.length > 1
            width: 2.6 * map.thick
            height: width
            radius: width / 2
            x: end[0] * map.unit - width / 2
            y: end[1] * map.unit - height / 2
            color: Tokens.card
            border.width: 0.7 * map.thick
            border.color: map.stroke
            antialiasing: true
        }

        Rectangle {
            id: spot

            visible: map.isHere
            width: Math.max(9 * Tokens.mm, 1.6 * map.thick)
            height: width
            radius: width / 2
            x: (map.plan?.here?.[0] ?? 0) * map.unit - width / 2
            y: (map.plan?.here?.[1] ?? 0) * map.unit - height / 2
            color: Tokens.lit
            border.width: Tokens.line
            border.color: Tokens.markEdge
            antialiasing: true

            Rectangle {
                anchors.centerIn: parent
                width: 0.4 * parent.width
                height: width
                radius: width / 2
                color: Tokens.litInk
                antialiasing: true
            }
        }

        Rectangle {
            visible: map.isHere
            width: label.width + 2 * Tokens.gap
            height: label.height + Tokens.gap
            radius: 0.5 * Tokens.radius
            color: Tokens.lit
            x: Math.max(0, Math.min(parent.width - width, spot.x + spot.width / 2 - width / 2))
            y: map.goesUp ? spot.y + spot.height + Tokens.mm : spot.y - height - Tokens.mm
            antialiasing: true

            Words {
                id: label

                anchors.centerIn: parent
                text: map.plan?.here_label ?? ""
                color: Tokens.litInk
                font.pixelSize: Tokens.small
                font.bold: true
            }
        }
    }
}
