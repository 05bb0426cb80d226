import QtQuick
import "."
import "parts"

// 按密码: words title, lead, other_way; view.digits of digits_wanted are on the pad. The number itself never comes here.
Item {
    id: page

    required property var view
    required property var shown

    Picture {
        width: parent.width
        height: Math.max(0, boxes.y - Tokens.space)
        name: "pin_pad"
    }

    DigitBoxes {
        id: boxes

        y: parent.height - height
        width: parent.width
        digits: page.view.digits
        wanted: page.view.digits_wanted
    }
}
