import QtQuick
import ".."

// Step dots, the question of this screen, and one sentence of help.
Column {
    id: block

    required property var view
    // How high it may get; then the sentence gets smaller, and ends in dots where even that is too long. 0: as high as it likes.
    property real room: 0
    readonly property real rest: room - (dots.visible ? dots.height + spacing : 0) - title.height - spacing

    spacing: 4 * Tokens.mm

    StepDots {
        id: dots

        step: block.view.step
        steps: block.view.steps
    }

    Phrase {
        id: title

        width: parent.width
        said: block.view.words.title ?? ""
        color: Tokens.headInk
        font.pixelSize: Tokens.title
        font.bold: true
        Accessible.role: Accessible.Heading
        Accessible.name: said
    }

    Phrase {
        width: parent.width
        height: block.room > 0 ? Math.min(full.implicitHeight, block.rest) : full.implicitHeight
        fontSizeMode: block.room > 0 && full.implicitHeight > block.rest ? Text.Fit : Text.FixedSize
        minimumPixelSize: Tokens.small
        elide: full.implicitHeight > block.rest ? Text.ElideRight : Text.ElideNone
        verticalAlignment: Text.AlignTop
        said: block.view.words.lead ?? ""
        visible: said !== ""
        color: Tokens.headSoft
        Accessible.role: Accessible.StaticText
        Accessible.name: said
    }

    // Only measures: the sentence in its own size.
    Words {
        id: full

        visible: false
        width: parent.width
        text: block.view.words.lead ?? ""
    }
}
