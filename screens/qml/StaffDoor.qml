pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 工作人员登录: words title, lead, primary, back, erase; view.entry is the staff number, which is no secret; of a PIN or a
// code only view.digits of view.digits_wanted is known here. No digits are wanted while a card is waited for.
Rectangle {
    id: page

    required property var view
    required property var shown
    readonly property bool wantsCard: view.digits_wanted === 0
    readonly property real column: Math.min(width - 2 * Tokens.margin, 240 * Tokens.mm)

    color: Tokens.ground

    Rectangle {
        width: parent.width
        height: titles.height + 16 * Tokens.mm
        color: Tokens.head

        Rectangle {
            y: parent.height - height
            width: parent.width
            height: Tokens.line
            color: Tokens.edge
            visible: Tokens.isContrast
        }

        Column {
            id: titles

            x: Tokens.margin
            y: 8 * Tokens.mm
            width: parent.width - 2 * Tokens.margin
            spacing: 2 * Tokens.mm

            Words {
                width: parent.width
                text: page.view.words.title ?? ""
                color: Tokens.headInk
                font.pixelSize: Tokens.title
                font.bold: true
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }

            Words {
                width: parent.width
                text: page.view.words.lead ?? ""
                color: Tokens.headSoft
            }
        }
    }

    Column {
        id: door

        anchors.horizontalCenter: parent.horizontalCenter
        y: titles.height + 16 * Tokens.mm + Math.max(6 * Tokens.mm, (page.height - titles.height - height - 24 * Tokens.mm) / 3)
        width: page.column
        spacing: 6 * Tokens.mm

        Notice {
            width: parent.width
            height: implicitHeight
            text: page.view.notice
            tone: page.view.tone
        }

        Picture {
            anchors.horizontalCenter: parent.horizontalCenter
            width: parent.width
            height: 110 * Tokens.mm
            visible: page.wantsCard
            name: page.wantsCard ? "insert_card" : ""
        }

        DigitBoxes {
            width: parent.width
            visible: !page.wantsCard && page.view.digits_wanted < 8
            digits: page.view.digits
            wanted: visible ? page.view.digits_wanted : 0
        }

        Rectangle {
            width: parent.width
            height: 34 * Tokens.mm
            visible: page.view.digits_wanted === 8
            radius: Tokens.radius
            color: Tokens.card
            border.width: Tokens.line
            border.color: Tokens.primary
            antialiasing: true

            Words {
                anchors.centerIn: parent
                text: page.view.entry
                font.pixelSize: Tokens.figure
                font.bold: true
            }
        }

        NumberPad {
            width: parent.width
            height: Tokens.isWide ? 124 * Tokens.mm : 150 * Tokens.mm
            visible: !page.wantsCard
            erase: page.view.words.erase ?? ""
            onTyped: digit => page.shown.digit(digit)
            onErased: page.shown.erased()
        }

        Row {
            spacing: Tokens.space

            PrimaryButton {
                objectName: "back"
                isQuiet: true
                text: page.view.words.back ?? ""
                onTouched: page.shown.went_back()
            }

            PrimaryButton {
                objectName: "primary"
                text: page.view.words.primary ?? ""
                onTouched: page.shown.went_on()
            }
        }
    }
}
