pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 首页: words title, lead, find, only_card, free, day_and_night, everything (below the calm tiles), practise, back (of an
// open shelf); one tile for each of view.choices.
Item {
    id: page

    required property var view
    required property var shown
    readonly property int count: view.choices.length
    readonly property int columns: count > (Tokens.isWide ? 2 : 3) && Tokens.step < (Tokens.isWide ? 2 : 1) ? 2 : 1
    readonly property real free: Tokens.reach - (foot.height > 0 ? foot.height + Tokens.space : 0) - (find.visible ? find.height + Tokens.space : 0)
    readonly property int lines: Math.ceil(count / columns)
    readonly property real least: (Tokens.isWide ? [58, 58, 92] : [58, 68, 92])[Tokens.step] * Tokens.mm
    readonly property real shared: Math.min((free - (lines - 1) * Tokens.space) / Math.max(lines, 1), 1.7 * least)
    readonly property int atOnce: Math.max(1, Math.floor(Tokens.atOnce / columns))
    // Where not all lines stand on one page, those of a page fill it.
    readonly property real leastTall: Math.max(least, most)
    readonly property real paged: free - Tokens.target - Tokens.gap
    readonly property int onPage: Math.max(1, Math.min(atOnce, Math.floor(paged / (leastTall + Tokens.space))))
    readonly property bool isLong: lines > atOnce || lines * (leastTall + Tokens.space) - Tokens.space > free
    readonly property real most: [...Array(tilesOf.count).keys()].reduce((most, index) => Math.max(most, tilesOf.itemAt(index)?.implicitHeight ?? 0), 0)
    readonly property real tall: count === 1 ? Math.max(1.5 * least, most) : isLong ? Math.max(leastTall, Math.min(1.7 * least, paged / onPage - Tokens.space)) : Math.max(leastTall, shared)

    Picture {
        id: hall

        width: parent.width
        height: Math.max(0, (find.visible ? find.y : tiles.y) - Tokens.space)
        visible: !Tokens.isWide && height > 110 * Tokens.mm
        name: visible ? "hall" : ""
    }

    Touchable {
        id: find

        objectName: "choice-find"
        y: Math.max(0, tiles.y - height - Tokens.space)
        width: parent.width
        height: Math.max(24 * Tokens.grow * Tokens.mm, 1.6 * Tokens.label)
        visible: spoken !== ""
        spoken: page.view.words.find ?? ""
        onTouched: page.shown.chosen("find")

        Card {
            anchors.fill: parent
            anchors.margins: find.isDown ? 0.8 * Tokens.mm : 0
            fill: find.isDown ? Tokens.quietDown : Tokens.card
            line: Tokens.primary
            isRaised: !find.isDown
        }

        Sign {
            id: glass

            anchors.left: parent.left
            anchors.leftMargin: Tokens.space
            anchors.verticalCenter: parent.verticalCenter
            name: "search"
            paint: Tokens.quietInk
            extent: 14 * Tokens.grow * Tokens.mm
        }

        Words {
            anchors.left: glass.right
            anchors.leftMargin: Tokens.gap
            anchors.right: parent.right
            anchors.rightMargin: Tokens.space
            anchors.verticalCenter: parent.verticalCenter
            text: find.spoken
            color: Tokens.quietInk
            font.pixelSize: Tokens.label
            font.bold: true
        }
    }

    Scroll {
        id: tiles

        width: parent.width
        height: Math.min(page.isLong ? page.onPage * pitch + Tokens.target + Tokens.gap + 1 : implicitHeight, page.free)
        readonly property real above: find.visible ? find.height + Tokens.space : 0

        y: Tokens.isWide && !Tokens.isLow ? above + (page.free - height) / 2 : page.height - Tokens.reach + above + page.free - height
        pitch: page.tall + Tokens.space
        up: page.view.bar.more_up ?? ""
        down: page.view.bar.more_down ?? ""

        Grid {
            id: grid

            columns: page.columns
            spacing: Tokens.space

            Repeater {
                id: tilesOf

                model: page.count

                ChoiceTile {
                    required property int index

                    choice: page.view.choices[index] ?? null
                    isLone: page.count === 1
                    width: (grid.width - (page.columns - 1) * grid.spacing) / page.columns
                    height: page.tall
                    onTouched: page.shown.chosen(choice.id)
                }
            }
        }
    }

    Item {
        id: foot

        y: parent.height - height
        width: parent.width
        height: Math.max(promises.visible ? promises.height : 0, practise.visible || everything.visible ? Tokens.button : 0)

        Promises {
            id: promises

            visible: Tokens.step < 2 && !Tokens.isLow && texts.join("") !== "" && !everything.visible
            x: Tokens.isLeft ? parent.width - width : 0
            y: (parent.height - height) / 2
            width: parent.width - (practise.visible ? practise.width + Tokens.space : 0)
            texts: [page.view.words.only_card ?? "", page.view.words.free ?? "", page.view.words.day_and_night ?? ""]
            signs: ["card", "tick", "moon"]
        }

        PrimaryButton {
            id: everything

            objectName: "choice-all"
            x: Tokens.isLeft ? parent.width - width : 0
            y: (parent.height - height) / 2
            width: parent.width - (practise.visible ? practise.width + Tokens.space : 0)
            height: visible ? Tokens.button : 0
            isQuiet: true
            sign: "search"
            text: page.view.words.everything ?? ""
            onTouched: page.shown.chosen("all")
        }

        PrimaryButton {
            id: practise

            objectName: "practise"
            x: Tokens.isLeft ? 0 : parent.width - width
            y: (parent.height - height) / 2
            height: visible ? Tokens.button : 0
            isQuiet: true
            sign: "practise"
            text: page.view.words.practise ?? ""
            onTouched: page.shown.practised()
        }
    }
}
