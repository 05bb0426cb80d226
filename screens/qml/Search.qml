pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 找要办的事: words title, lead, example, empty, erase, clear, space, write_here, back; view.entry is what is looked for,
// view.keyboard what is no character yet with its candidates, view.choices what was found, the best first.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool isByHand: view.keyboard.board === "handwriting"
    readonly property bool hasCandidates: view.keyboard.candidates.length > 0
    readonly property bool isEmpty: view.choices.length === 0
    readonly property real room: Math.min(Tokens.reach, height - sheet.height - Tokens.gap)
    readonly property real leastKey: Math.max(20 * Tokens.mm, 1.46 * Tokens.small, Math.min(Tokens.target, (room - 3 * pad.spacing) / 7))
    readonly property real keyHeight: Math.max(leastKey, Math.min(25 * Tokens.grow * Tokens.mm, (0.36 * room - 3 * pad.spacing) / 4))
    readonly property real inkSide: Math.min(0.5 * width, 170 * Tokens.mm, 0.5 * (room - pad.whole))
    readonly property real candidatesHeight: Math.max(leastKey, 22 * Tokens.mm)
    readonly property real spare: room - pad.whole - 2 * Tokens.gap
    // Letters find things too: where there is no room for characters and for what was found, the characters are not there.
    readonly property bool isFoundAlone: !isByHand && spare - candidatesHeight < 26 * Tokens.mm
    readonly property real helpHeight: isByHand ? inkSide : isFoundAlone ? 0 : candidatesHeight
    readonly property real listed: spare - helpHeight
    // Where keys have to be low, there may be no room for three lines of a name and what stands below it.
    readonly property bool isShort: listed < 6.4 * Tokens.label
    readonly property real tallest: [...Array(tiles.count).keys()].reduce((most, index) => Math.max(most, tiles.itemAt(index)?.implicitHeight ?? 0), 0)
    readonly property real pitch: (isShort ? listed : Math.max(tallest, 30 * Tokens.grow * Tokens.mm)) + Tokens.gap

    Card {
        id: sheet

        width: parent.width
        height: Math.max(26 * Tokens.grow * Tokens.mm, 1.5 * Tokens.title)
        y: page.height - page.room - height - Tokens.gap
        line: Tokens.primary

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
            readonly property bool isHint: page.view.entry === "" && page.view.keyboard.letters === ""

            // Letters that are no character yet are looked for too.
            text: isHint ? page.view.words.example ?? "" : page.view.entry + page.view.keyboard.letters + "▏"
            wrapMode: Text.NoWrap
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Tokens.small
            font.pixelSize: isHint ? Tokens.body : Tokens.label
            font.bold: !isHint
            color: isHint ? Tokens.soft : Tokens.ink
        }
    }

    Paged {
        id: list

        width: parent.width
        height: page.listed
        y: sheet.y + sheet.height + Tokens.gap
        visible: !page.isEmpty
        view: page.view
        shown: page.shown
        isBeside: page.listed < 2 * page.pitch + Tokens.target
        columns: 1
        pitch: page.pitch
        token: page.view.entry + "/" + page.view.keyboard.letters

        Column {
            id: column

            spacing: Tokens.gap

            Repeater {
                id: tiles

                model: page.view.choices.length

                ChoiceTile {
                    required property int index

                    choice: page.view.choices[index] ?? null
                    width: column.width
                    height: page.pitch - Tokens.gap
                    isTight: page.isShort
                    onTouched: page.shown.chosen(choice.id)
                }
            }
        }
    }

    Phrase {
        // Nobody touches it: where the keys have to be low, it stands above them.
        readonly property bool isAbove: sheet.y - Tokens.gap > page.listed

        x: Tokens.space
        y: isAbove ? 0 : list.y
        width: parent.width - 2 * Tokens.space
        height: isAbove ? sheet.y - Tokens.gap : page.listed
        visible: page.isEmpty
        said: page.view.words.empty ?? ""
        fontSizeMode: Text.Fit
        minimumPixelSize: Tokens.small
        color: Tokens.soft
        verticalAlignment: Text.AlignVCenter
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Tokens.label
    }

    Item {
        id: help

        width: parent.width
        height: page.helpHeight
        y: pad.y - height - Tokens.gap

        InkPad {
            id: ink

            x: Tokens.isLeft ? 0 : parent.width - width
            width: page.inkSide
            height: page.inkSide
            visible: page.isByHand
            view: page.view
            shown: page.shown
            invitation: page.view.words.write_here ?? ""
        }

        Candidates {
            x: page.isByHand && Tokens.isLeft ? ink.width + Tokens.space : 0
            width: parent.width - (page.isByHand ? ink.width + Tokens.space : 0)
            height: parent.height
            visible: page.hasCandidates && !page.isFoundAlone
            tall: page.candidatesHeight
            choices: page.view.keyboard.candidates
            view: page.view
            shown: page.shown
        }
    }

    TextPad {
        id: pad

        width: parent.width
        y: parent.height - whole
        view: page.view
        shown: page.shown
        keyHeight: page.keyHeight
    }
}
