pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../parts"

// A grid of small fields to be touched: a box of the locker each, or which of several lists is shown.
Grid {
    id: boxes

    required property var entries
    property bool isTabs: false
    readonly property real least: (isTabs ? 56 : 40) * Tokens.mm
    signal touched(string id)

    columns: Math.max(1, Math.min(isTabs ? entries.length : 99, Math.floor((width + spacing) / (least + spacing))))
    spacing: 2 * Tokens.mm

    Repeater {
        model: boxes.entries.length

        Touchable {
            id: box

            required property int index
            readonly property var entry: boxes.entries[index] ?? ({})
            readonly property color ink: entry.is_on ? Tokens.primaryInk : Tokens.ink

            objectName: "choice-" + (entry.id ?? "")
            spoken: (entry.label ?? "") + " " + (entry.value ?? "") + " " + (entry.detail ?? "")
            width: (boxes.width - (boxes.columns - 1) * boxes.spacing) / boxes.columns
            height: Math.max((boxes.isTabs ? 20 : 26) * Tokens.mm, words.height + 4 * Tokens.mm)
            onTouched: boxes.touched(entry.id)

            Rectangle {
                anchors.fill: parent
                radius: 3 * Tokens.mm
                color: box.entry.is_on ? (box.isDown ? Tokens.primaryDown : Tokens.primary) : box.isDown ? Tokens.quietDown : Tokens.tint
                border.width: box.entry.tone === "bad" || box.entry.tone === "careful" ? Tokens.line : Tokens.isContrast ? Tokens.hair : 0
                border.color: box.entry.tone === "bad" ? Tokens.bad : box.entry.tone === "careful" ? Tokens.litInk : Tokens.edge
                antialiasing: true
            }

            Column {
                id: words

                anchors.centerIn: parent
                width: parent.width - 4 * Tokens.mm

                Words {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: box.entry.label ?? ""
                    color: box.ink
                    font.pixelSize: Tokens.small
                    font.bold: true
                    lineHeight: 0.9
                }

                Words {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    visible: text !== ""
                    text: [box.entry.value ?? "", box.entry.detail ?? ""].filter(word => word !== "").join(" ")
                    color: box.ink
                    font.pixelSize: Tokens.small
                    lineHeight: 0.9
                }
            }
        }
    }
}
