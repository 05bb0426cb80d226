pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 核对: words title, lead, change, primary, back; view.choices are the answers, each with its question as label and the
// answer as detail; is_chosen: nobody was asked.
Item {
    id: page

    required property var view
    required property var shown
    readonly property real tall: [...Array(rows.count).keys()].reduce((most, index) => Math.max(most, rows.itemAt(index)?.implicitHeight ?? 0), 0)

    Picture {
        width: parent.width
        height: Math.max(0, list.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? page.view.picture : ""
    }

    Paged {
        id: list

        width: parent.width
        height: Math.min(Tokens.reach, whole)
        y: Tokens.isWide && !Tokens.isLow ? (parent.height - height) / 2 : parent.height - height
        view: page.view
        shown: page.shown
        pitch: page.tall + Tokens.gap
        columns: 1
        token: page.view.words.title ?? ""

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
