pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// One touch is the answer (怎么证明是您, 哪种证件, 什么人): words title, lead, back; view.choices; view.picture.
Item {
    id: page

    required property var view
    required property var shown
    readonly property int count: view.choices.length
    readonly property int columns: Tokens.isWide && Tokens.step === 0 && count > 4 ? 2 : 1
    readonly property int lines: Math.ceil(count / columns)
    readonly property real tallest: [...Array(tilesOf.count).keys()].reduce((most, index) => Math.max(most, tilesOf.itemAt(index)?.implicitHeight ?? 0), 0)
    readonly property real tall: Math.max(tallest, Math.min(58 * Tokens.mm, (Tokens.reach - (lines - 1) * Tokens.gap) / Math.max(1, lines)))

    Picture {
        width: parent.width
        height: Math.max(0, tiles.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? page.view.picture || "hall" : ""
    }

    Scroll {
        id: tiles

        width: parent.width
        height: Math.min(implicitHeight, Tokens.reach)
        y: (Tokens.isWide && !Tokens.isLow ? 0.5 : 1) * (parent.height - height)
        pitch: page.tall + Tokens.gap
        up: page.view.bar.more_up ?? ""
        down: page.view.bar.more_down ?? ""

        Grid {
            id: grid

            columns: page.columns
            spacing: Tokens.gap

            Repeater {
                id: tilesOf

                model: page.count

                ChoiceTile {
                    required property int index

                    choice: page.view.choices[index] ?? null
                    width: (grid.width - (page.columns - 1) * grid.spacing) / page.columns
                    height: page.tall
                    onTouched: page.shown.chosen(choice.id)
                }
            }
        }
    }
}
