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
    // Where there is little place, what a tile is called has to do.
    readonly property bool isBare: Tokens.step === 2 || Tokens.isWide && Tokens.step === 1 && count > 4
    readonly property int lines: Math.ceil(count / columns)
    readonly property real tallest: [...Array(tilesOf.count).keys()].reduce((most, index) => Math.max(most, tilesOf.itemAt(index)?.implicitHeight ?? 0), 0)
    readonly property int most: Math.floor(Tokens.atOnce / columns)
    readonly property bool fits: lines <= most && lines * (tallest + Tokens.gap) <= Tokens.reach + Tokens.gap
    readonly property real free: Tokens.reach - (fits ? 0 : Tokens.target + Tokens.gap)
    readonly property int together: fits ? lines : Math.min(most, Math.max(1, Math.floor((free + Tokens.gap) / (tallest + Tokens.gap))))
    readonly property real tall: Math.max(tallest, Math.min(fits || together === most ? 58 * Tokens.mm : free, (free + Tokens.gap) / Math.max(1, together) - Tokens.gap))

    Picture {
        width: parent.width
        height: Math.max(0, tiles.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? page.view.picture || "hall" : ""
    }

    Paged {
        id: tiles

        width: parent.width
        height: Math.min(page.fits ? whole : page.together * pitch + Tokens.target + 1, Tokens.reach)
        y: (Tokens.isWide && !Tokens.isLow ? 0.5 : 1) * (parent.height - height)
        view: page.view
        shown: page.shown
        pitch: page.tall + Tokens.gap
        columns: page.columns
        token: [page.view.page, page.view.language, page.view.size, page.view.reach].join("/")

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
                    isBare: page.isBare
                    width: (grid.width - (page.columns - 1) * grid.spacing) / page.columns
                    height: page.tall
                    onTouched: page.shown.chosen(choice.id)
                }
            }
        }
    }
}
