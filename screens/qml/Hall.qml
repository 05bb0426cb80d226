pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 大厅地图: words title, lead, back, another; view.plan is the floor where the person stands; view.choices are places.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool isBeside: Tokens.isWide && !Tokens.isLow
    readonly property real drawn: [0.56, 0.5, 0.36][Tokens.step] * width
    readonly property int columns: isBeside || Tokens.step === 2 ? 1 : 2
    readonly property real tallest: [...Array(tilesOf.count).keys()].reduce((most, index) => Math.max(most, tilesOf.itemAt(index)?.implicitHeight ?? 0), 0)
    readonly property real most: Math.min(Tokens.reach, isBeside ? height : 0.56 * height)

    FloorMap {
        width: page.isBeside ? page.drawn : page.width
        room: page.isBeside ? page.height : Math.max(0, tiles.y - Tokens.space)
        plan: page.view.plan
    }

    Paged {
        id: tiles

        width: page.isBeside ? page.width - page.drawn - Tokens.space : page.width
        height: Math.min(whole, page.most)
        x: page.width - width
        y: page.isBeside ? (parent.height - height) / 2 : parent.height - height
        view: page.view
        shown: page.shown
        pitch: page.tallest + Tokens.gap
        columns: page.columns
        token: [page.view.page, page.view.language, page.view.size, page.view.reach].join("/")

        Grid {
            id: grid

            columns: page.columns
            spacing: Tokens.gap

            Repeater {
                id: tilesOf

                model: page.view.choices.length

                ChoiceTile {
                    required property int index

                    choice: page.view.choices[index] ?? null
                    isBare: true
                    width: (grid.width - (page.columns - 1) * grid.spacing) / page.columns
                    height: page.tallest
                    onTouched: page.shown.chosen(choice.id)
                }
            }
        }
    }
}
