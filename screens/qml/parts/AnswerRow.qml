import QtQuick
import ".."

// A question in small, its answer in large, and that it can be changed.
Touchable {
    id: row

    required property var answer
    property string change
    // What cannot be changed here says so when it is touched; it does not offer to be.
    readonly property bool mayChange: answer?.is_open ?? true

    objectName: "choice-" + (answer?.id ?? "")
    spoken: (answer?.label ?? "") + ", " + (answer?.detail ?? "") + (mayChange ? ", " + change : "")
    implicitHeight: Math.max(Tokens.target, texts.implicitHeight + 2 * Tokens.gap)

    Card {
        anchors.fill: parent
        anchors.margins: row.isDown ? 0.8 * Tokens.mm : 0
        fill: row.isDown ? Tokens.quietDown : Tokens.card
        isRaised: !row.isDown
        line: Tokens.isContrast ? Tokens.edge : "transparent"
    }

    Column {
        id: texts

        anchors.left: parent.left
        anchors.leftMargin: Tokens.space
        anchors.right: mark.left
        anchors.rightMargin: Tokens.gap
        anchors.verticalCenter: parent.verticalCenter

        Phrase {
            width: parent.width
            said: row.answer?.label ?? ""
            color: Tokens.soft
            font.pixelSize: Tokens.small
        }

        Phrase {
            width: parent.width
            said: row.answer?.detail ?? ""
            font.pixelSize: Tokens.label
            font.bold: true
        }
    }

    Row {
        id: mark

        anchors.right: parent.right
        anchors.rightMargin: Tokens.space
        anchors.verticalCenter: parent.verticalCenter
        spacing: Tokens.gap

        Sign {
            anchors.verticalCenter: parent.verticalCenter
            visible: row.answer?.is_chosen ?? false
            name: visible ? "tick" : ""
            extent: Tokens.body
            paint: Tokens.good
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            visible: row.mayChange
            text: row.change
            color: Tokens.quietInk
            font.bold: true
        }

        Sign {
            anchors.verticalCenter: parent.verticalCenter
            visible: row.mayChange
            name: "forward"
            extent: Tokens.body
            paint: Tokens.quietInk
        }
    }
}
