pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Where in the visit we are: done, now, to come. The number says it too, not only the colour.
Row {
    id: dots

    property int step: 0
    property int steps: 0
    property color paint: Tokens.headInk

    visible: steps > 0
    spacing: 3 * Tokens.mm
    Accessible.role: Accessible.ProgressBar
    Accessible.name: step + " / " + steps

    Repeater {
        model: dots.steps

        Rectangle {
            required property int index

            anchors.verticalCenter: parent?.verticalCenter
            width: (index === dots.step - 1 ? 16 : 6) * Tokens.mm
            height: 4 * Tokens.mm
            radius: height / 2
            color: index < dots.step ? dots.paint : "transparent"
            border.width: Tokens.line
            border.color: dots.paint
            antialiasing: true
        }
    }

    Words {
        anchors.verticalCenter: parent.verticalCenter
        leftPadding: Tokens.gap
        text: dots.step + " / " + dots.steps
        color: dots.paint
        font.pixelSize: Tokens.small
    }
}
