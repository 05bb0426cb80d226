import QtQuick
import "."
import "parts"

// 输入号码或金额: words title, lead, example, wanted, wrong, erase, secondary (show or hide the number), primary, back;
// view.entry is what stands there, in groups; view.digits of digits_wanted characters (0: that is open); view.keys.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool hasLetters: view.keys === "letters"
    readonly property string wrong: view.words.wrong ?? ""
    readonly property string hint: wrong !== "" ? wrong : view.words.wanted ?? view.words.example ?? ""
    readonly property real room: Math.min(Tokens.reach - (toggle.visible ? toggle.height + 0.5 * Tokens.space : 0), height - sheet.height - note.height - 1.5 * Tokens.space)
    readonly property real keysHeight: Math.min((hasLetters ? 5 * 26 : 4 * 40) * Tokens.mm * Tokens.grow, room)

    Picture {
        width: parent.width
        height: Math.max(0, sheet.y - Tokens.space)
        visible: !Tokens.isWide && height > 70 * Tokens.mm
        name: visible ? page.view.picture : ""
    }

    Card {
        id: sheet

        width: Math.min(parent.width, 420 * Tokens.grow * Tokens.mm)
        height: 32 * Tokens.grow * Tokens.mm
        anchors.horizontalCenter: parent.horizontalCenter
        y: note.y - height - 0.5 * Tokens.space
        line: page.wrong !== "" ? Tokens.bad : Tokens.primary

        Words {
            anchors.left: parent.left
            anchors.leftMargin: Tokens.space
            anchors.right: parent.right
            anchors.rightMargin: Tokens.space
            anchors.verticalCenter: parent.verticalCenter
            text: page.view.entry + "▏"
            wrapMode: Text.NoWrap
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Tokens.small
            font.pixelSize: Tokens.title
            font.bold: true
        }
    }

    Item {
        id: note

        width: sheet.width
        height: Math.max(toggle.visible ? toggle.height : 0, Tokens.body * 1.5, hintWords.implicitHeight)
        anchors.horizontalCenter: parent.horizontalCenter
        y: keys.y - height - 0.5 * Tokens.space

        Sign {
            id: mark

            anchors.verticalCenter: parent.verticalCenter
            visible: page.wrong !== ""
            width: visible ? extent : 0
            name: visible ? "notice" : ""
            extent: Tokens.label
            paint: Tokens.bad
        }

        Words {
            id: hintWords

            anchors.left: mark.right
            anchors.leftMargin: mark.visible ? Tokens.gap : 0
            anchors.right: count.left
            anchors.rightMargin: Tokens.gap
            anchors.bottom: parent.bottom
            height: Math.max(implicitHeight, toggle.visible ? toggle.height : 0)
            text: page.hint
            font.pixelSize: Tokens.step === 2 ? Tokens.small : Tokens.body
            color: page.wrong !== "" ? Tokens.bad : Tokens.soft
            font.bold: page.wrong !== ""
            Accessible.role: page.wrong !== "" ? Accessible.AlertMessage : Accessible.StaticText
            Accessible.name: text
        }

        Words {
            id: count

            anchors.right: toggle.visible ? toggle.left : parent.right
            anchors.rightMargin: toggle.visible ? Tokens.gap : 0
            anchors.bottom: parent.bottom
            height: Math.max(implicitHeight, toggle.visible ? toggle.height : 0)
            visible: page.view.digits_wanted > 0 && page.wrong === ""
            width: visible ? implicitWidth : 0
            text: page.view.digits + " / " + page.view.digits_wanted
            color: Tokens.soft
        }

        KeyCap {
            id: toggle

            objectName: "asked"
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            height: Math.max(20 * Tokens.mm, 1.5 * Tokens.small)
            width: Math.max(1.5 * Tokens.target, needed)
            visible: text !== ""
            isTinted: true
            pixels: Tokens.small
            text: page.view.words.secondary ?? ""
            onTouched: page.shown.asked()
        }
    }

    Item {
        id: keys

        width: parent.width
        height: page.keysHeight
        y: parent.height - height

        NumberPad {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width, 330 * Tokens.grow * Tokens.mm)
            height: parent.height
            visible: !page.hasLetters
            erase: page.view.words.erase ?? ""
            extra: page.view.keys === "digits_x" ? "X" : page.view.keys === "amount" ? "." : ""
            extraSpoken: extra === "." ? page.view.words.point ?? "" : extra
            onTyped: character => page.shown.written(character)
            onErased: page.shown.erased()
        }

        LetterPad {
            width: parent.width
            height: parent.height
            visible: page.hasLetters
            erase: page.view.words.erase ?? ""
            onTyped: character => page.shown.written(character)
            onErased: page.shown.erased()
        }
    }
}
