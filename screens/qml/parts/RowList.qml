pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Names and values, one under the other, with a fine line between.
Column {
    id: list

    required property var rows
    property bool isStacked: false
    readonly property real labelWidth: isStacked ? width : (Tokens.isCalm ? 0.4 : 0.34) * width

    spacing: 0

    Repeater {
        model: list.rows.length

        Item {
            id: row

            required property int index
            readonly property var entry: list.rows[index] ?? null

            width: list.width
            height: Math.max(value.y + value.height, name.height) + 2 * pad
            readonly property real pad: [4, 3.6, 2][Tokens.step] * Tokens.mm

            Rectangle {
                width: parent.width
                height: Tokens.hair
                color: Tokens.edge
                visible: row.index > 0
            }

            Words {
                id: name

                y: row.pad
                width: list.labelWidth - (list.isStacked ? 0 : Tokens.gap)
                text: row.entry?.label ?? ""
                color: Tokens.soft
                font.pixelSize: list.isStacked ? Tokens.small : Tokens.body
            }

            Words {
                id: value

                x: list.isStacked ? 0 : list.labelWidth
                y: list.isStacked ? name.y + name.height : row.pad
                width: list.width - x
                text: row.entry?.value ?? ""
                font.bold: !list.isStacked
            }
        }
    }
}
