pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 核对: words title, lead, change, primary, back; view.choices are the answers, each with its question as label and the
// answer as detail; is_chosen: nobody was asked. Nobody finds right what was not shown: until all of it was, the primary
// button reads on.
ToRead {
    id: page

    readonly property real tall: [...Array(rows.count).keys()].reduce((most, index) => Math.max(most, rows.itemAt(index)?.implicitHeight ?? 0), 0)

    leaves: list

    Picture {
        width: parent.width
        height: Math.max(0, list.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? page.view.picture : ""
    }

    Leaves {
        id: list

        width: parent.width
        height: Math.min(Tokens.reach, implicitHeight)
        y: Tokens.isWide && !Tokens.isLow ? (parent.height - height) / 2 : parent.height - height
        ends: [...Array(rows.count).keys()].map(index => (index + 1) * (page.tall + Tokens.gap) - Tokens.gap)
        up: page.view.bar.more_up ?? ""
        down: page.view.bar.more_down ?? ""
        token: [page.view.page, page.view.language, page.view.size, page.view.reach].join("/")

        Column {
            id: column

            spacing: Tokens.gap

            Repeater {
                id: rows

                model: page.view.choices.length

                AnswerRow {
                    required property int index

                    answer: page.view.choices[index] ?? null
                    change: page.view.words.change ?? ""
                    width: column.width
                    height: page.tall
                    onTouched: page.shown.chosen(answer.id)
                }
            }
        }
    }
}
