pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Digits and capital letters, as printed on documents, in the order of the alphabet: nobody has to know a keyboard.
Grid {
    id: pad

    property string erase
    readonly property int lines: Math.ceil(letters.length / columns)
    readonly property real keyHeight: (height - (lines - 1) * spacing) / lines
    readonly property real keyWidth: (width - (columns - 1) * spacing) / columns
    readonly property var letters: [..."1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ", "erase"]
    signal typed(string character)
    signal erased

    columns: Tokens.isWide || Tokens.step === 0 || height < 5 * 24 * Tokens.mm ? 10 : 8
    spacing: Tokens.gap

    Repeater {
        model: pad.letters

        Touchable {
            id: key

            required property string modelData
            readonly property bool isErase: modelData === "erase"

            objectName: isErase ? "erase" : "key-" + modelData
            spoken: isErase ? pad.erase : modelData
            width: pad.keyWidth
            height: pad.keyHeight
            rest_ms: Tokens.isCalm ? 500 : 250
            onTouched: isErase ? pad.erased() : pad.typed(modelData)

            Card {
                anchors.fill: parent
                anchors.margins: key.isDown ? 0.8 * Tokens.mm : 0
                fill: key.isDown ? Tokens.quietDown : key.isErase ? Tokens.tint : Tokens.card
                isRaised: !key.isDown
                line: Tokens.isContrast ? Tokens.edge : "transparent"
            }

            Words {
                anchors.centerIn: parent
                visible: !key.isErase
                text: key.modelData
                font.pixelSize: Math.min(Tokens.label, key.height * 0.68)
                font.bold: true
            }

            Sign {
                anchors.centerIn: parent
                name: key.isErase ? "erase" : ""
                extent: Math.min(Tokens.label * 1.2, key.height * 0.6)
                paint: Tokens.quietInk
            }
        }
    }
}
