pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../parts"

// Small fields side by side: a figure or a word each, and how serious it is.
Grid {
    id: lights

    required property var entries
    readonly property real least: 66 * Tokens.mm
    signal touched(string id)

    columns: Math.max(1, Math.floor((width + spacing) / (least + spacing)))
    spacing: 3 * Tokens.mm

    Repeater {
        model: lights.entries.length

        Touchable {
            id: light

            required property int index
            readonly property var entry: lights.entries[index] ?? ({})
            readonly property bool leads: (entry.id ?? "") !== ""

            objectName: leads ? "choice-" + entry.id : ""
            spoken: leads ? entry.label + " " + entry.value : ""
            enabled: leads
            width: (lights.width - (lights.columns - 1) * lights.spacing) / lights.columns
            height: Math.max(24 * Tokens.mm, words.height + 6 * Tokens.mm)
            onTouched: lights.touched(entry.id)

            Rectangle {
                anchors.fill: parent
                radius: 3 * Tokens.mm
                color: light.isDown ? Tokens.quietDown : Tokens.tint
                border.width: Tokens.isContrast ? Tokens.hair : 0
                border.color: Tokens.edge
                antialiasing: true
            }

            Mark {
                id: mark

                anchors.verticalCenter: parent.verticalCenter
                x: 3 * Tokens.mm
                tone: light.entry.tone ?? "plain"
            }

            Column {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                x: 3 * Tokens.mm + (mark.width > 0 ? mark.width + 3 * Tokens.mm : 0)
                width: parent.width - x - 2 * Tokens.mm

                Words {
                    width: parent.width
                    text: light.entry.label ?? ""
                    color: Tokens.soft
                    font.pixelSize: Tokens.small
                    lineHeight: 0.9
                }

                Words {
                    width: parent.width
                    text: light.entry.value ?? ""
                    font.pixelSize: light.leads ? Tokens.small : Tokens.body
                    font.bold: true
                    lineHeight: 0.9
                }
            }
        }
    }
}
