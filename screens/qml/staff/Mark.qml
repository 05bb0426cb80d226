import QtQuick
import ".."
import "../parts"

// How serious a line is: a drawn sign in a filled circle. Nothing for what is only said.
Rectangle {
    id: mark

    property string tone: "plain"
    property real extent: 9 * Tokens.mm
    readonly property bool isBright: tone === "careful" && !Tokens.isContrast

    width: tone === "plain" ? 0 : extent
    height: extent
    radius: extent / 2
    visible: tone !== "plain"
    color: Tokens.isContrast ? Tokens.card : isBright ? Tokens.lit : tone === "good" ? Tokens.goodTint : Tokens.badTint
    border.width: Tokens.hair
    border.color: isBright ? Tokens.litInk : tone === "good" ? Tokens.good : Tokens.bad
    antialiasing: true

    Sign {
        anchors.centerIn: parent
        name: ({ good: "tick", careful: "notice", bad: "alarm" })[mark.tone] ?? ""
        paint: mark.isBright ? Tokens.litInk : mark.tone === "good" ? Tokens.good : Tokens.bad
        extent: 0.66 * mark.extent
    }
}
