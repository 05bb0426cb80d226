import QtQuick
import ".."

// A list that may be longer than its place: big up and down buttons turn its pages. Nothing shows when all fits.
// The list is as wide as this, whether long or not, so that no width depends on a height. Where all lines are equally
// high, `pitch` is a line with the space below it, and only whole lines are shown (unless the place is lower than one).
Item {
    id: scroll

    default property Item inside
    property string up
    property string down
    property real pitch: 0
    readonly property real whole: inside ? inside.implicitHeight : 0
    readonly property bool isLong: whole > height + 1

    readonly property real room: height - buttons.height - Tokens.gap
    readonly property bool isWhole: pitch > 0 && room >= pitch
    readonly property real leap: isWhole ? flick.height : 0.8 * flick.height

    implicitHeight: whole

    Binding { target: scroll.inside; property: "parent"; value: flick.contentItem }
    Binding { target: scroll.inside; property: "width"; value: scroll.width }

    Flickable {
        id: flick

        width: scroll.width
        height: scroll.isLong ? (scroll.isWhole ? Math.floor(scroll.room / scroll.pitch) * scroll.pitch : scroll.room) : scroll.height
        contentHeight: scroll.whole
        clip: scroll.isLong
        interactive: scroll.isLong
        boundsBehavior: Flickable.StopAtBounds
    }

    Row {
        id: buttons

        anchors.bottom: parent.bottom
        x: Tokens.isLeft ? 0 : parent.width - width
        visible: scroll.isLong
        spacing: Tokens.space

        PageButton {
            objectName: "more-up"
            sign: "up"
            spoken: scroll.up
            enabled: flick.contentY > 0
            onTouched: flick.contentY = Math.max(0, flick.contentY - scroll.leap)
        }

        PageButton {
            objectName: "more-down"
            sign: "down"
            spoken: scroll.down
            enabled: flick.contentY < flick.contentHeight - flick.height - 1
            onTouched: flick.contentY = Math.min(flick.contentHeight - flick.height, flick.contentY + scroll.leap)
        }
    }
}
