import QtQuick
import ".."

// A sheet that other things lie on: rounded, with a soft drawn shadow by day and a line elsewhere.
Item {
    id: card

    property color fill: Tokens.card
    property color line: Tokens.isContrast ? Tokens.edge : "transparent"
    property real round: Tokens.radius
    property bool isRaised: true

    BorderImage {
        anchors.fill: parent
        anchors.margins: -32
        visible: card.isRaised && Tokens.column === 0
        source: "shadow.png"
        border { left: 64; top: 64; right: 64; bottom: 64 }
    }

    Rectangle {
        anchors.fill: parent
        radius: card.round
        color: card.fill
        border.width: Tokens.isContrast || card.line !== Qt.color("transparent") ? Tokens.line : 0
        border.color: card.line
        antialiasing: true
    }
}
