pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Ten digits, an erase key, and an X where numbers end in one, each at least 20 mm, in the order of a telephone.
Grid {
    id: pad

    property string erase
    property string extra
    property string extraSpoken: extra
    property real keyHeight: (height - 3 * spacing) / 4
    readonly property real keyWidth: (width - 2 * spacing) / 3
    signal typed(string digit)
    signal erased

    columns: 3
    spacing: Tokens.gap

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", pad.extra, "0", "erase"]

        Touchable {
            id: key

            required property string modelData
            readonly property bool isErase: modelData === "erase"

            objectName: isErase ? "erase" : modelData === "X" ? "key-X" : "digit-" + modelData
            spoken: isErase ? pad.erase : modelData !== "" && modelData === pad.extra ? pad.extraSpoken : modelData
            visible: true
            opacity: modelData === "" ? 0 : 1
            enabled: modelData !== ""
            width: pad.keyWidth
            height: pad.keyHeight
            // Two equal digits in a row are meant more often than they are a tremble, unless large text was chosen.
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
                font.pixelSize: Math.min(Tokens.figure, key.height * 0.69)
                font.bold: true
            }

            Sign {
                anchors.centerIn: parent
                name: key.isErase ? "erase" : ""
                extent: Math.min(Tokens.label * 1.5, key.height * 0.6)
                paint: Tokens.quietInk
            }
        }
    }
}
