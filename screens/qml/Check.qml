import QtQuick
import "."
import "parts"

// 核对: words title, lead, primary, back; view.rows as they will stand on the paper, masked. Nobody finds right what was not
// shown: until all of it was, the primary button reads on.
ToRead {
    id: page

    leaves: list

    Picture {
        width: parent.width
        height: Math.max(0, paper.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? "page" : ""
    }

    Card {
        id: paper

        y: Tokens.isWide && !Tokens.isLow ? (parent.height - height) / 2 : parent.height - height
        width: parent.width
        height: Math.min(parent.height, list.implicitHeight + 2 * Tokens.space)

        Leaves {
            id: list

            anchors.fill: parent
            anchors.margins: Tokens.space
            ends: record.ends
            up: page.view.bar.more_up ?? ""
            down: page.view.bar.more_down ?? ""
            token: [page.view.page, page.view.language, page.view.size, page.view.reach].join("/")

            RowList {
                id: record

                rows: page.view.rows
                isNarrow: width < 240 * Tokens.grow * Tokens.mm
            }
        }
    }
}
