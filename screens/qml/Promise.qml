pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 双方承诺: words title, lead, yours, ours, primary, back; view.rows: label is words.yours or words.ours, value one line. Side
// by side where there is room, else one below the other. Nobody agrees before all of it was shown.
ToRead {
    id: page

    readonly property bool isBeside: Tokens.isWide && Tokens.step < 2 || !Tokens.isWide && Tokens.step === 0

    leaves: list

    Picture {
        width: parent.width
        height: Math.max(0, list.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? page.view.picture : ""
    }

    Leaves {
        id: list

        width: parent.width
        height: Math.min(parent.height, implicitHeight)
        y: Tokens.isWide && !Tokens.isLow ? (parent.height - height) / 2 : parent.height - height
        ends: page.isBeside ? [both.implicitHeight] : [...Array(sides.count).keys()].map(index => (sides.itemAt(index)?.y ?? 0) + (sides.itemAt(index)?.height ?? 0))
        up: page.view.bar.more_up ?? ""
        down: page.view.bar.more_down ?? ""
        token: [page.view.page, page.view.language, page.view.size, page.view.reach].join("/")

        Grid {
            id: both

            readonly property real cell: (width - (columns - 1) * spacing) / columns
            readonly property real tallest: Math.max(0, ...[...Array(sides.count).keys()].map(index => sides.itemAt(index)?.implicitHeight ?? 0))

            width: list.width
            columns: page.isBeside ? 2 : 1
            spacing: Tokens.gap

            Repeater {
                id: sides

                model: [page.view.words.yours ?? "", page.view.words.ours ?? ""]

                Card {
                    id: side

                    required property string modelData
                    required property int index

                    implicitHeight: lines.implicitHeight + 2 * Tokens.space
                    width: both.cell
                    height: page.isBeside ? both.tallest : implicitHeight
                    line: index === 0 ? Tokens.primary : Tokens.edge

                    Column {
                        id: lines

                        x: Tokens.space
                        y: Tokens.space
                        width: parent.width - 2 * Tokens.space
                        spacing: Tokens.gap

                        Words {
                            width: parent.width
                            text: side.modelData
                            color: Tokens.quietInk
                            font.pixelSize: Tokens.label
                            font.bold: true
                        }

                        Repeater {
                            model: page.view.rows.filter(row => row.label === side.modelData)

                            Phrase {
                                required property var modelData

                                width: lines.width
                                said: modelData.value
                            }
                        }
                    }
                }
            }
        }
    }
}
