pragma ComponentBehavior: Bound
import QtQuick
import ".."

// What people want to know before they start, in a line (or more) of short facts.
Flow {
    id: promises

    required property var texts
    required property var signs

    spacing: Tokens.space

    Repeater {
        model: promises.texts.length

        Row {
            id: promise

            required property int index

            spacing: 2.5 * Tokens.mm
            visible: words.text !== ""

            Sign {
                anchors.verticalCenter: parent.verticalCenter
                name: promises.signs[promise.index]
                paint: Tokens.quietInk
                extent: Tokens.small * 1.2
            }

            Words {
                id: words

                width: Math.min(implicitWidth, promises.width - Tokens.small * 2)
                text: promises.texts[promise.index]
                color: Tokens.soft
                font.pixelSize: Tokens.small
            }
        }
    }
}
