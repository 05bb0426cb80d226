pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../parts"

// Nine points over the whole place, each to be touched; those that were are filled.
Item {
    id: points

    required property var entries
    signal touched(string id)

    implicitHeight: Tokens.isWide ? 190 * Tokens.mm : 1.2 * width

    Repeater {
        model: points.entries.length

        Touchable {
            id: point

            required property int index
            readonly property var entry: points.entries[index] ?? ({})

            objectName: "choice-" + (entry.id ?? "")
            spoken: entry.label ?? ""
            x: (index % 3) * (points.width - width) / 2
            y: Math.floor(index / 3) * (points.height - height) / 2
            width: Tokens.target
            height: Tokens.target
            onTouched: points.touched(entry.id)

            Rectangle {
                anchors.fill: parent
                radius: width / 2
                color: point.entry.is_on ? Tokens.primary : point.isDown ? Tokens.quietDown : Tokens.tint
                border.width: Tokens.line
                border.color: Tokens.firm
                antialiasing: true
            }

            Words {
                anchors.centerIn: parent
                text: point.entry.label ?? ""
                color: point.entry.is_on ? Tokens.primaryInk : Tokens.ink
                font.pixelSize: Tokens.small
                font.bold: true
            }
        }
    }
}
