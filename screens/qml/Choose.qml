pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// One question, a few answers: words title, lead, primary, back; view.choices with is_chosen.
Item {
    id: page

    required property var view
    required property var shown
    readonly property int count: view.choices.length

    Picture {
        width: parent.width
        height: Math.max(0, tiles.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? "period" : ""
    }

    Scroll {
        id: tiles

        width: parent.width
        height: Math.min(implicitHeight, Tokens.reach)
        y: Tokens.isWide && !Tokens.isLow ? (parent.height - height) / 2 : parent.height - height
        up: page.view.bar.more_up ?? ""
        down: page.view.bar.more_down ?? ""

        Column {
            id: column

            spacing: Tokens.gap * 1.5

            Repeater {
                model: page.count

                ChoiceTile {
                    required property int index

                    isRadio: true
                    choice: page.view.choices[index] ?? null
                    width: column.width
                    height: Math.max(implicitHeight, Tokens.isWide ? 0.2 * page.height : 44 * Tokens.grow * Tokens.mm)
                    onTouched: page.shown.chosen(choice.id)
                }
            }
        }
    }
}
