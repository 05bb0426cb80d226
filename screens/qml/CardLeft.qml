import QtQuick
import "."
import "parts"

// 证件没拿: words title, lead. It stays until the card is taken.
Item {
    id: page

    required property var view
    required property var shown

    Picture {
        anchors.fill: parent
        name: "where_card"
    }

    SequentialAnimation on opacity {
        running: Tokens.motion > 0 && page.visible
        loops: Animation.Infinite

        PauseAnimation { duration: 1200 }
        NumberAnimation { to: 0.55; duration: 500; easing.type: Easing.InOutSine }
        NumberAnimation { to: 1; duration: 500; easing.type: Easing.InOutSine }
    }
}
