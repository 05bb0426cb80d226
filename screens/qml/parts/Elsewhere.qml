import QtQuick
import ".."

// Where to go instead, and when: rows of view.elsewhere on a card. Nothing stands there without them.
Item {
    id: place

    required property var rows
    readonly property real pad: 6 * Tokens.mm

    // Where each row ends, and the card with the last.
    readonly property var ends: told.ends.map((end, index) => index < told.ends.length - 1 ? pad + end : height)

    visible: rows.length > 0
    implicitHeight: visible ? told.height + 2 * pad : 0

    Card {
        anchors.fill: parent
        line: Tokens.isContrast ? Tokens.edge : "transparent"
        isRaised: false
    }

    RowList {
        id: told

        x: place.pad
        y: place.pad
        width: parent.width - 2 * place.pad
        rows: place.rows
    }
}
