import QtQuick
import ".."

// One page of the paper as wide as its place allows. ▲▼ go through the page and on to the next; the last button makes
// it small again.
Item {
    id: large

    required property var view
    required property var shown
    readonly property int number: shown?.paper_number ?? 0
    readonly property real wide: Math.min(width, 900)
    readonly property real tall: wide * 297 / 210
    readonly property bool isAtTop: flick.contentY <= 0
    readonly property bool isAtEnd: flick.contentY >= flick.contentHeight - flick.height - 1

    Flickable {
        id: flick

        width: parent.width
        height: Math.min(large.tall, buttons.y - Tokens.gap)
        contentHeight: large.tall
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: large.wide
            height: large.tall
            color: "#FFFFFF"

            Image {
                anchors.fill: parent
                source: large.visible && large.number > 0 ? "image://paper/" + large.number : ""
                sourceSize: Qt.size(Math.round(large.wide), Math.round(large.tall))
                cache: false
                Accessible.ignored: true
            }
        }
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        width: large.wide
        height: flick.height
        color: "transparent"
        border.width: Math.max(1, (Tokens.isContrast ? 1.2 : 0.5) * Tokens.mm)
        border.color: Tokens.firm
    }

    readonly property int page: view.paper_page
    onPageChanged: flick.contentY = 0

    Item {
        id: buttons

        y: parent.height - height
        width: parent.width
        height: Math.max(close.height, Tokens.target)

        Row {
            anchors.verticalCenter: parent.verticalCenter
            spacing: Tokens.gap

            PageButton {
                objectName: "more-up"
                width: 40 * Tokens.mm
                sign: "up"
                spoken: large.view.bar.more_up ?? ""
                enabled: !large.isAtTop || large.view.paper_page > 1
                onTouched: large.isAtTop ? large.shown.page_turned(large.view.paper_page - 1) : flick.contentY = Math.max(0, flick.contentY - 0.8 * flick.height)
            }

            PageButton {
                objectName: "more-down"
                width: 40 * Tokens.mm
                sign: "down"
                spoken: large.view.bar.more_down ?? ""
                enabled: !large.isAtEnd || large.view.paper_page < large.view.paper_pages
                onTouched: large.isAtEnd ? large.shown.page_turned(large.view.paper_page + 1) : flick.contentY = Math.min(flick.contentHeight - flick.height, flick.contentY + 0.8 * flick.height)
            }

            Words {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.max(0, Math.min(implicitWidth, buttons.width - close.width - 80 * Tokens.mm - 4 * Tokens.gap))
                text: large.view.words.page ?? ""
                color: Tokens.soft
            }
        }

        PrimaryButton {
            id: close

            objectName: "paper-close"
            anchors.right: parent.right
            isQuiet: true
            text: large.view.words.close ?? ""
            onTouched: large.shown.page_turned(0)
        }
    }
}
