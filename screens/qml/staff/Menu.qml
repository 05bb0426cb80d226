pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../parts"

// The pages that the role may see; the open one is filled. In as many columns as the height needs.
Grid {
    id: menu

    required property var entries
    property real room
    readonly property real cell: Tokens.target
    signal touched(string id)

    flow: Grid.TopToBottom
    // As many as the glass takes; where that is not all, columns of one length and not a long one and a rest.
    readonly property int most: Math.max(1, Math.floor((room + spacing) / (cell + spacing)))
    rows: Math.max(1, Math.ceil(entries.length / Math.max(1, Math.ceil(entries.length / most))))
    spacing: 0.2 * Tokens.mm

    Repeater {
        model: menu.entries.length

        Touchable {
            id: item

            required property int index
            readonly property var entry: menu.entries[index] ?? ({})

            objectName: "choice-" + entry.id
            spoken: entry.label ?? ""
            width: 68 * Tokens.mm
            height: menu.cell
            onTouched: menu.touched(entry.id)

            Rectangle {
                anchors.fill: parent
                radius: 3 * Tokens.mm
                color: item.entry.is_on ? Tokens.primary : item.isDown ? Tokens.quietDown : "transparent"
                antialiasing: true
            }

            Sign {
                id: sign

                anchors.verticalCenter: parent.verticalCenter
                x: 3 * Tokens.mm
                name: item.entry.sign ?? ""
                paint: words.color
                extent: 9 * Tokens.mm
            }

            Words {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                x: sign.x + sign.width + 3 * Tokens.mm
                width: parent.width - x - 1 * Tokens.mm
                text: item.entry.label ?? ""
                color: item.entry.is_on ? Tokens.primaryInk : Tokens.quietInk
                font.pixelSize: Tokens.small
                font.bold: true
                lineHeight: 0.85
            }
        }
    }
}
