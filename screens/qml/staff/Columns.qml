pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../parts"

// A chart over the hours: a column each, its value above, the hour below every third one.
Row {
    id: chart

    required property var entries
    readonly property real tall: 60 * Tokens.mm
    readonly property real wide: (width - (entries.length - 1) * spacing) / Math.max(1, entries.length)

    spacing: 1 * Tokens.mm

    Repeater {
        model: chart.entries.length

        Item {
            id: column

            required property int index
            readonly property var entry: chart.entries[index] ?? ({})

            width: chart.wide
            height: chart.tall + 22 * Tokens.mm

            Rectangle {
                id: body

                y: 10 * Tokens.mm + chart.tall - height
                width: parent.width
                height: Math.max(Tokens.hair, chart.tall * (column.entry.share ?? 0))
                radius: Math.min(1 * Tokens.mm, height / 2)
                color: column.entry.is_on ? Tokens.primary : Tokens.firm
                antialiasing: true
            }

            Words {
                anchors.horizontalCenter: body.horizontalCenter
                y: body.y - height
                width: implicitWidth
                wrapMode: Text.NoWrap
                text: column.entry.value ?? ""
                font.pixelSize: Tokens.small
                font.bold: true
            }

            Words {
                anchors.horizontalCenter: body.horizontalCenter
                y: chart.tall + 11 * Tokens.mm
                width: implicitWidth
                wrapMode: Text.NoWrap
                visible: column.index % 3 === 0
                text: column.entry.label ?? ""
                font.pixelSize: Tokens.small
                color: Tokens.soft
            }
        }
    }
}
