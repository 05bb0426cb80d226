import QtQuick
import ".."

// ▲ or ▼.
Touchable {
    id: button

    property string sign

    width: 60 * Tokens.mm
    height: Tokens.target
    opacity: enabled ? 1 : 0.35

    Card {
        anchors.fill: parent
        fill: button.isDown ? Tokens.quietDown : Tokens.quiet
        line: Tokens.firm
        isRaised: false
    }

    Sign {
        anchors.centerIn: parent
        name: button.sign
        paint: Tokens.quietInk
        extent: 12 * Tokens.mm
    }
}
