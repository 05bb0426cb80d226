import QtQuick
import "."
import "parts"

// 输号码: words title, lead, erase, primary, back, other_way; view.entry is what is typed, masked but for its end;
// view.digits_wanted characters are wanted (0: that is open); view.keys is the keyboard.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool hasLetters: view.keys === "letters"
    readonly property real room: Math.min(Tokens.reach, height - field.height - 2 * Tokens.space)
    readonly property real keysHeight: Math.min(hasLetters ? 5 * 26 * Tokens.mm * Tokens.grow : 4 * 42 * Tokens.mm * Tokens.grow, room)

    Picture {
        width: parent.width
        height: Math.max(0, field.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? page.view.picture : ""
    }

    Card {
        id: field

        width: Math.min(parent.width, 420 * Tokens.grow * Tokens.mm)
        height: 30 * Tokens.grow * Tokens.mm
        anchors.horizontalCenter: parent.horizontalCenter
        y: keys.y - height - 1.5 * Tokens.space
        line: Tokens.primary

        Words {
            anchors.left: parent.left
            anchors.leftMargin: Tokens.space
            anchors.right: count.left
            anchors.rightMargin: Tokens.gap
            anchors.verticalCenter: parent.verticalCenter
            text: page.view.entry
            wrapMode: Text.NoWrap
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Tokens.body
            font.pixelSize: Tokens.title
            font.bold: true
        }

        Words {
            id: count

            anchors.right: parent.right
            anchors.rightMargin: Tokens.space
            anchors.verticalCenter: parent.verticalCenter
            text: page.view.entry.length + (page.view.digits_wanted > 0 ? " / " + page.view.digits_wanted : "")
            color: Tokens.soft
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
            extra: page.view.keys === "digits_x" ? "X" : ""
            onTyped: digit => page.shown.typed(digit)
            onErased: page.shown.erased()
        }

        LetterPad {
            width: parent.width
            height: parent.height
            visible: page.hasLetters
            erase: page.view.words.erase ?? ""
            onTyped: character => page.shown.typed(character)
            onErased: page.shown.erased()
        }
    }
}
