pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 紧急: words title, lead, primary; view.rows: 110, 120, 119, and the address to say. The numbers can be read from afar.
Item {
    id: page

    required property var view
    required property var shown
    readonly property var calls: view.rows.slice(0, 3)

    Grid {
        id: numbers

        columns: Tokens.isWide ? 3 : 1
        width: parent.width
        spacing: Tokens.space

        Repeater {
            model: page.calls.length

            Card {
                id: call

                required property int index
                readonly property real room: (sheet.y - (page.calls.length - 1) * numbers.spacing - 2 * Tokens.space) / page.calls.length

                width: (numbers.width - (numbers.columns - 1) * numbers.spacing) / numbers.columns
                height: Tokens.isWide ? number.height + name.height + 2 * Tokens.space : Math.max(number.height + Tokens.gap, Math.min(90 * Tokens.mm, room))
                fill: Tokens.badTint
                line: Tokens.bad

                Words {
                    id: number

                    x: Tokens.isWide ? 0 : 3 * Tokens.space
                    y: Tokens.isWide ? Tokens.space : (call.height - height) / 2
                    width: Tokens.isWide ? parent.width : implicitWidth
                    horizontalAlignment: Tokens.isWide ? Text.AlignHCenter : Text.AlignLeft
                    text: page.calls[call.index]?.value ?? ""
                    font.pixelSize: (Tokens.isWide ? 1.3 : 1.8) * Tokens.figure
                    font.bold: true
                    color: Tokens.bad
                }

                Words {
                    id: name

                    x: Tokens.isWide ? 0 : number.x + number.width + 3 * Tokens.space
                    y: Tokens.isWide ? number.y + number.height : (call.height - height) / 2
                    width: parent.width - x
                    horizontalAlignment: Tokens.isWide ? Text.AlignHCenter : Text.AlignLeft
                    text: page.calls[call.index]?.label ?? ""
                    font.pixelSize: Tokens.isWide ? Tokens.body : Tokens.title
                    font.bold: true
                    color: Tokens.bad
                }
            }
        }
    }

    Card {
        id: sheet

        y: parent.height - height
        width: parent.width
        height: Math.min(parent.height - (Tokens.isWide ? numbers.height : 3 * (2.7 * Tokens.figure + Tokens.gap) + 3 * Tokens.space) - Tokens.space, rows.implicitHeight + 2 * Tokens.space)

        Leaves {
            id: rows

            anchors.fill: parent
            anchors.margins: Tokens.space
            ends: record.ends
            up: page.view.bar.more_up ?? ""
            down: page.view.bar.more_down ?? ""

            RowList {
                id: record

                rows: page.view.rows.slice(3)
                isNarrow: true
            }
        }
    }
}
