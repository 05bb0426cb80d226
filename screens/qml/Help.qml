pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 求助: words title, lead, primary (back to the very place); view.choices lead to the demonstration, 显示与声音 and 110;
// view.rows say whom to call and where this is.
Item {
    id: page

    required property var view
    required property var shown

    Picture {
        width: parent.width
        height: Math.max(0, list.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? "two_people" : ""
    }

    Leaves {
        id: list

        width: parent.width
        height: Math.min(implicitHeight, Tokens.reach)
        y: Tokens.isWide && !Tokens.isLow ? (parent.height - height) / 2 : parent.height - height
        ends: column.ends
        up: page.view.bar.more_up ?? ""
        down: page.view.bar.more_down ?? ""

        Column {
            id: column

            readonly property var ends: [...[...Array(ways.count).keys()].map(index => (ways.itemAt(index)?.y ?? 0) + (ways.itemAt(index)?.height ?? 0)), ...rows.ends.map((end, index) => contacts.y + Tokens.space + end + (index === rows.ends.length - 1 ? Tokens.space : 0))]

            spacing: Tokens.gap

            Repeater {
                id: ways

                model: page.view.choices.length

                ChoiceTile {
                    required property int index

                    choice: page.view.choices[index] ?? null
                    width: column.width
                    height: implicitHeight
                    onTouched: page.shown.chosen(choice.id)
                }
            }

            Card {
                id: contacts

                width: column.width
                height: rows.height + 2 * Tokens.space

                RowList {
                    id: rows

                    x: Tokens.space
                    y: Tokens.space
                    width: parent.width - 2 * Tokens.space
                    rows: page.view.rows
                    isNarrow: width < 260 * Tokens.grow * Tokens.mm
                }
            }
        }
    }
}
