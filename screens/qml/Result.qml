import QtQuick
import "."
import "parts"

// 查询结果, 真假: words title, lead, primary, back, another; view.rows as names and values, masked, page by page of a
// longer list (list_first, list_total).
Item {
    id: page

    required property var view
    required property var shown

    Card {
        width: parent.width
        visible: page.view.rows.length > 0
        height: Math.min(parent.height, list.whole + (page.view.list_total > 0 ? Tokens.target + Tokens.gap : 0) + 2 * Tokens.space)
        y: Tokens.isLow ? parent.height - height : 0

        Paged {
            id: list

            anchors.fill: parent
            anchors.margins: Tokens.space
            view: page.view
            shown: page.shown
            count: page.view.rows.length
            token: page.view.list_first + "/" + (page.view.rows[0]?.value ?? "")

            RowList {
                rows: page.view.rows
                isNarrow: width < 240 * Tokens.grow * Tokens.mm
            }
        }
    }

    Words {
        anchors.centerIn: parent
        width: parent.width
        visible: page.view.rows.length === 0
        text: page.view.words.empty ?? ""
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Tokens.label
    }
}
