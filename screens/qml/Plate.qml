pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 色盲图: words title, photo, back; view.plate are the dots, view.choices the digits and 看不出.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool isBeside: Tokens.isWide && !Tokens.isLow
    readonly property int columns: 3
    // The words have a line of their own below the digits.
    readonly property int rows: Math.ceil((view.choices.length - 1) / columns) + 1
    readonly property real most: Math.min(Tokens.reach, isBeside ? height : 0.48 * height)
    readonly property real key: Math.min(34 * Tokens.grow * Tokens.mm, (most - (rows - 1) * Tokens.gap) / rows)

    Rectangle {
        width: page.isBeside ? page.width - keys.width - 2 * Tokens.space : page.width
        height: page.isBeside ? page.height : keys.y - Tokens.space
        radius: Tokens.radius
        color: "#f4f2ec"
        border.width: Tokens.isContrast ? Tokens.line : 0
        border.color: Tokens.edge
        antialiasing: true
        Accessible.role: Accessible.Graphic
        Accessible.name: page.view.words.photo ?? ""

        DotPlate {
            anchors.centerIn: parent
            width: Math.min(parent.width, parent.height) - 2 * Tokens.gap
            height: width
            dots: page.view.plate
        }
    }

    Item {
        id: keys

        readonly property real cell: (width - (page.columns - 1) * Tokens.gap) / page.columns

        height: page.rows * page.key + (page.rows - 1) * Tokens.gap
        width: page.isBeside ? 0.42 * page.width : page.width
        x: page.width - width
        y: page.isBeside ? (page.height - height) / 2 : page.height - height

        Repeater {
            model: page.view.choices.length

            Touchable {
                id: digit

                required property int index
                readonly property var choice: page.view.choices[index] ?? null
                readonly property bool isUnseen: (choice?.id ?? "") === "unseen"

                objectName: "choice-" + (choice?.id ?? "")
                spoken: choice?.label ?? ""
                x: isUnseen ? 0 : index % page.columns * (keys.cell + Tokens.gap)
                y: (isUnseen ? page.rows - 1 : Math.floor(index / page.columns)) * (page.key + Tokens.gap)
                width: isUnseen ? keys.width : keys.cell
                height: page.key
                onTouched: page.shown.chosen(choice.id)

                Card {
                    anchors.fill: parent
                    anchors.margins: digit.isDown ? 0.8 * Tokens.mm : 0
                    fill: digit.isDown ? Tokens.quietDown : digit.isUnseen ? Tokens.tint : Tokens.card
                    line: Tokens.isContrast ? Tokens.edge : "transparent"
                    isRaised: !digit.isDown
                }

                Words {
                    anchors.centerIn: parent
                    width: parent.width - 2 * Tokens.gap
                    horizontalAlignment: Text.AlignHCenter
                    text: digit.choice?.label ?? ""
                    font.pixelSize: Math.min(digit.isUnseen ? Tokens.label : Tokens.figure, digit.height * 0.6)
                    font.bold: true
                }
            }
        }
    }
}
