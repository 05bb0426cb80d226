import QtQuick
import ".."

// Touches miss again and again: would larger buttons help? Both answers are easy to hit, and stand where all can reach.
Rectangle {
    id: overlay

    required property var view
    required property var shown
    readonly property var nextSize: ({ standard: "elder", elder: "huge", huge: "huge" })

    visible: view.offers_bigger
    color: Tokens.veil

    Card {
        x: (parent.width - width) / 2
        y: parent.height - height - Tokens.margin
        width: Math.min(parent.width - 2 * Tokens.margin, 420 * Tokens.mm)
        height: column.implicitHeight + 4 * Tokens.space
        line: Tokens.isContrast ? Tokens.edge : "transparent"
        round: 2 * Tokens.radius

        Column {
            id: column

            anchors.centerIn: parent
            width: parent.width - 4 * Tokens.space
            spacing: 1.5 * Tokens.space

            Words {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: overlay.view.bar.bigger_offer ?? ""
                font.pixelSize: Tokens.title
                font.bold: true
            }

            PrimaryButton {
                objectName: "bigger-yes"
                width: parent.width
                height: 1.5 * Tokens.button
                sign: "size"
                text: overlay.view.bar.bigger_yes ?? ""
                onTouched: overlay.shown.look("size", overlay.nextSize[overlay.view.size])
            }

            PrimaryButton {
                objectName: "bigger-no"
                width: parent.width
                height: 1.2 * Tokens.button
                isQuiet: true
                text: overlay.view.bar.bigger_no ?? ""
                onTouched: overlay.shown.look("size", "as-it-is")
            }
        }
    }
}
