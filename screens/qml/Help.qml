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
    readonly property real spare: height - tiles.height - Tokens.space

    Picture {
        width: parent.width
        height: Math.max(0, sheet.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? "two_people" : ""
    }

    Card {
        id: sheet

        y: Tokens.isWide && !Tokens.isLow ? 0 : Math.max(0, page.spare - height)
        width: parent.width
        height: Math.min(page.spare, rows.implicitHeight + 2 * Tokens.space)
        visible: height > 30 * Tokens.mm

        Scroll {
            id: rows

            anchors.fill: parent
            anchors.margins: Tokens.space
            up: page.view.bar.more_up ?? ""
            down: page.view.bar.more_down ?? ""

            RowList {
                rows: page.view.rows
                isNarrow: width < 260 * Tokens.grow * Tokens.mm
            }
        }
    }

    Scroll {
        id: tiles

        width: parent.width
        height: Math.min(implicitHeight, Tokens.reach)
        y: parent.height - height
        up: page.view.bar.more_up ?? ""
        down: page.view.bar.more_down ?? ""

        Column {
            id: column

            spacing: Tokens.gap

            Repeater {
                model: page.view.choices.length

                ChoiceTile {
                    required property int index

                    choice: page.view.choices[index] ?? null
                    width: column.width
                    height: implicitHeight
                    onTouched: page.shown.chosen(choice.id)
                }
            }
        }
    }
}
