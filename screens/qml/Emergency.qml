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

    Row {
        id: numbers

        y: Tokens.isWide ? 0 : Math.max(0, (sheet.y - height) / 2)
        width: parent.width
        spacing: Tokens.space

        Repeater {
            model: page.calls.length

            Card {
                id: call

                required property int index

                width: (numbers.width - (page.calls.length - 1) * numbers.spacing) / page.calls.length
                height: column.height + 2 * Tokens.space
                fill: Tokens.badTint
                line: Tokens.bad

                Column {
                    id: column

                    y: Tokens.space
                    width: parent.width

                    Words {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: page.calls[call.index]?.value ?? ""
                        font.pixelSize: 1.3 * Tokens.figure
                        font.bold: true
                        color: Tokens.bad
                    }

                    Words {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: page.calls[call.index]?.label ?? ""
                        font.bold: true
                        color: Tokens.bad
                    }
                }
            }
        }
    }

    Card {
        id: sheet

        y: parent.height - height
        width: parent.width
        height: Math.min(parent.height - numbers.height - Tokens.space, rows.implicitHeight + 2 * Tokens.space)

        Scroll {
            id: rows

            anchors.fill: parent
            anchors.margins: Tokens.space
            up: page.view.bar.more_up ?? ""
            down: page.view.bar.more_down ?? ""

            RowList {
                rows: page.view.rows.slice(3)
                isNarrow: true
            }
        }
    }
}
