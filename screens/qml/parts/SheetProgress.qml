pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Sheets that are out, of all: a bar in as many parts as sheets, and the words.
Column {
    id: progress

    property int sheet
    property int sheets
    property string text

    spacing: Tokens.gap
    Accessible.role: Accessible.ProgressBar
    Accessible.name: text

    Words {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: progress.text
        font.pixelSize: Tokens.label
        font.bold: true
    }

    Row {
        width: parent.width
        spacing: 2 * Tokens.mm

        Repeater {
            model: progress.sheets

            Rectangle {
                required property int index

                width: (progress.width - (progress.sheets - 1) * 2 * Tokens.mm) / Math.max(1, progress.sheets)
                height: 7 * Tokens.mm
                radius: height / 2
                color: index < progress.sheet ? Tokens.primary : Tokens.tint
                border.width: Tokens.hair
                border.color: Tokens.firm
                antialiasing: true
            }
        }
    }
}
