import QtQuick
import "."
import "parts"

// 看一看: the paper before it is printed, page view.paper_page of view.paper_pages; words title, lead, primary, back, look,
// page, close. Large while view.is_paper_open. Nothing is shown until shown.paper_number is there.
Item {
    id: paper

    required property var view
    required property var shown
    readonly property bool hasPaper: view.paper_page > 0 && (shown?.paper_number ?? 0) > 0
    readonly property real below: Tokens.isLow ? open.height : look.height
    readonly property bool isOpen: hasPaper && view.is_paper_open

    PaperSheet {
        id: sheet

        objectName: "paper"
        shown: paper.shown
        spoken: paper.view.words.look ?? ""
        visible: paper.hasPaper && !paper.isOpen
        most: paper.width
        enabled: !Tokens.isLow
        room: paper.height - paper.below - 2 * Tokens.gap
        width: implicitWidth
        height: implicitHeight
        x: (paper.width - width) / 2
        y: (paper.height - paper.below - Tokens.gap - height) / 2
        onTouched: paper.shown.page_turned(paper.view.paper_page)
    }

    Words {
        id: look

        visible: sheet.visible && !Tokens.isLow
        y: sheet.y + sheet.height + Tokens.gap
        width: paper.width
        horizontalAlignment: Text.AlignHCenter
        text: [paper.view.words.look ?? "", paper.view.paper_pages > 1 ? paper.view.words.page ?? "" : ""].filter(part => part).join("　")
        color: Tokens.soft
        font.pixelSize: Tokens.small
    }

    PrimaryButton {
        id: open

        objectName: "paper-open"
        visible: sheet.visible && Tokens.isLow
        x: (paper.width - width) / 2
        y: paper.height - height
        isQuiet: true
        text: paper.view.words.enlarge ?? ""
        onTouched: paper.shown.page_turned(paper.view.paper_page)
    }

    PaperLarge {
        visible: paper.isOpen
        width: parent.width
        height: parent.height
        view: paper.view
        shown: paper.shown
    }
}
