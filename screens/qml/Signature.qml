import QtQuick
import "."
import "parts"

// 签名: words title, lead, write_here, erase, clear, primary, back, other_way; view.keyboard.strokes is what stands there.
// The field is 160 by 60 mm where the panel has room (drivers/signature_pad), always of that shape, and never above reach.
Item {
    id: page

    required property var view
    required property var shown
    readonly property real most: Math.min(width, 480 * Tokens.mm)
    readonly property real room: Math.min(Tokens.reach, height) - keys.height - Tokens.space
    readonly property real wide: Math.min(most, room * 160 / 60)

    Picture {
        width: parent.width
        height: Math.max(0, field.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? page.view.picture || "write" : ""
    }

    SignatureField {
        id: field

        width: page.wide
        height: page.wide * 60 / 160
        x: (page.width - width) / 2
        y: keys.y - height - Tokens.space
        view: page.view
        shown: page.shown
        invitation: page.view.words.write_here ?? ""
    }

    Row {
        id: keys

        readonly property real free: Tokens.isWide && !Tokens.isLow ? page.height - field.height - height - Tokens.space : 0

        x: (page.width - width) / 2
        y: page.height - height - free / 2
        height: 1.25 * Tokens.target
        spacing: Tokens.space

        PrimaryButton {
            objectName: "erase"
            isQuiet: true
            height: keys.height
            width: Math.min(implicitWidth, (page.width - keys.spacing) / 2)
            text: page.view.words.erase ?? ""
            enabled: page.view.keyboard.strokes.length > 0
            onTouched: page.shown.erased()
        }

        PrimaryButton {
            objectName: "clear"
            isQuiet: true
            height: keys.height
            width: Math.min(implicitWidth, (page.width - keys.spacing) / 2)
            text: page.view.words.clear ?? ""
            enabled: page.view.keyboard.strokes.length > 0
            onTouched: page.shown.cleared()
        }
    }
}
