import QtQuick
import ".."

// A list that may be longer than its place, and longer than what the core sends at once: big up and down buttons turn
// its pages, and ask for what comes before and after. Only whole lines of `pitch` are shown. `token` names the list:
// another one begins at its top. The buttons stand below, or beside where isBeside.
Item {
    id: paged

    required property var view
    required property var shown
    default property Item inside
    property real pitch: 1
    property string token
    property bool isBeside: false
    property int columns: 0
    readonly property real whole: inside ? inside.implicitHeight : 0
    property int count: view.choices.length
    readonly property bool isLong: whole > height + 1 || view.list_total > 0
    readonly property real room: height - (isLong && !isBeside ? Tokens.target + Tokens.gap : 0)
    readonly property bool hasWholeLines: pitch <= room + Tokens.gap
    readonly property real leap: hasWholeLines ? lines * pitch : 0.8 * room
    readonly property int lines: Math.max(1, Math.floor((room + Tokens.gap) / pitch))
    readonly property real place: width - (isBeside ? buttons.width + Tokens.gap : 0)
    readonly property int total: Math.max(view.list_total, count)
    readonly property int first: view.list_first + Math.round(flick.contentY / pitch) * columns + 1

    onTokenChanged: flick.contentY = 0

    Binding { target: paged.inside; property: "parent"; value: flick.contentItem }
    Binding { target: paged.inside; property: "width"; value: paged.place }

    Flickable {
        id: flick

        x: paged.isBeside && Tokens.isLeft ? paged.width - width : 0
        width: paged.place
        height: !paged.isLong ? paged.height : paged.hasWholeLines ? paged.lines * paged.pitch - Tokens.gap : paged.room
        contentHeight: Math.max(height, !paged.hasWholeLines ? paged.whole : Math.ceil((paged.whole + Tokens.gap - 1) / paged.pitch / paged.lines) * paged.lines * paged.pitch - Tokens.gap)
        clip: paged.isLong
        interactive: false
    }

    Words {
        x: Tokens.isLeft ? paged.width - width : 0
        y: buttons.y
        width: paged.width - buttons.width - Tokens.gap
        height: buttons.height
        visible: paged.isLong && paged.columns > 0 && !paged.isBeside && paged.hasWholeLines
        text: paged.first + " – " + Math.min(paged.total, paged.first + paged.lines * paged.columns - 1) + " / " + paged.total
        color: Tokens.soft
        font.pixelSize: Tokens.small
        horizontalAlignment: Tokens.isLeft ? Text.AlignRight : Text.AlignLeft
    }

    Grid {
        id: buttons

        readonly property real extent: paged.isBeside ? Math.min((paged.height - Tokens.gap) / 2, paged.pitch - Tokens.gap) : Tokens.target

        x: Tokens.isLeft ? 0 : paged.width - width
        y: paged.isBeside ? 0 : paged.height - height
        columns: paged.isBeside && paged.lines > 1 ? 1 : 2
        visible: paged.isLong
        spacing: Tokens.gap

        PageButton {
            objectName: "more-up"
            width: paged.isBeside ? Tokens.target : 60 * Tokens.mm
            height: Math.max(20 * Tokens.mm, buttons.extent)
            sign: "up"
            spoken: paged.view.bar.more_up ?? ""
            enabled: flick.contentY > 0 || paged.view.list_first > 0
            onTouched: flick.contentY > 0 ? flick.contentY = Math.max(0, flick.contentY - paged.leap) : paged.shown.list_turned(-1)
        }

        PageButton {
            objectName: "more-down"
            width: paged.isBeside ? Tokens.target : 60 * Tokens.mm
            height: Math.max(20 * Tokens.mm, buttons.extent)
            sign: "down"
            spoken: paged.view.bar.more_down ?? ""
            readonly property bool hasMore: flick.contentY + flick.height < flick.contentHeight - 1
            enabled: hasMore || paged.view.list_first + paged.count < paged.view.list_total
            onTouched: hasMore ? flick.contentY = Math.min(flick.contentHeight - flick.height, flick.contentY + paged.leap) : paged.shown.list_turned(1)
        }
    }
}
