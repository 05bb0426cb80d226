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
            width: parent.width
            visible: status === Loader.Ready
            sourceComponent: ({ rows: rows, lights: lights, bars: bars, columns: columns, boxes: boxes, tabs: tabs, touch: touch, card: card, code: code })[panel.block.kind] ?? null
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
        id: bars

        Bars { entries: panel.block.entries }
    }

    Component {
        id: columns

        Columns { entries: panel.block.entries }
    }

    Component {
        id: boxes

        Boxes {
            entries: panel.block.entries
            onTouched: id => panel.touched(id)
        }
    }

    Component {
        id: tabs

        Boxes {
            entries: panel.block.entries
            isTabs: true
            onTouched: id => panel.touched(id)
        }
    }

    Component {
        id: touch

        NinePoints {
            entries: panel.block.entries
            onTouched: id => panel.touched(id)
        }
    }

    Component {
        id: card

        CardFrame { wide: panel.view.staff.mm_wide }
    }

    Component {
        id: code

        CodePicture { text: panel.view.staff.qr }
    }

    Component {
        id: lights

        Lights {
            entries: panel.block.entries
            onTouched: id => panel.touched(id)
        }
    }
}
