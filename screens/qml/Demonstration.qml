import QtQuick
import "."
import "parts"

// 看看怎么办: words title, lead, scene (what this picture shows), primary, secondary (next picture); view.scene of five.
Item {
    id: page

    required property var view
    required property var shown
    readonly property var pictures: ["hall", "where_card", "phone", "page", "where_take"]

    Picture {
        y: 0
        width: parent.width
        height: Math.max(0, told.y - Tokens.space)
        name: page.pictures[page.view.scene] ?? "hall"
    }

    Words {
        id: told

        y: dots.y - height - Tokens.gap
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: page.view.words.scene ?? ""
        font.pixelSize: Tokens.label
        font.bold: true
    }

    StepDots {
        id: dots

        anchors.horizontalCenter: parent.horizontalCenter
        y: next.y - height - Tokens.space
        step: page.view.scene + 1
        steps: page.pictures.length
        paint: Tokens.quietInk
    }

    PrimaryButton {
        id: next

        objectName: "asked"
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height - height
        isQuiet: true
        text: page.view.words.secondary ?? ""
        onTouched: page.shown.asked()
    }
}
