import QtQuick
import "."
import "parts"

// 填写文字: words title, lead, example, wanted, erase, clear, space, write_here, primary, back; view.entry is the text so
// far, view.keyboard what is no character yet, view.choices the candidates.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool isByHand: view.keyboard.board === "handwriting"
    readonly property bool hasCandidates: view.choices.length > 0
    readonly property string hint: view.words.wanted ?? view.words.example ?? ""
    readonly property real sheetHeight: Math.max(30 * Tokens.grow * Tokens.mm, written.implicitHeight + 2 * Tokens.gap)
    readonly property real room: Math.min(Tokens.reach, height - sheetHeight - Tokens.space)
    readonly property real pitch: Tokens.target + 2 * Tokens.mm + Tokens.gap
    readonly property real keysHeight: room - pitch - Tokens.space
    readonly property real keyHeight: Math.max(Tokens.target, Math.min(27 * Tokens.grow * Tokens.mm, (keysHeight - 3 * pad.spacing) / 4))
    readonly property int lines: Math.max(1, Math.min(3, Math.floor((room - pad.whole - Tokens.space + Tokens.gap) / pitch)))
    readonly property real inkSide: Math.min(0.56 * width, 220 * Tokens.mm, room - pad.whole - Tokens.space)

    Card {
        width: parent.width
        height: page.sheetHeight
        y: Math.max(0, zone.y - height - Tokens.space)
        line: Tokens.primary

        Words {
            id: written

            anchors.left: parent.left
            anchors.leftMargin: Tokens.space
            anchors.right: parent.right
            anchors.rightMargin: Tokens.space
            anchors.verticalCenter: parent.verticalCenter
            text: page.view.entry + page.view.keyboard.letters + "▏"
            wrapMode: Text.WrapAnywhere
            font.pixelSize: Tokens.title
            font.bold: true
        }
    }

    Item {
        id: zone

        width: parent.width
        height: page.isByHand ? page.inkSide : page.lines * page.pitch - Tokens.gap
        y: pad.y - height - Tokens.space

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

        Item {
            x: page.isByHand && Tokens.isLeft ? ink.width + Tokens.space : 0
            width: parent.width - (page.isByHand ? ink.width + Tokens.space : 0)
            height: parent.height

            Candidates {
                anchors.fill: parent
                visible: page.hasCandidates
                view: page.view
                shown: page.shown
            }

            Words {
                anchors.fill: parent
                visible: !page.hasCandidates
                text: page.hint
                color: Tokens.soft
            }
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
