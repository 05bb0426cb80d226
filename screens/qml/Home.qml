pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 首页: words title, lead, only_card, free, day_and_night; one tile for each of view.choices.
Item {
    id: page

    required property var view
    required property var shown
    readonly property int count: view.choices.length
    readonly property int columns: count > (Tokens.isWide ? 2 : 3) ? 2 : 1
    readonly property int lines: Math.ceil(count / columns)
    readonly property real least: (Tokens.isCalm ? 66 : 56) * Tokens.mm

    Picture {
        id: hall

        width: parent.width
        height: Math.max(0, tiles.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? "hall" : ""
    }

    Scroll {
        id: tiles

        width: parent.width
        height: Math.min(implicitHeight, parent.height - promises.height - Tokens.space)
        y: Tokens.isWide ? Math.max(0, (parent.height - promises.height - Tokens.space - height) / 2) : parent.height - promises.height - Tokens.space - height
        up: page.view.bar.more_up ?? ""
        down: page.view.bar.more_down ?? ""

        Grid {
            id: grid

            columns: page.columns
            spacing: Tokens.space

            Repeater {
                model: page.count

                ChoiceTile {
                    required property int index

                    choice: page.view.choices[index] ?? null
                    isLone: page.count === 1
                    width: (grid.width - (page.columns - 1) * grid.spacing) / page.columns
                    height: Math.max(implicitHeight, page.count === 1 ? 1.5 * page.least : page.least, Tokens.isWide ? (page.height - promises.height - (page.lines + 1) * grid.spacing) / Math.max(page.lines, 2) : 0)
                    onTouched: page.shown.chosen(choice.id)
                }
            }
        }
    }

    Promises {
        id: promises

        y: parent.height - height
        width: parent.width
        texts: [page.view.words.only_card ?? "", page.view.words.free ?? "", page.view.words.day_and_night ?? ""]
        signs: ["card", "tick", "moon"]
    }
}
