pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Names and values, one under the other, with a fine line between. A value stands beside its name, and below it where
// the list is asked to be stacked or a word or number would break.
Column {
    id: list

    required property var rows
    property bool isNarrow: false
    readonly property bool isStacked: isNarrow || longName.contentWidth > longName.width || longValue.contentWidth > longValue.width
    readonly property bool isBare: rows.every(row => row.label === "")
    readonly property real besideWidth: isBare ? 0 : (Tokens.isCalm ? 0.4 : 0.34) * width
    readonly property real labelWidth: isStacked ? width : besideWidth
    // Where each row ends.
    readonly property var ends: [...Array(rowsOf.count).keys()].map(index => (rowsOf.itemAt(index)?.y ?? 0) + (rowsOf.itemAt(index)?.height ?? 0))

    spacing: 0

    // These two only measure: a word that is too long is wider than its place.
    Words {
        id: longName

        opacity: 0
        width: Math.max(0, list.besideWidth - Tokens.gap)
        height: 0
        wrapMode: Text.WordWrap
        text: list.rows.map(row => row.label).join("\n")
    }

    Words {
        id: longValue

        opacity: 0
        width: list.width - list.besideWidth
        height: 0
        wrapMode: Text.WordWrap
        text: list.rows.map(row => row.value).join("\n")
        font.bold: true
    }

    Repeater {
        id: rowsOf

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
                width: Math.max(0, list.labelWidth - (list.isStacked ? 0 : Tokens.gap))
                visible: text !== ""
                text: row.entry?.label ?? ""
                color: Tokens.soft
                font.pixelSize: list.isStacked ? Tokens.small : Tokens.body
            }

            Phrase {
                id: value

                x: list.isStacked ? 0 : list.labelWidth
                y: list.isStacked && name.visible ? name.y + name.height : row.pad
                width: list.width - x
                said: row.entry?.value ?? ""
                font.bold: !list.isStacked
            }
        }
    }
}
