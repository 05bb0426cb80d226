pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../parts"

// One bar a line: name, a bar as long as its share of the longest, value.
Column {
    id: bars

    required property var entries
    readonly property real names: 0.42 * width
    readonly property real values: 26 * Tokens.mm

    spacing: 2 * Tokens.mm

    Repeater {
        model: bars.entries.length

        Item {
            id: bar

            required property int index
            readonly property var entry: bars.entries[index] ?? ({})

            width: bars.width
            height: Math.max(label.height, 11 * Tokens.mm)

            Words {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                width: bars.names - 3 * Tokens.mm
                text: bar.entry.label ?? ""
                font.pixelSize: Tokens.small
                lineHeight: 0.9
            }

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                x: bars.names
                width: Math.max(Tokens.line, (bars.width - bars.names - bars.values) * (bar.entry.share ?? 0))
                height: 7 * Tokens.mm
                radius: 1.5 * Tokens.mm
                color: Tokens.primary
                antialiasing: true
            }

            Words {
                anchors.verticalCenter: parent.verticalCenter
                x: parent.width - width
                width: bars.values - 3 * Tokens.mm
                horizontalAlignment: Text.AlignRight
                text: bar.entry.value ?? ""
                font.pixelSize: Tokens.small
                font.bold: true
            }
        }
    }
}
