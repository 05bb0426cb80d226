import QtQuick
import ".."

// Are you still there? One huge button to stay.
Rectangle {
    id: overlay

    required property var view
    required property var shown

    visible: view.still_there_s !== null && view.still_there_s !== undefined
    color: Tokens.veil

    Card {
        x: (parent.width - width) / 2
        y: Tokens.isLow ? parent.height - height - Tokens.margin : (parent.height - height) / 2
        width: Math.min(parent.width - 2 * Tokens.margin, 420 * Tokens.mm)
        height: column.implicitHeight + 4 * Tokens.space
        line: Tokens.isContrast ? Tokens.edge : "transparent"
        round: 2 * Tokens.radius

        Column {
            id: column

            anchors.centerIn: parent
            width: parent.width - 4 * Tokens.space
            spacing: Tokens.space

            Phrase {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                said: overlay.view.bar.still_title ?? ""
                font.pixelSize: Tokens.title
                font.bold: true
            }

            Countdown {
                anchors.horizontalCenter: parent.horizontalCenter
                width: parent.width
                seconds: overlay.view.still_there_s ?? 0
                unit: overlay.view.bar.still_unit ?? ""
            }

            Phrase {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                said: overlay.view.bar.still_lead ?? ""
                color: Tokens.soft
            }

            PrimaryButton {
                objectName: "stay"
                width: parent.width
                height: 1.3 * Tokens.button
                text: overlay.view.bar.still_stay ?? ""
                onTouched: overlay.shown.stayed()
            }

            PrimaryButton {
                objectName: "leave"
                isQuiet: true
                anchors.horizontalCenter: parent.horizontalCenter
                text: overlay.view.bar.still_end ?? ""
                onTouched: overlay.shown.left()
            }
        }
    }
}
