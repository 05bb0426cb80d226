import QtQuick
import "parts"

// 放身份证: words title, lead, card, here, back.
Item {
    id: page

    required property var view
    required property var shown

    CardPicture {
        anchors.fill: parent
    }
}
