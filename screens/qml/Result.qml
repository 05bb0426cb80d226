import QtQuick
import "."
import "parts"

// 查询结果, 真假: words title, lead, primary, back, another; view.rows as names and values, masked, page by page of a
// longer list (list_first, list_total).
Item {
    id: page

    required property var view
    required property var shown

    readonly property bool isEmpty: view.rows.length === 0

    Picture {
        width: parent.width
        height: page.isEmpty ? 0.6 * page.height : Math.max(0, paper.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? page.view.picture : ""
    }

    Card {
        id: paper

        width: parent.width
        visible: !page.isEmpty
        height: Math.min(parent.height, list.whole + (page.view.list_total > 0 ? Tokens.target + Tokens.gap : 0) + 2 * Tokens.space)
        y: Tokens.isWide && !Tokens.isLow ? (parent.height - height) / 2 : parent.height - height

        Leaves {
            id: list

            readonly property int last: page.view.list_first + page.view.rows.length

            anchors.fill: parent
            anchors.margins: Tokens.space
            ends: record.ends
            up: page.view.bar.more_up ?? ""
            down: page.view.bar.more_down ?? ""
            hasBefore: page.view.list_first > 0
            hasAfter: page.view.list_total > last
            token: page.view.list_first + "/" + (page.view.rows[0]?.value ?? "")
            onTurned: by => page.shown.list_turned(by)

            RowList {
                id: record

                rows: page.view.rows
                isNarrow: width < 240 * Tokens.grow * Tokens.mm
            }
        }
    }

    Phrase {
        y: Tokens.isWide ? (parent.height - height) / 2 : 0.6 * parent.height + Tokens.space
        width: parent.width
        visible: page.isEmpty
        said: page.view.words.empty ?? ""
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Tokens.label
    }
}
