pragma ComponentBehavior: Bound
import QtQuick
import ".."

// A button of the fixed bar: sign above a short word. One that is switched on is filled, and says so by its line; a
// setting with three levels shows them. Without a word it keeps its place empty: nothing beside it moves.
Touchable {
    id: button

    property string text
    property string sign
    property bool isOn: false
    property int level: -1
    readonly property color ink: isOn ? Tokens.primaryInk : Tokens.quietInk

    spoken: text
    opacity: text === "" ? 0 : 1
    enabled: text !== ""
    Accessible.ignored: text === ""

    Rectangle {
        anchors.fill: parent
        radius: Tokens.radius
        color: button.isDown ? (button.isOn ? Tokens.primaryDown : Tokens.quietDown) : button.isOn ? Tokens.primary : Tokens.tint
        border.width: Tokens.isContrast ? Tokens.line : 0
        border.color: Tokens.edge
        antialiasing: true
    }

    Column {
        anchors.centerIn: parent
        spacing: 0.5 * Tokens.mm

        Sign {
            anchors.horizontalCenter: parent.horizontalCenter
            name: button.sign
            paint: button.ink
            extent: Math.min(10 * Tokens.mm, button.height - words.height - 3 * Tokens.mm)
        }

        Words {
            id: words

            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(implicitWidth, button.width - 2 * Tokens.mm)
            horizontalAlignment: Text.AlignHCenter
            text: button.text
            color: button.ink
            font.pixelSize: Tokens.small
            font.bold: true
            lineHeight: 0.9
        }
    }

    Row {
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: 2.5 * Tokens.mm
        spacing: 1 * Tokens.mm
        visible: button.level >= 0

        Repeater {
            model: 3

            Rectangle {
                required property int index

                width: 2.4 * Tokens.mm
                height: width
                radius: width / 2
                color: index <= button.level ? button.ink : "transparent"
                border.width: Tokens.hair
                border.color: button.ink
                antialiasing: true
            }
        }
    }
}
