pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Three ways of one setting side by side; the current one is filled and underlined.
Rectangle {
    id: segments

    required property string setting
    required property var values
    required property var spoken
    property var texts: []
    property var signs: []
    property var pixels: []
    property string current
    signal picked(string value)

    width: row.width + 3 * Tokens.mm
    height: Tokens.target
    radius: Tokens.radius
    color: Tokens.tint
    border.width: Tokens.isContrast ? Tokens.hair : 0
    border.color: Tokens.edge
    antialiasing: true

    Row {
        id: row

        x: 1.5 * Tokens.mm
        spacing: Tokens.gap

        Repeater {
            model: segments.values

            Touchable {
                id: segment

                required property string modelData
                required property int index
                readonly property bool isCurrent: modelData === segments.current

                objectName: segments.setting + "-" + modelData
                spoken: segments.spoken[index] ?? ""
                width: (Tokens.step < 2 ? 20 : 21) * Tokens.mm
                height: segments.height
                Accessible.role: Accessible.RadioButton
                Accessible.checked: isCurrent
                onTouched: segments.picked(modelData)

                Rectangle {
                    anchors.fill: parent
                    anchors.topMargin: 1.5 * Tokens.mm
                    anchors.bottomMargin: 1.5 * Tokens.mm
                    radius: Tokens.radius - 1.5 * Tokens.mm
                    color: segment.isCurrent ? Tokens.primary : segment.isDown ? Tokens.quietDown : "transparent"
                    antialiasing: true
                }

                Words {
                    anchors.centerIn: parent
                    text: segments.texts[segment.index] ?? ""
                    color: segment.isCurrent ? Tokens.primaryInk : Tokens.quietInk
                    font.pixelSize: segments.pixels[segment.index] ?? Tokens.small
                    font.bold: true
                }

                Sign {
                    anchors.centerIn: parent
                    name: segments.signs[segment.index] ?? ""
                    paint: segment.isCurrent ? Tokens.primaryInk : Tokens.quietInk
                    extent: 10 * Math.min(1.2, Tokens.grow) * Tokens.mm
                }
            }
        }
    }
}
