pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 怎么走: words title, lead (the floor and how far), primary, back, another; view.plan with the line; view.rows are the
// sentences of one floor of list_total, of which list_first come before.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool isBeside: Tokens.isWide && !Tokens.isLow
    readonly property real drawn: [0.56, 0.5, 0.36][Tokens.step] * width

    FloorMap {
        width: page.isBeside ? page.drawn : page.width
        room: page.isBeside ? page.height : Math.max(0, paper.y - Tokens.space)
        plan: page.view.plan
    }

    Card {
        id: paper

        width: page.isBeside ? page.width - page.drawn - Tokens.space : page.width
        height: Math.min(page.isBeside ? parent.height : 0.5 * parent.height, list.whole + (list.isLong ? Tokens.target + Tokens.gap : 0) + 2 * Tokens.space)
        x: page.width - width
        y: page.isBeside ? (parent.height - height) / 2 : parent.height - height

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
            token: page.view.list_first + page.view.words.title
            onTurned: by => page.shown.list_turned(by)

            Column {
                id: sheet

                readonly property var ends: [...Array(lines.count).keys()].map(index => (lines.itemAt(index)?.y ?? 0) + (lines.itemAt(index)?.height ?? 0))

                spacing: Tokens.gap

                Repeater {
                    id: lines

                    model: page.view.rows.length

                    Words {
                        required property int index

                        width: parent?.width ?? 0
                        text: (index + 1) + ". " + (page.view.rows[index]?.value ?? "")
                        font.pixelSize: Tokens.label
                    }
                }
            }
        }
    }
}
