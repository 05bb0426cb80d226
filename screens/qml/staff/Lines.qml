pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../parts"

// Names and values under one another; one with an id leads somewhere.
Column {
    id: lines

    required property var entries
    signal touched(string id)

    Repeater {
        model: lines.entries.length

        Touchable {
            id: line

            required property int index
            readonly property var entry: lines.entries[index] ?? ({})
            readonly property bool leads: (entry.id ?? "") !== ""
            readonly property real ahead: leads ? 10 * Tokens.mm : 0

            objectName: leads ? "choice-" + entry.id : ""
            spoken: leads ? entry.label + " " + entry.value + " " + entry.detail : ""
            enabled: leads
            width: lines.width
            height: Math.max(leads ? Tokens.target : 0, texts.height + 5 * Tokens.mm)
            onTouched: lines.touched(entry.id)

            Rectangle {
                anchors.fill: parent
                color: Tokens.quietDown
                visible: line.isDown
            }

            Rectangle {
                width: parent.width
                height: Tokens.hair
                color: Tokens.edge
                visible: line.index > 0
            }

            Mark {
                id: mark

                anchors.verticalCenter: parent.verticalCenter
                tone: line.entry.tone ?? "plain"
            }

            Column {
                id: texts

                anchors.verticalCenter: parent.verticalCenter
                x: mark.width > 0 ? mark.width + 4 * Tokens.mm : 0
                width: parent.width - x - line.ahead
                spacing: 0.5 * Tokens.mm

                Item {
                    readonly property bool isBeside: label.implicitWidth + value.implicitWidth + Tokens.gap < width

                    width: parent.width
                    height: isBeside ? Math.max(label.height, value.height) : label.height + (value.visible ? value.height : 0)

                    Words {
                        id: label

                        width: parent.isBeside ? implicitWidth : parent.width
                        text: line.entry.label ?? ""
                        font.pixelSize: Tokens.small
                        font.bold: true
                    }

                    Words {
                        id: value

                        x: parent.isBeside ? parent.width - width : 0
                        y: parent.isBeside ? 0 : label.height
                        width: parent.isBeside ? implicitWidth : parent.width
                        text: line.entry.value ?? ""
                        font.pixelSize: Tokens.small
                        visible: text !== ""
                        color: line.entry.tone === "bad" ? Tokens.bad : line.entry.tone === "good" ? Tokens.good : Tokens.ink
                    }
                }

                Words {
                    width: parent.width
                    text: line.entry.detail ?? ""
                    visible: text !== ""
                    color: Tokens.soft
                    font.pixelSize: Tokens.small
                    lineHeight: 0.95
                }
            }

            Sign {
                anchors.verticalCenter: parent.verticalCenter
                x: parent.width - width
                name: line.leads ? "forward" : ""
                paint: Tokens.quietInk
                extent: 8 * Tokens.mm
            }
        }
    }
}
