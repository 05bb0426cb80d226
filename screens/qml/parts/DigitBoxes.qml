pragma ComponentBehavior: Bound
import QtQuick
import ".."

// One box a digit; the digits themselves are never known here.
Row {
    id: boxes

    property int digits
    property int wanted
    readonly property real box: Math.min(38 * Tokens.grow * Tokens.mm, (width - (wanted - 1) * spacing) / Math.max(1, wanted))

    spacing: 4 * Tokens.mm
    leftPadding: Math.max(0, (width - wanted * box - (wanted - 1) * spacing) / 2)
    Accessible.role: Accessible.ProgressBar
    Accessible.name: digits + " / " + wanted

    Repeater {
        model: boxes.wanted

        Rectangle {
            id: one

            required property int index
            readonly property bool isTyped: index < boxes.digits
            readonly property bool isNext: index === boxes.digits

            width: boxes.box
            height: 1.15 * boxes.box
            radius: Tokens.radius
            color: Tokens.card
            border.width: isNext ? 2 * Tokens.line : Tokens.line
            border.color: isNext ? Tokens.primary : Tokens.firm
            antialiasing: true

            Rectangle {
                anchors.centerIn: parent
                width: 0.3 * parent.width
                height: width
                radius: width / 2
                visible: one.isTyped
                color: Tokens.quietInk
                antialiasing: true
            }
        }
    }
}
