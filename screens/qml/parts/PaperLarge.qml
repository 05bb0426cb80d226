import QtQuick
import ".."

// One page of the paper, large: in landscape as wide as its place, in portrait half as wide again, so ◀▶ stand beside ▲▼.
// ▲▼ go through the page and on to the next; the last button makes it small again.
Item {
    id: large

    required property var view
    required property var shown
    readonly property int number: shown?.paper_number ?? 0
    readonly property real wide: (Tokens.isWide ? 1 : 1.5) * width
    readonly property bool isWider: wide > width + 1
    readonly property real tall: wide / (shown?.paper_aspect ?? 210 / 297)
    readonly property real pad: (isWider ? 26 : 40) * Tokens.grow * Tokens.mm
    readonly property bool isAtTop: flick.contentY <= 0
    readonly property bool isAtEnd: flick.contentY >= flick.contentHeight - flick.height - 1

    Flickable {
        id: flick

        width: parent.width
        height: Math.min(large.tall, buttons.y - Tokens.gap)
        contentWidth: large.wide
        contentHeight: large.tall
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Rectangle {
            width: large.wide
            height: large.tall
            color: "#FFFFFF"

            Image {
                anchors.fill: parent
                source: large.visible && large.number > 0 ? "image://paper/" + large.number : ""
                fillMode: Image.PreserveAspectFit
                sourceSize: Qt.size(Math.round(large.wide), Math.round(large.tall))
                cache: false
                Accessible.ignored: true
            }
        }
    }

    Rectangle {
        width: large.width
        height: flick.height
        color: "transparent"
        border.width: Math.max(1, (Tokens.isContrast ? 1.2 : 0.5) * Tokens.mm)
        border.color: Tokens.firm
    }

    readonly property int page: view.paper_page
    onPageChanged: flick.contentX = flick.contentY = 0

    Item {
        id: buttons

        y: parent.height - height
        width: parent.width
        height: Math.max(close.height, Tokens.target)

        Row {
            anchors.verticalCenter: parent.verticalCenter
            spacing: Tokens.gap

            PageButton {
                objectName: "more-left"
                width: large.pad
                visible: large.isWider
                sign: "back"
                spoken: large.view.bar.more_left ?? ""
                enabled: flick.contentX > 0
                onTouched: flick.contentX = 0
            }

            PageButton {
                objectName: "more-right"
                width: large.pad
                visible: large.isWider
                sign: "forward"
                spoken: large.view.bar.more_right ?? ""
                enabled: flick.contentX < flick.contentWidth - flick.width - 1
                onTouched: flick.contentX = flick.contentWidth - flick.width
            }

            PageButton {
                objectName: "more-up"
                width: large.pad
                sign: "up"
                spoken: large.view.bar.more_up ?? ""
                enabled: !large.isAtTop || large.view.paper_page > 1
                onTouched: large.isAtTop ? large.shown.page_turned(large.view.paper_page - 1) : flick.contentY = Math.max(0, flick.contentY - 0.8 * flick.height)
            }

            PageButton {
                objectName: "more-down"
                width: large.pad
                sign: "down"
                spoken: large.view.bar.more_down ?? ""
                enabled: !large.isAtEnd || large.view.paper_page < large.view.paper_pages
                onTouched: large.isAtEnd ? large.shown.page_turned(large.view.paper_page + 1) : flick.contentY = Math.min(flick.contentHeight - flick.height, flick.contentY + 0.8 * flick.height)
            }

            Words {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.max(0, Math.min(implicitWidth, buttons.width - close.width - (large.isWider ? 4 : 2) * (large.pad + Tokens.gap) - 2 * Tokens.gap))
                text: large.view.words.page ?? ""
                color: Tokens.soft
                font.pixelSize: Tokens.small
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
