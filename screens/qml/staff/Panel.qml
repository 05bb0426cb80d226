pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../parts"

// One block of a page of the staff's: its title, its lines in their kind, and a note.
Item {
    id: panel

    required property var block
    required property var view
    signal touched(string id)

    implicitHeight: inside.height + 8 * Tokens.mm

    Card {
        anchors.fill: parent
        round: 4 * Tokens.mm
    }

    Column {
        id: inside

        x: 5 * Tokens.mm
        y: 4 * Tokens.mm
        width: parent.width - 10 * Tokens.mm
        spacing: 2 * Tokens.mm

        Words {
            width: parent.width
            visible: text !== ""
            text: panel.block.title ?? ""
            color: Tokens.quietInk
            font.pixelSize: Tokens.small
            font.bold: true
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }

        Loader {
            readonly property string kind: panel.block.kind

            width: parent.width
            visible: status === Loader.Ready
            sourceComponent: kind === "rows" ? rows : kind === "lights" ? lights : null
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: panel.block.note ?? ""
            font.pixelSize: Tokens.small
            color: Tokens.soft
        }
    }

    Component {
        id: rows

        Lines {
            entries: panel.block.entries
            onTouched: id => panel.touched(id)
        }
    }

    Component {
        id: lights

        Lights {
            entries: panel.block.entries
            onTouched: id => panel.touched(id)
        }
    }
}
