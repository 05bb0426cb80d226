import QtQuick
import ".."

// 练习: said on every screen of such a visit, in words and colour.
Rectangle {
    id: band

    required property var view

    visible: view.is_practice
    height: visible ? words.height + 5 * Tokens.mm : 0
    color: Tokens.isContrast ? Tokens.primary : Tokens.lit

    Row {
        id: words

        anchors.centerIn: parent
        spacing: Tokens.gap

        Sign {
            anchors.verticalCenter: parent.verticalCenter
            name: "practise"
            paint: Tokens.isContrast ? Tokens.primaryInk : Tokens.litInk
            extent: 1.3 * Tokens.small
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, band.width - 1.3 * Tokens.small - 4 * Tokens.gap)
            text: band.view.bar.practice ?? ""
            color: Tokens.isContrast ? Tokens.primaryInk : Tokens.litInk
            font.pixelSize: Tokens.small
            font.bold: true
        }
    }
}
