import QtQuick
import "."
import "parts"

// 打印中: words title, lead, sheet (第{sheet}张), sheets (共{sheets}张), here; stop while a notice says why the printer
// stands still, with its picture. view.sheet of view.sheets are out;
// of a count that is not known yet (0) nothing is said. Once shown.paper_number is there, page view.paper_page of the paper
// stands beside the tray (words look); large while view.is_paper_open (words page, close).
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool hasPaper: view.paper_page > 0 && (shown?.paper_number ?? 0) > 0
    readonly property bool isOpen: hasPaper && view.is_paper_open
    readonly property real room: (progress.visible ? progress.y : stop.visible || lens.visible ? stop.y : height + Tokens.space) - Tokens.space
    readonly property bool isBeside: Tokens.isWide
    readonly property real told: Tokens.gap + (isBeside ? 2.6 : 1.3) * Tokens.small

    TrayPicture {
        visible: !page.isOpen
        width: page.hasPaper && page.isBeside ? parent.width - paper.width - 2 * Tokens.space : parent.width
        height: page.hasPaper && !page.isBeside ? 0.42 * page.room : page.room
        trouble: ["", "tray"].includes(page.view.picture) ? "" : page.view.picture
        isMoving: page.view.notice === ""
    }

    PaperSheet {
        id: paper

        objectName: "paper"
        shown: page.shown
        spoken: page.view.words.look ?? ""
        visible: page.hasPaper && !page.isOpen
        most: page.isBeside ? 0.5 * page.width : page.width
        room: (page.isBeside ? page.room : 0.58 * page.room - Tokens.space) - page.told
        width: implicitWidth
        height: implicitHeight
        x: page.isBeside ? page.width - width : (page.width - width) / 2
        y: page.isBeside ? Math.max(0, (page.room - height - page.told) / 2) : 0.42 * page.room + Tokens.space
        enabled: !Tokens.isLow
        onTouched: page.shown.page_turned(page.view.paper_page)
    }

    // For whoever cannot reach the paper itself.
    PrimaryButton {
        id: lens

        objectName: "paper"
        x: Tokens.isLeft ? parent.width - width : 0
        y: parent.height - height
        width: Math.min(implicitWidth, 0.55 * parent.width)
        isQuiet: true
        text: Tokens.isLow && paper.visible ? page.view.words.look ?? "" : ""
        onTouched: page.shown.page_turned(page.view.paper_page)
    }

    Words {
        id: look

        visible: paper.visible && !Tokens.isLow && (!page.isBeside || paper.width > 5 * Tokens.small)
        y: paper.y + paper.height + Tokens.gap
        x: page.isBeside ? paper.x : 0
        width: page.isBeside ? paper.width : page.width
        horizontalAlignment: Text.AlignHCenter
        text: page.view.words.look ?? ""
        color: Tokens.soft
        font.pixelSize: Tokens.small
    }

    PaperLarge {
        visible: page.isOpen
        width: parent.width
        height: page.room
        view: page.view
        shown: page.shown
    }

    SheetProgress {
        id: progress

        objectName: "sheets"
        visible: sheets > 0
        y: parent.height - height - (stop.visible || lens.visible ? stop.height + Tokens.space : 0)
        width: parent.width
        sheet: page.view.sheet
        sheets: page.view.sheets
        text: (page.view.words.sheet ?? "") + " " + (page.view.words.sheets ?? "")
    }

    PrimaryButton {
        id: stop

        objectName: "asked"
        x: Tokens.isLeft ? 0 : parent.width - width
        y: parent.height - height
        width: Math.min(implicitWidth, (lens.visible ? 0.4 : 1) * parent.width)
        isQuiet: true
        text: page.view.notice === "" ? "" : page.view.words.stop ?? ""
        onTouched: page.shown.asked()
    }
}
