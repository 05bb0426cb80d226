import QtQuick
import ".."

// Text that is never cut: it wraps, and takes the height it needs.
Text {
    color: Tokens.ink
    font.pixelSize: Tokens.body
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
}
