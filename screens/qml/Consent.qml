import QtQuick
import "."
import "parts"

// Agree or not: words title, lead, primary, back; view.rows say what, from where, to whom, why, how long;
// view.picture, where it is no paper. Nobody agrees before all of it was shown: until then the primary button reads on.
// What was agreed to (words.given) is taken back at once.
ToRead {
    id: page

    leaves: list
    isUnread: list.isUnread && (view.words.given ?? "") === ""

    Picture {
        width: parent.width
        height: Math.max(0, paper.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? page.view.picture || "agree" : ""
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
                isNarrow: Tokens.step === 2 || width < 260 * Tokens.grow * Tokens.mm
            }
        }
    }
}
