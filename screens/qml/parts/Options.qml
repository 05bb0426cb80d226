pragma ComponentBehavior: Bound
import QtQuick
import ".."

// The ways of one setting side by side, its name before them or, where that is too narrow, above. The one that holds is
// filled and ticked.
Item {
    id: options

    required property string setting
    required property var values
    required property var texts
    property string label
    property var signs: []
    property var pixels: []
    property string current
    property bool isStacked: false
    readonly property real nameWidth: isStacked ? width : 0.3 * width
    readonly property real cell: (width - (isStacked ? 0 : nameWidth + Tokens.gap) - (values.length - 1) * Tokens.gap) / values.length
    readonly property real tall: Math.max(Tokens.target, [...Array(cells.count).keys()].reduce((most, index) => Math.max(most, cells.itemAt(index)?.implicitHeight ?? 0), 0))
    signal picked(string value)

    implicitHeight: isStacked ? name.height + 2 * Tokens.mm + tall : Math.max(tall, name.height)

    Words {
        id: name

        y: options.isStacked ? 0 : (options.height - height) / 2
        width: options.nameWidth
        text: options.label
        color: Tokens.soft
    }

    Row {
        x: options.isStacked ? 0 : options.nameWidth + Tokens.gap
        y: options.height - options.tall
        spacing: Tokens.gap

        Repeater {
            id: cells

            model: options.values

            Touchable {
                id: cell

                required property string modelData
                required property int index
                readonly property bool isCurrent: modelData === options.current
                readonly property color ink: isCurrent ? Tokens.primaryInk : Tokens.quietInk
                readonly property bool hasSign: (options.signs[index] ?? "") !== ""

                objectName: options.setting + "-" + modelData
                spoken: options.label + ", " + (options.texts[index] ?? "")
                implicitHeight: content.height + 5 * Tokens.mm
                width: options.cell
                height: options.tall
                Accessible.role: Accessible.RadioButton
                Accessible.checked: isCurrent
                onTouched: options.picked(modelData)

                Card {
                    anchors.fill: parent
                    anchors.margins: cell.isDown ? 0.8 * Tokens.mm : 0
                    fill: cell.isCurrent ? Tokens.primary : cell.isDown ? Tokens.quietDown : Tokens.quiet
                    line: cell.isCurrent ? Tokens.primary : Tokens.firm
                    isRaised: false
                }

                Row {
                    id: content

                    anchors.centerIn: parent
                    spacing: 2 * Tokens.mm

                    Sign {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: cell.hasSign && cell.width > 42 * Tokens.grow * Tokens.mm
                        name: options.signs[cell.index] ?? ""
                        paint: cell.ink
                        extent: 9 * Tokens.grow * Tokens.mm
                        width: visible ? extent : 0
                    }

                    Words {
                        anchors.verticalCenter: parent.verticalCenter
                        width: Math.min(implicitWidth, cell.width - (cell.hasSign && cell.width > 42 * Tokens.grow * Tokens.mm ? 11 * Tokens.grow * Tokens.mm : 0) - 3 * Tokens.mm)
                        horizontalAlignment: Text.AlignHCenter
                        text: options.texts[cell.index] ?? ""
                        color: cell.ink
                        font.pixelSize: options.pixels[cell.index] ?? (Tokens.step === 0 ? 0.85 * Tokens.body : Tokens.small)
                        font.bold: true
                    }
                }
            }
        }
    }
}
