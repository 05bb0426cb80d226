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
    // Keys and candidates may be lower than usual where somebody who sits reaches little, but never below 20 mm, nor below a line of the
    // smallest text.
    readonly property real leastKey: Math.max(20 * Tokens.mm, 1.46 * Tokens.small, Math.min(Tokens.target, (Tokens.reach - Tokens.space - 3 * pad.spacing) / 5))
    readonly property real leastKeys: 4 * leastKey + 3 * pad.spacing
    readonly property real sheetHeight: Math.min(Math.max(30 * Tokens.grow * Tokens.mm, measured.implicitHeight + 2 * Tokens.gap), height - leastKeys - pitch - 2 * Tokens.space)
    readonly property real textPixels: view.entry.length > 20 ? Tokens.body : Tokens.title
    readonly property real room: Math.min(Tokens.reach, height - sheetHeight - Tokens.space)
    readonly property real candidateHeight: leastKey < Tokens.target ? leastKey : Tokens.target + 2 * Tokens.mm
    readonly property real pitch: candidateHeight + Tokens.gap
    readonly property real keysHeight: room - candidateHeight - Tokens.space
    readonly property real keyHeight: Math.max(leastKey, Math.min(27 * Tokens.grow * Tokens.mm, (keysHeight - 3 * pad.spacing) / 4))
    readonly property int lines: Math.max(1, Math.min(3, Math.floor((room - pad.whole - Tokens.space + Tokens.gap) / pitch)))
    readonly property real inkSide: Math.min(0.56 * width, 220 * Tokens.mm, room - pad.whole - Tokens.space)

    Picture {
        width: parent.width
        height: Math.max(0, sheet.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? page.view.picture : ""
    }

    Card {
        id: sheet

        width: parent.width
        height: page.sheetHeight
        y: Math.max(0, zone.y - height - Tokens.space)
        line: Tokens.primary

        // This one only measures.
        Words {
            id: measured

            width: written.width
            opacity: 0
            text: written.text
            wrapMode: Text.WrapAnywhere
            font.pixelSize: page.textPixels
            font.bold: true
        }

        Words {
            id: written

            anchors.left: parent.left
            anchors.leftMargin: Tokens.space
            anchors.right: letters.visible ? letters.left : parent.right
            anchors.rightMargin: Tokens.space
            anchors.top: parent.top
            anchors.topMargin: Tokens.gap
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Tokens.gap
            text: page.view.entry + (letters.visible ? "" : "▏")
            wrapMode: Text.WrapAnywhere
            fontSizeMode: Text.Fit
            minimumPixelSize: Tokens.small
            font.pixelSize: page.textPixels
            font.bold: true
        }

        // Letters that are no character yet.
        Words {
            id: letters

            anchors.right: parent.right
            anchors.rightMargin: Tokens.space
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, 0.6 * parent.width)
            visible: page.view.keyboard.letters !== ""
            text: page.view.keyboard.letters + "▏"
            wrapMode: Text.NoWrap
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Tokens.small
            color: Tokens.quietInk
            font.pixelSize: Tokens.label
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
                tall: page.candidateHeight
                view: page.view
                shown: page.shown
            }

            Words {
                anchors.fill: parent
                visible: !page.hasCandidates
                text: page.hint
                fontSizeMode: Text.Fit
                minimumPixelSize: Tokens.small
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
