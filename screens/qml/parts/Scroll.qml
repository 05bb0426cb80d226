import QtQuick
import ".."

// A list that may be longer than its place: big up and down buttons turn its pages. Nothing shows when all fits.
// The list is as wide as this, whether long or not, so that no width depends on a height.
Item {
    id: scroll

    default property Item inside
    property string up
    property string down
    readonly property real whole: inside ? inside.implicitHeight : 0
    readonly property bool isLong: whole > height + 1

    implicitHeight: whole

    Binding { target: scroll.inside; property: "parent"; value: flick.contentItem }
    Binding { target: scroll.inside; property: "width"; value: scroll.width }

    Flickable {
        id: flick

        width: scroll.width
        height: scroll.height - (scroll.isLong ? buttons.height + Tokens.gap : 0)
        contentHeight: scroll.whole
        clip: scroll.isLong
        interactive: scroll.isLong
        boundsBehavior: Flickable.StopAtBounds
    }

    Row {
        id: buttons

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        visible: scroll.isLong
        spacing: Tokens.space

        PageButton {
            objectName: "more-up"
            sign: "up"
            spoken: scroll.up
            enabled: flick.contentY > 0
            onTouched: flick.contentY = Math.max(0, flick.contentY - 0.8 * flick.height)
        }

        PageButton {
            objectName: "more-down"
            sign: "down"
            spoken: scroll.down
            enabled: flick.contentY < flick.contentHeight - flick.height - 1
            onTouched: flick.contentY = Math.min(flick.contentHeight - flick.height, flick.contentY + 0.8 * flick.height)
        }
    }
}
