import QtQuick
import "."
import "parts"

// 退出: words title, lead (what is lost), card (what to take along), primary (end), back (go on).
Item {
    id: page

    required property var view
    required property var shown

    Picture {
        width: parent.width
        height: Math.max(0, told.y - Tokens.space)
        visible: height > 60 * Tokens.mm
        name: visible ? (told.visible ? "where_take" : "agree") : ""
    }

    Fact {
        id: told

        y: parent.height - height
        width: parent.width
        sign: "card"
        text: page.view.words.card ?? ""
        isStrong: true
    }
}
