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

    Picture {
        width: parent.width
        height: Math.max(0, paper.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? page.view.picture : ""
    }

    Card {
        id: paper

        width: parent.width
        height: Math.min(parent.height, list.whole + (list.isLong ? Tokens.target + Tokens.gap : 0) + 2 * Tokens.space)
        y: Tokens.isWide && !Tokens.isLow ? (parent.height - height) / 2 : parent.height - height

        Leaves {
            id: list

            anchors.fill: parent
            anchors.margins: Tokens.space
            ends: sheet.ends
            up: page.view.bar.more_up ?? ""
            down: page.view.bar.more_down ?? ""
            hasBefore: page.view.list_first > 0
            hasAfter: page.view.list_total > page.view.list_first + 1
            place: page.view.list_total > 0 ? (page.view.list_first + 1) + " / " + page.view.list_total : ""
            token: page.view.list_first + ""
            onTurned: by => page.shown.list_turned(by)

            Column {
                id: sheet

                readonly property var ends: [...Array(lines.count).keys()].map(index => (lines.itemAt(index)?.y ?? 0) + (lines.itemAt(index)?.height ?? 0))

                spacing: Tokens.space

                Repeater {
                    id: lines

                    model: page.view.rows.length

                    Phrase {
                        required property int index

                        width: parent?.width ?? 0
                        said: page.view.rows[index]?.value ?? ""
                        font.pixelSize: Tokens.label
                    }
                }
            }
        }
    }
}
