import QtQuick
import "."
import "parts"

// 打印中: words title, lead, sheet (第{sheet}张), sheets (共{sheets}张), here; stop while a notice says why the printer
// stands still, with its picture. view.sheet of view.sheets are out;
// of a count that is not known yet (0) nothing is said.
Item {
    id: page

    required property var view
    required property var shown

    TrayPicture {
        width: parent.width
        height: (progress.visible ? progress.y : stop.visible ? stop.y : parent.height + Tokens.space) - Tokens.space
        trouble: ["", "tray"].includes(page.view.picture) ? "" : page.view.picture
        isMoving: page.view.notice === ""
    }

    SheetProgress {
        id: progress

        objectName: "sheets"
        visible: sheets > 0
        y: parent.height - height - (stop.visible ? stop.height + Tokens.space : 0)
        width: parent.width
        sheet: page.view.sheet
        sheets: page.view.sheets
        text: (page.view.words.sheet ?? "") + " " + (page.view.words.sheets ?? "")
    }

    PrimaryButton {
        id: stop

        objectName: "asked"
        anchors.right: parent.right
        y: parent.height - height
        isQuiet: true
        text: page.view.notice === "" ? "" : page.view.words.stop ?? ""
        onTouched: page.shown.asked()
    }
}
