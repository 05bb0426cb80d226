import QtQuick
import ".."

// The primary button right, 上一步 left, 换一种方式 or 办别的事 beside it. A button without words is not there. Where they
// do not fit side by side, the primary button stands above the others. For the left hand the other way round.
// Where all four are wanted, 上一步 gives way: 退出 stands in the fixed bar anyway.
// While a page says isUnread, the primary button turns it on instead.
Item {
    id: bar

    required property var view
    required property var shown
    property bool isUnread: false
    readonly property string ownText: view.words.primary ?? ""
    readonly property string readOnText: view.bar.more_down ?? ""
    readonly property string primaryText: isUnread && ownText !== "" ? readOnText : ownText

    signal readOn
    readonly property string otherWay: view.words.other_way ?? ""
    readonly property string another: view.words.another ?? ""
    readonly property string otherText: otherWay !== "" ? otherWay : another
    readonly property bool hasBoth: otherWay !== "" && another !== ""
    readonly property string backText: hasBoth ? another : view.can_go_back ? view.words.back ?? "" : ""
    // By the button's own words: how high this bar is must not follow from what was read, which follows from its height.
    readonly property bool isEmpty: ownText === "" && backText === "" && otherText === ""
    readonly property real leastPrimary: ownText === "" ? 0 : (Tokens.step < 2 ? 120 : 140) * Tokens.mm
    readonly property real quiets: (back.visible ? back.implicitWidth + Tokens.space : 0) + (other.visible ? other.implicitWidth + (ownText === "" ? 0 : Tokens.space) : 0)
    // Where reach is short, words get smaller before the buttons need a second line.
    readonly property bool isStacked: !Tokens.isLow && otherText !== "" && ownText !== "" && quiets + leastPrimary > width

    implicitHeight: isEmpty ? 0 : isStacked ? 2 * Tokens.button + Tokens.gap : Tokens.button

    PrimaryButton {
        id: back

        objectName: bar.hasBoth ? "asked" : "back"
        isQuiet: true
        x: Tokens.isLeft ? parent.width - width : 0
        y: bar.height - height
        height: Tokens.button
        width: Math.min(implicitWidth, bar.primaryText === "" && bar.otherText === "" ? parent.width : (Tokens.isLow && bar.otherText !== "" ? 0.33 : 0.42) * parent.width)
        text: bar.backText
        onTouched: bar.hasBoth ? bar.shown.asked() : bar.shown.went_back()
    }

    PrimaryButton {
        id: other

        readonly property real start: back.visible ? back.width + Tokens.space : 0

        objectName: bar.otherWay !== "" ? "other-way" : "asked"
        isQuiet: true
        readonly property real place: bar.primaryText === "" ? bar.width - width : start
        x: Tokens.isLeft ? bar.width - width - place : place
        y: bar.height - height
        height: Tokens.button
        width: Math.min(bar.isStacked ? bar.width - start : implicitWidth, (Tokens.isLow && bar.primaryText !== "" && back.visible ? 0.33 : 1) * bar.width - (Tokens.isLow && back.visible ? 0 : start))
        text: bar.otherText
        onTouched: bar.otherWay !== "" ? bar.shown.other_way() : bar.shown.asked()
    }

    PrimaryButton {
        objectName: "primary"
        x: Tokens.isLeft ? 0 : parent.width - width
        height: Tokens.button
        width: bar.isStacked ? bar.width : Math.min(parent.width - (back.visible ? back.width + Tokens.space : 0) - (other.visible ? other.width + Tokens.space : 0), Math.max(implicitWidth, 190 * Tokens.mm))
        text: bar.primaryText
        spoken: text === bar.ownText ? text : text + ", " + bar.ownText
        enabled: bar.view.can_go_on
        onTouched: bar.isUnread ? bar.readOn() : bar.shown.went_on()
    }
}
