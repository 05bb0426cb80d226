import QtQuick
import ".."

// The one clear thing to do: at least 60 x 25 mm.
Touchable {
    id: button

    property string text
    property string sign
    property bool isQuiet: false
    readonly property color ink: isQuiet ? Tokens.quietInk : Tokens.primaryInk

    spoken: text
    visible: text !== ""
    implicitHeight: Tokens.button
    implicitWidth: Math.max(60 * Tokens.mm, words.implicitWidth + mark.width + 3 * Tokens.space)
    opacity: enabled ? 1 : 0.45

    Card {
        anchors.fill: parent
        anchors.margins: button.isDown ? 0.8 * Tokens.mm : 0
        round: Tokens.radius
        isRaised: !button.isDown && button.enabled
        fill: button.isQuiet ? (button.isDown ? Tokens.quietDown : Tokens.quiet) : (button.isDown ? Tokens.primaryDown : Tokens.primary)
        line: button.isQuiet ? Tokens.firm : "transparent"
    }

    Row {
        anchors.centerIn: parent
        spacing: Tokens.gap

        Sign {
            id: mark

            anchors.verticalCenter: parent.verticalCenter
            name: button.sign
            paint: button.ink
            width: name === "" ? 0 : extent
        }

        Words {
            id: words

            width: Math.min(implicitWidth, button.width - mark.width - (Tokens.isLow ? 1 : 2) * Tokens.space)
            height: button.height - 2 * Tokens.mm
            text: button.text
            color: button.ink
            font.pixelSize: Tokens.label
            font.bold: true
            fontSizeMode: Text.Fit
            lineHeight: 0.88
            minimumPixelSize: Tokens.small
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
