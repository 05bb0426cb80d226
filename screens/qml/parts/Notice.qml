import QtQuick
import ".."

// One line that just became true. What went well asks for nobody's care.
Rectangle {
    id: notice

    property string text
    property string tone: "plain"
    readonly property bool isGood: tone === "good"

    visible: text !== ""
    implicitHeight: visible ? words.implicitHeight + 8 * Tokens.mm : 0
    radius: Tokens.radius
    color: Tokens.isContrast ? Tokens.card : isGood ? Tokens.goodTint : Tokens.lit
    border.width: Tokens.isContrast ? Tokens.line : 0
    border.color: Tokens.edge
    antialiasing: true
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Sign {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: 6 * Tokens.mm
        anchors.verticalCenter: parent.verticalCenter
        name: notice.isGood ? "tick" : "notice"
        paint: words.color
        extent: Tokens.label
    }

    Phrase {
        id: words

        x: mark.x + mark.extent + 4 * Tokens.mm
        width: notice.width - x - 6 * Tokens.mm
        anchors.verticalCenter: parent.verticalCenter
        said: notice.text
        color: Tokens.isContrast ? Tokens.ink : notice.isGood ? Tokens.good : Tokens.litInk
        font.bold: true
    }
}
