import QtQuick
import ".."

// What is being said now, in the words that are heard. Over the status strip, whose band it bears meanwhile; in landscape
// at the foot of the head. No control stands there.
Rectangle {
    id: strip

    required property var view
    // As high at least as what it covers.
    property real least: 0
    property bool bearsBand: false

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
        width: (band.visible ? band.x - Tokens.gap : parent.width - Tokens.margin) - x
        anchors.verticalCenter: parent.verticalCenter
        text: strip.view.caption
        color: Tokens.ink
        font.pixelSize: Tokens.small
        font.bold: true
    }

    SampleBand {
        id: band

        anchors.verticalCenter: parent.verticalCenter
        x: parent.width - width - Tokens.margin
        text: strip.view.bar.sample ?? ""
        visible: strip.bearsBand && strip.view.is_sample
    }
}
