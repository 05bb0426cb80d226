pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 一点就是答案: words title, lead, empty, back; view.choices as lines or as a grid of short ones; view.crumbs is what was
// chosen on the way, e.g. 广东省 › 惠州市, each to be chosen again; lists of any length (list_first, list_total).
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool isEmpty: view.choices.length === 0
    readonly property bool isGrid: view.layout === "grid"
    readonly property int longest: Math.max(0, ...view.choices.map(choice => choice.label.length))
    // Two digits are as broad as one character: 1940年代 is as short as 12月.
    readonly property int broadest: Math.max(0, ...view.choices.map(choice => choice.label.replace(/\d\d/g, "0").length))
    readonly property bool isShort: isGrid && broadest <= 5
    readonly property bool isManyShort: isGrid && longest <= 3 && view.choices.length > 12
    readonly property int columns: isManyShort ? [6, 5, 5][Tokens.step] : !isGrid ? (Tokens.isWide && Tokens.step === 0 && view.choices.length > 4 ? 2 : 1) : isShort ? [4, 3, 3][Tokens.step] : [3, 2, 2][Tokens.step]
    readonly property int rows: Math.ceil(view.choices.length / columns)
    // What is as short as a key is looked over like keys, all together.
    readonly property bool isKeys: isGrid && (isShort || !Tokens.isCalm)
    readonly property int together: isKeys ? rows : Math.min(rows, Math.floor(Tokens.atOnce / columns))
    readonly property bool isParted: together < rows
    readonly property real tallest: [...Array(isGrid ? 0 : tiles.count).keys()].reduce((most, index) => Math.max(most, tiles.itemAt(index)?.implicitHeight ?? 0), 0)
    // More letters than this stand in two lines.
    readonly property bool isLong: isGrid && longest > 16
    readonly property real least: isLong ? Math.max(Tokens.target, 3.1 * Tokens.body) : isGrid ? Tokens.target : Math.max(tallest, 34 * Tokens.grow * Tokens.mm)
    readonly property real most: isGrid ? Math.max(least, 40 * Tokens.grow * Tokens.mm) : 54 * Tokens.mm
    readonly property real room: Math.min(Tokens.reach, height) - trail.height - trail.below
    readonly property real tall: Math.max(least, Math.min(most, (room - (isParted ? Tokens.target : -Tokens.gap)) / Math.max(1, together) - Tokens.gap))

    Picture {
        width: parent.width
        height: page.isEmpty ? 0.6 * page.height : Math.max(0, (trail.visible ? trail.y : list.y) - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? page.view.picture : ""
    }

    Flow {
        id: trail

        readonly property real below: visible ? Tokens.space : 0

        width: parent.width
        y: list.y - height - below
        visible: page.view.crumbs.length > 0
        height: visible ? implicitHeight : 0
        spacing: Tokens.gap

        Repeater {
            model: page.view.crumbs.length

            KeyCap {
                required property int index

                objectName: "crumb-" + index
                text: page.view.crumbs[index]?.label ?? ""
                isTinted: true
                pixels: Tokens.body
                width: Math.max(1.5 * Tokens.target, needed)
                onTouched: page.shown.step_taken(index)
            }
        }
    }

    Paged {
        id: list

        width: parent.width
        height: Math.min(page.room, page.isParted ? page.together * pitch + Tokens.target + 1 : whole)
        y: Tokens.isWide && !Tokens.isLow ? (parent.height - height + trail.height + trail.below) / 2 : parent.height - height
        view: page.view
        shown: page.shown
        pitch: page.tall + Tokens.gap
        columns: page.columns
        token: page.view.list_first + "/" + page.view.crumbs.length + "/" + (page.view.choices[0]?.id ?? "")

        Grid {
            id: grid

            columns: page.columns
            spacing: Tokens.gap
            readonly property real cell: (width - (page.columns - 1) * spacing) / page.columns

            Repeater {
                id: tiles

                model: page.isGrid ? 0 : page.view.choices.length

                ChoiceTile {
                    required property int index

                    isRadio: isChosen
                    choice: page.view.choices[index] ?? null
                    width: grid.cell
                    height: page.tall
                    onTouched: page.shown.chosen(choice.id)
                }
            }

            Repeater {
                model: page.isGrid ? page.view.choices.length : 0

                KeyCap {
                    required property int index
                    readonly property var choice: page.view.choices[index] ?? null

                    objectName: "choice-" + (choice?.id ?? "")
                    text: choice?.label ?? ""
                    isChosen: choice?.is_chosen ?? false
                    width: grid.cell
                    height: page.tall
                    pixels: page.isShort ? Tokens.label : Tokens.body
                    rest_ms: 500
                    onTouched: page.shown.chosen(choice.id)
                }
            }
        }
    }

    Phrase {
        y: Tokens.isWide ? (parent.height - height) / 2 : 0.6 * parent.height + Tokens.space
        width: parent.width
        visible: page.isEmpty
        said: page.view.words.empty ?? ""
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Tokens.label
    }
}
