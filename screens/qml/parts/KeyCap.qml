import QtQuick
import ".."

// One key: a letter, a word or a sign. It may follow another key at once, and itself after a quarter of a second.
Touchable {
    id: key

    property string text
    property string sign
    property bool isTinted: false
    property bool isChosen: false
    property real pixels: Tokens.label
    readonly property color ink: isChosen ? Tokens.primaryInk : isTinted ? Tokens.quietInk : Tokens.ink
    readonly property real needed: words.implicitWidth + 2 * 5 * Tokens.mm

    spoken: text
    rest_ms: Tokens.isCalm ? 500 : 250
    opacity: enabled ? 1 : 0.4

    Card {
        anchors.fill: parent
        anchors.margins: key.isDown ? 0.8 * Tokens.mm : 0
        round: 4 * Tokens.mm
        fill: key.isChosen ? Tokens.primary : key.isDown ? Tokens.quietDown : key.isTinted ? Tokens.tint : Tokens.card
        isRaised: !key.isDown && !key.isTinted && !key.isChosen
        line: Tokens.isContrast ? Tokens.edge : "transparent"
    }

    Words {
        id: words

        anchors.centerIn: parent
        width: Math.min(implicitWidth, key.width - 2 * Tokens.mm)
        visible: key.sign === ""
        text: key.text
        color: key.ink
        font.pixelSize: Math.min(key.pixels, key.height * 0.69)
        font.bold: true
        horizontalAlignment: Text.AlignHCenter
    }

    Sign {
        anchors.centerIn: parent
        name: key.sign
        extent: Math.min(Tokens.label * 1.3, key.height * 0.6)
        paint: key.ink
    }
}
