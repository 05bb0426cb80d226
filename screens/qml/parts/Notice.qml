import QtQuick
import ".."

// One line that just became true.
Rectangle {
    id: notice

    property string text
    property string tone: "plain"

    visible: text !== ""
    implicitHeight: visible ? words.implicitHeight + 8 * Tokens.mm : 0
    radius: Tokens.radius
    color: Tokens.isContrast ? Tokens.card : Tokens.lit
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
        name: notice.tone === "good" ? "tick" : "notice"
        paint: words.color
        extent: Tokens.label
    }

    Phrase {
        id: words

        x: mark.x + mark.extent + 4 * Tokens.mm
        width: notice.width - x - 6 * Tokens.mm
        anchors.verticalCenter: parent.verticalCenter
        said: notice.text
        color: Tokens.isContrast ? Tokens.ink : Tokens.litInk
        font.bold: true
    }
}
