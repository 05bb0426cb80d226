import QtQuick
import ".."

// What is being said now, in the words that are heard. Over the status strip, in landscape at the foot of the head: no
// control stands there.
Rectangle {
    id: strip

    required property var view
    // As high at least as what it covers.
    property real least: 0

    visible: view.caption !== ""
    height: Math.max(least, words.implicitHeight + 6 * Tokens.mm)
    color: Tokens.card
    Accessible.role: Accessible.StaticText
    Accessible.name: view.caption
    Accessible.ignored: !visible

    Rectangle {
        width: parent.width
        height: Tokens.line
        y: parent.height - height
        color: Tokens.edge
    }

    Sign {
        id: mark

        x: Tokens.margin
        anchors.verticalCenter: parent.verticalCenter
        name: "voice"
        paint: Tokens.quietInk
        extent: Tokens.small * 1.3
    }

    Words {
        id: words

        x: mark.x + mark.width + 3 * Tokens.mm
        width: parent.width - x - Tokens.margin
        anchors.verticalCenter: parent.verticalCenter
        text: strip.view.caption
        color: Tokens.ink
        font.pixelSize: Tokens.small
        font.bold: true
    }
}
