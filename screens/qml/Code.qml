import QtQuick
import "."
import "parts"

// 输入验证码: words title, lead, erase, secondary (send again), secondary_unit, back; view.digits of digits_wanted are
// typed; seconds_left until the code can be sent again.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool isWaiting: view.seconds_left !== null && view.seconds_left !== undefined
    readonly property bool isTight: Tokens.isLow && Tokens.step === 2
    readonly property real apart: isTight ? Tokens.gap : Tokens.space
    readonly property real padHeight: Math.min(4 * 42 * Tokens.mm * Tokens.grow, height - boxes.height - again.height - 2 * Tokens.space, Tokens.reach - again.height - apart)

    Picture {
        width: parent.width
        height: Math.max(0, boxes.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? "phone" : ""
    }

    DigitBoxes {
        id: boxes

        y: pad.y - height - 1.5 * Tokens.space
        width: parent.width
        digits: page.view.digits
        wanted: page.view.digits_wanted
    }

    NumberPad {
        id: pad

        anchors.horizontalCenter: parent.horizontalCenter
        y: again.y - height - page.apart
        width: Math.min(parent.width, 330 * Tokens.grow * Tokens.mm)
        height: page.padHeight
        spacing: page.isTight ? Tokens.gap / 2 : Tokens.gap
        erase: page.view.words.erase ?? ""
        onTyped: digit => page.shown.digit(digit)
        onErased: page.shown.erased()
    }

    Item {
        id: again

        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height - height
        width: parent.width
        // Where reach is short and text large, the digits need the room more.
        height: page.isTight ? 1.25 * Tokens.target : Tokens.button

        PrimaryButton {
            objectName: "asked"
            anchors.centerIn: parent
            height: parent.height
            isQuiet: true
            sign: "again"
            visible: !page.isWaiting && text !== ""
            text: page.view.words.secondary ?? ""
            onTouched: page.shown.asked()
        }

        Words {
            anchors.centerIn: parent
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            visible: page.isWaiting
            text: (page.view.seconds_left ?? "") + " " + (page.view.words.secondary_unit ?? "")
            color: Tokens.soft
        }
    }
}
