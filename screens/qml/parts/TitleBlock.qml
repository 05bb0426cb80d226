import QtQuick
import ".."

// Step dots, the question of this screen, and one sentence of help.
Column {
    id: block

    required property var view

    spacing: 4 * Tokens.mm

    StepDots {
        step: block.view.step
        steps: block.view.steps
    }

    Words {
        width: parent.width
        text: block.view.words.title ?? ""
        color: Tokens.headInk
        font.pixelSize: Tokens.title
        font.bold: true
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    Words {
        width: parent.width
        text: block.view.words.lead ?? ""
        visible: text !== ""
        color: Tokens.headSoft
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
}
