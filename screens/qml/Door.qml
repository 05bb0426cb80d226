pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 柜门: words title, lead, photo; view.doors are all doors of the cabinet, each with number, column and row from 1, and
// is_here for the one that is spoken of. Below them what the cabinet stands on, so that nobody counts from the wrong end.
Item {
    id: page

    required property var view
    required property var shown
    readonly property int columns: Math.max(1, ...page.view.doors.map(door => door.column))
    readonly property int rows: Math.max(1, ...page.view.doors.map(door => door.row))

    Item {
        id: cabinet

        readonly property real base: 6 * Tokens.mm
        readonly property real rim: 5 * Tokens.mm
        readonly property real gap: 2 * Tokens.mm
        readonly property real wide: Math.min(page.width, (page.height - base) * 1.15)
        readonly property real cellWidth: (wide - 2 * rim - (page.columns - 1) * gap) / page.columns
        readonly property real cellHeight: Math.min((page.height - base - 2 * rim - (page.rows - 1) * gap) / page.rows, 0.62 * cellWidth)

        width: wide
        height: 2 * rim + page.rows * cellHeight + (page.rows - 1) * gap + base
        x: (page.width - width) / 2
        y: (page.height - height) / 2

        Accessible.role: Accessible.Graphic
        Accessible.name: page.view.words.photo ?? ""

        Rectangle {
            x: 0.06 * parent.width
            y: parent.height - height
            width: 0.88 * parent.width
            height: cabinet.base + cabinet.rim
            radius: 2 * Tokens.mm
            color: Tokens.firm
            visible: !Tokens.isContrast
        }

        Card {
            width: parent.width
            height: parent.height - cabinet.base
        }

        Repeater {
            model: page.view.doors.length

            Rectangle {
                id: door

                required property int index
                readonly property var entry: page.view.doors[index] ?? null
                readonly property bool isHere: entry?.is_here ?? false

                x: cabinet.rim + ((entry?.column ?? 1) - 1) * (cabinet.cellWidth + cabinet.gap)
                y: cabinet.rim + ((entry?.row ?? 1) - 1) * (cabinet.cellHeight + cabinet.gap)
                z: isHere ? 1 : 0
                width: cabinet.cellWidth
                height: cabinet.cellHeight
                radius: 2 * Tokens.mm
                color: isHere ? Tokens.lit : Tokens.tint
                border.width: isHere ? 2 * Tokens.line : Tokens.isContrast ? Tokens.line : Tokens.hair
                border.color: isHere ? Tokens.primary : Tokens.edge
                scale: isHere ? 1.12 : 1
                antialiasing: true

                Words {
                    anchors.centerIn: parent
                    width: parent.width
                    height: parent.height
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    fontSizeMode: Text.Fit
                    minimumPixelSize: 4
                    text: door.entry?.number ?? ""
                    color: door.isHere ? Tokens.litInk : Tokens.soft
                    font.pixelSize: door.isHere ? Math.min(Tokens.title, 0.8 * cabinet.cellHeight) : Math.min(Tokens.small, 0.6 * cabinet.cellHeight)
                    font.bold: door.isHere
                }

                // The handle.
                Rectangle {
                    visible: !door.isHere
                    x: parent.width - 3 * width
                    y: (parent.height - height) / 2
                    width: 1.2 * Tokens.mm
                    height: 0.34 * parent.height
                    radius: width / 2
                    color: Tokens.firm
                }
            }
        }
    }
}
