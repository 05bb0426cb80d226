import QtQuick
import "."
import "parts"

// 刷脸: words title (what to do now), lead, hint (why it does not go on), secondary (sitting, no nod), other_way; shown.frame is the number of the
// camera's newest picture, 0 before the first; view.action of view.actions are done; view.picture draws the hint where there is
// one. Nothing here counts down.
Item {
    id: page

    required property var view
    required property var shown
    readonly property int frame: shown?.frame ?? 0
    readonly property bool hasHint: (view.words.hint ?? "") !== ""

    Rectangle {
        id: mirror

        readonly property real unit: Math.min(page.width / 480, (told.y - Tokens.space) / 540)

        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(0, (told.y - Tokens.space - height) / 2)
        width: 480 * unit
        height: 540 * unit
        radius: Tokens.radius
        color: Tokens.tint
        border.width: Tokens.isContrast ? Tokens.line : 0
        border.color: Tokens.edge
        antialiasing: true

        Picture {
            anchors.fill: parent
            anchors.margins: 2 * Tokens.space
            visible: page.frame === 0
            name: visible ? "face" : ""
        }

        Image {
            anchors.fill: parent
            visible: page.frame > 0
            source: visible ? "image://camera/" + page.frame : ""
            cache: false
            Accessible.ignored: true
        }
    }

    PrimaryButton {
        id: sitting

        objectName: "asked"
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height - height
        height: visible ? Tokens.button : 0
        isQuiet: true
        visible: text !== ""
        text: page.view.words.secondary ?? ""
        onTouched: page.shown.asked()
    }

    Item {
        id: told

        y: sitting.y - height - (sitting.visible ? Tokens.space : 0)
        width: parent.width
        height: Math.max((drawing.visible ? 44 : 20) * Tokens.grow * Tokens.mm, hint.implicitHeight + 10 * Tokens.mm)

        Rectangle {
            anchors.fill: parent
            radius: Tokens.radius
            visible: page.hasHint
            color: Tokens.isContrast ? Tokens.card : Tokens.lit
            border.width: Tokens.isContrast ? Tokens.line : 0
            border.color: Tokens.edge
            antialiasing: true
        }

        Picture {
            id: drawing

            x: Tokens.gap
            anchors.verticalCenter: parent.verticalCenter
            visible: page.hasHint && !Tokens.isWide && page.view.picture !== ""
            height: visible ? 40 * Tokens.grow * Tokens.mm : 0
            width: height * 4 / 3
            name: visible ? page.view.picture : ""
        }

        Words {
            id: hint

            anchors.verticalCenter: parent.verticalCenter
            x: drawing.visible ? drawing.x + drawing.width + Tokens.gap : Tokens.space
            width: parent.width - x - Tokens.space
            horizontalAlignment: Text.AlignHCenter
            text: page.view.words.hint ?? ""
            color: Tokens.isContrast ? Tokens.ink : Tokens.litInk
            font.pixelSize: Tokens.label
            font.bold: true
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }

        StepDots {
            anchors.centerIn: parent
            visible: !page.hasHint && page.view.actions > 0
            step: Math.min(page.view.action + 1, page.view.actions)
            steps: page.view.actions
            paint: Tokens.quietInk
        }
    }
}
