pragma ComponentBehavior: Bound
import QtQuick
import ".."
import "../parts"

// What will happen, and yes or no, over the page.
Rectangle {
    id: asking

    required property var question
    // How much at the left stays free: the menu.
    property real beside: 0
    signal yes
    signal no

    color: Tokens.veil
    visible: !!question

    // What lies below cannot be touched.
    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
    }

    Item {
        anchors.verticalCenter: parent.verticalCenter
        x: asking.beside + (parent.width - asking.beside - width) / 2
        width: Math.min(parent.width - asking.beside - 4 * Tokens.mm, 300 * Tokens.mm)
        height: inside.height + 20 * Tokens.mm

        Card {
            anchors.fill: parent
        }

        Column {
            id: inside

            x: 10 * Tokens.mm
            y: 10 * Tokens.mm
            width: parent.width - 20 * Tokens.mm
            spacing: 5 * Tokens.mm

            Words {
                width: parent.width
                text: asking.question?.title ?? ""
                font.pixelSize: Tokens.label
                font.bold: true
                color: asking.question?.is_serious ? Tokens.bad : Tokens.ink
            }

            Repeater {
                model: asking.question?.lines ?? []

                Words {
                    required property string modelData

                    width: inside.width
                    text: modelData
                    visible: text !== ""
                    font.pixelSize: Tokens.small
                }
            }

            Row {
                anchors.right: parent.right
                spacing: Tokens.space

                PrimaryButton {
                    objectName: "back"
                    isQuiet: true
                    text: asking.question?.no ?? ""
                    onTouched: asking.no()
                }

                PrimaryButton {
                    objectName: "primary"
                    text: asking.question?.yes ?? ""
                    onTouched: asking.yes()
                }
            }
        }
    }
}
