import QtQuick
import ".."

// What may be longer than its place: page by page, each of whole rows, with big up and down buttons below, or beside where
// little would be left above them. `ends`: where each row of what lies inside ends, 0 for one that is not there.
// isUnread until the last
// page was shown; `token` names what is shown: another one has not been read. Of a list that the core sends in parts,
// hasBefore and hasAfter say that there is more, and `turned` asks for it.
Item {
    id: pages

    default property Item inside
    required property var ends
    property bool hasBefore: false
    property bool hasAfter: false
    // Says where in the whole list this is, where that is more than these pages.
    property string place
    property string up
    property string down
    property string token
    property int at: 0
    property int furthest: 0
    readonly property real whole: inside?.implicitHeight ?? 0
    readonly property bool isLong: whole > height + 1 || hasBefore || hasAfter
    // By the height alone: what a row needs follows from its width.
    readonly property bool isBeside: height - Tokens.target - Tokens.gap < 1.5 * Tokens.small + 4.5 * Tokens.body
    // As broad as two numbers of two digits, whatever stands there: how many pages there are follows from the rest.
    readonly property real beside: Math.max(buttons.width, Math.ceil(numbers.advanceWidth) + 1)
    readonly property real room: height - (isBeside ? 0 : Tokens.target + Tokens.gap)
    readonly property var above: index => Math.max(0, ...ends.slice(0, index))
    // Where each page begins. A row that is higher than the place is shown piece by piece, and what a piece cuts through
    // stands whole on the next.
    readonly property real piece: 0.7 * room
    readonly property var starts: !isLong || room <= 0 ? [0] : ends.reduce((found, end, index) => end <= found[found.length - 1] + room + 1 ? found : [...found, ...(above(index) > found[found.length - 1] ? [above(index)] : []), ...[...Array(Math.max(0, Math.ceil((end - above(index) - room) / piece))).keys()].map(number => above(index) + (number + 1) * piece)], [0])
    readonly property int now: Math.min(at, starts.length - 1)
    readonly property bool isUnread: furthest < starts.length - 1

    implicitHeight: whole
    onNowChanged: furthest = Math.max(furthest, now)
    onTokenChanged: at = furthest = 0

    signal turned(int by)

    Binding { target: pages.inside; property: "parent"; value: leaf }
    Binding { target: pages.inside; property: "width"; value: leaf.width }
    Binding { target: pages.inside; property: "y"; value: -pages.starts[pages.now] }

    Item {
        id: leaf

        x: pages.isLong && pages.isBeside && Tokens.isLeft ? pages.beside + Tokens.gap : 0
        width: parent.width - (pages.isLong && pages.isBeside ? pages.beside + Tokens.gap : 0)
        readonly property real next: pages.starts[pages.now + 1] ?? pages.whole
        height: !pages.isLong ? parent.height : pages.ends.includes(next) ? next - pages.starts[pages.now] : Math.min(pages.room, pages.whole - pages.starts[pages.now])
        clip: pages.isLong
    }

    TextMetrics {
        id: numbers

        font.family: counter.font.family
        font.pixelSize: Tokens.small
        text: "00/00"
    }

    Words {
        id: counter

        readonly property real free: parent.height - buttons.height

        x: pages.isBeside ? (Tokens.isLeft ? 0 : parent.width - width) : Tokens.isLeft ? parent.width - width : 0
        y: pages.isBeside ? buttons.height : buttons.y
        width: pages.isBeside ? pages.beside : parent.width - buttons.width - Tokens.gap
        height: pages.isBeside ? free : buttons.height
        visible: pages.isLong && (!pages.isBeside || free > 1.4 * Tokens.small)
        text: (pages.place || (pages.now + 1) + " / " + pages.starts.length).replace(/ /g, pages.isBeside ? "" : "\u00a0")
        color: Tokens.soft
        font.pixelSize: Tokens.small
        horizontalAlignment: pages.isBeside ? Text.AlignHCenter : Tokens.isLeft ? Text.AlignRight : Text.AlignLeft
    }

    Grid {
        id: buttons

        readonly property real extent: pages.isBeside ? Math.max(20 * Tokens.mm, Math.min(Tokens.target, (parent.height - Tokens.gap) / 2)) : Tokens.target

        x: Tokens.isLeft ? 0 : parent.width - width
        y: pages.isBeside ? 0 : parent.height - height
        columns: pages.isBeside ? 1 : 2
        visible: pages.isLong
        spacing: pages.isBeside ? Tokens.gap : Tokens.space

        PageButton {
            objectName: "more-up"
            width: pages.isBeside ? Tokens.target : 60 * Tokens.mm
            height: buttons.extent
            sign: "up"
            spoken: pages.up
            enabled: pages.now > 0 || pages.hasBefore
            onTouched: pages.now > 0 ? pages.at = pages.now - 1 : pages.turned(-1)
        }

        PageButton {
            objectName: "more-down"
            width: pages.isBeside ? Tokens.target : 60 * Tokens.mm
            height: buttons.extent
            sign: "down"
            spoken: pages.down
            readonly property bool hasMore: pages.now < pages.starts.length - 1
            enabled: hasMore || pages.hasAfter
            onTouched: hasMore ? pages.at = pages.now + 1 : pages.turned(1)
        }
    }
}
