pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 视力表: words title, photo, back; view.optotype is the side to which the letter is open, view.optotype_mm how large it is
// on the glass; view.choices are the four sides and 看不清.
Item {
    id: page

    required property var view
    required property var shown
    readonly property real key: Math.min(44 * Tokens.grow * Tokens.mm, (Math.min(Tokens.reach, height) - 3 * Tokens.gap) / 4)

    Rectangle {
        id: chart

        x: 0
        y: 0
        width: Tokens.isWide ? page.width - keys.width - 2 * Tokens.space : page.width
        height: Tokens.isWide ? page.height : keys.y - Tokens.space
        radius: Tokens.radius
        color: "#ffffff"
        border.width: Tokens.isContrast ? Tokens.line : Tokens.hair
        border.color: Tokens.edge
        antialiasing: true
        Accessible.role: Accessible.Graphic
        Accessible.name: page.view.words.photo ?? ""

        ChartLetter {
            anchors.centerIn: parent
            direction: page.view.optotype
            extent: page.view.optotype_mm
        }
    }

    Item {
        id: keys

        width: Tokens.isWide ? 0.42 * page.width : page.width
        height: 4 * page.key + 3 * Tokens.gap
        x: page.width - width
        y: Tokens.isWide && !Tokens.isLow ? (page.height - height) / 2 : page.height - height

        Repeater {
            model: page.view.choices.length

            Touchable {
                id: side

                required property int index
                readonly property var choice: page.view.choices[index] ?? null
                readonly property string name: choice?.id ?? ""
                readonly property bool isSide: ["left", "right"].includes(name)
                readonly property bool isUnseen: name === "unseen"

                objectName: "choice-" + name
                spoken: choice?.label ?? ""
                x: name === "right" ? (keys.width + Tokens.gap) / 2 : isSide || isUnseen ? 0 : keys.width / 4
                y: (name === "up" ? 0 : isSide ? 1 : name === "down" ? 2 : 3) * (page.key + Tokens.gap)
                width: isUnseen ? keys.width : (keys.width - Tokens.gap) / 2
                height: page.key
                onTouched: page.shown.chosen(name)

                Card {
                    anchors.fill: parent
                    anchors.margins: side.isDown ? 0.8 * Tokens.mm : 0
                    fill: side.isDown ? Tokens.quietDown : side.isUnseen ? Tokens.tint : Tokens.card
                    line: Tokens.isContrast ? Tokens.edge : "transparent"
                    isRaised: !side.isDown
                }

                Row {
                    anchors.centerIn: parent
                    spacing: Tokens.gap

                    Sign {
                        id: arrow

                        anchors.verticalCenter: parent.verticalCenter
                        visible: !side.isUnseen
                        name: side.choice?.icon ?? ""
                        extent: Math.min(0.5 * side.height, 1.4 * Tokens.label, 0.28 * side.width)
                        paint: Tokens.quietInk
                    }

                    Words {
                        anchors.verticalCenter: parent.verticalCenter
                        width: Math.min(implicitWidth, side.width - (arrow.visible ? arrow.extent + Tokens.gap : 0) - Tokens.space)
                        text: side.choice?.label ?? ""
                        wrapMode: Text.NoWrap
                        font.pixelSize: Math.min(Tokens.label, 0.6 * side.height)
                        font.bold: true
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: Tokens.small
                    }
                }
            }
        }
    }
}
