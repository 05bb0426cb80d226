pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 办事指南: words title, lead (the page's heading), primary, another; view.rows are the lines of one page of
// list_total, of which list_first come before.
Item {
    id: page

    required property var view
    required property var shown

    Card {
        width: parent.width
        height: Math.min(parent.height, list.whole + (list.isLong ? Tokens.target + Tokens.gap : 0) + 2 * Tokens.space)
        y: Tokens.isLow ? parent.height - height : 0

        Paged {
            id: list

            anchors.fill: parent
            anchors.margins: Tokens.space
            view: page.view
            shown: page.shown
            count: 1
            token: page.view.list_first + ""

            Column {
                spacing: Tokens.space

                Repeater {
                    model: page.view.rows.length

                    Words {
                        required property int index

                        width: parent?.width ?? 0
                        text: page.view.rows[index]?.value ?? ""
                        font.pixelSize: Tokens.label
                    }
                }
            }
        }
    }
}
