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
    // The largest text leaves room for the address: it is what has to be said.
    readonly property real digits: (Tokens.isWide ? 1.3 : Tokens.step === 2 ? 1.1 : 1.8) * Tokens.figure

    // One flat sheet, ruled: nothing on it can be touched, and nothing looks as if.
    Card {
        width: parent.width
        height: numbers.height
        isRaised: false
        fill: Tokens.badTint
    }

    Grid {
        id: numbers

        readonly property real room: sheet.y - 2 * Tokens.space

        columns: Tokens.isWide ? 3 : 1
        width: parent.width

        Repeater {
            model: page.calls.length

            Item {
                id: call

                required property int index

                width: numbers.width / numbers.columns
                height: Tokens.isWide ? number.height + name.height + 2 * Tokens.space : Math.max(number.height + Tokens.gap, Math.min(90 * Tokens.mm, numbers.room / page.calls.length))

                Rectangle {
                    visible: call.index > 0
                    x: Tokens.isWide ? 0 : Tokens.space
                    y: Tokens.isWide ? Tokens.space : 0
                    width: Tokens.isWide ? Tokens.line : parent.width - 2 * Tokens.space
                    height: Tokens.isWide ? parent.height - 2 * Tokens.space : Tokens.line
                    color: Tokens.bad
                    opacity: 0.35
                }

                Words {
                    id: number

                    x: Tokens.isWide ? 0 : 3 * Tokens.space
                    y: Tokens.isWide ? Tokens.space : (call.height - height) / 2
                    width: Tokens.isWide ? parent.width : implicitWidth
                    horizontalAlignment: Tokens.isWide ? Text.AlignHCenter : Text.AlignLeft
                    text: page.calls[call.index]?.value ?? ""
                    font.pixelSize: page.digits
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
        height: Math.min(parent.height - (Tokens.isWide ? numbers.height : 3 * (1.5 * page.digits + Tokens.gap) + Tokens.space) - Tokens.space, rows.implicitHeight + 2 * Tokens.space)

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
