import QtQuick
import ".."

// The receipt that could not be printed, to be photographed: view.qr holds its words, words photo says so, view.rows are
// the lines worth reading here (where larger text has no place for them the code has to do). Nothing stands there without view.qr.
Item {
    id: slip

    required property var view
    readonly property real pad: 6 * Tokens.mm

    visible: view.qr !== ""
    implicitHeight: visible ? Math.max(code.height, told.height) + 2 * pad : 0

    Card {
        anchors.fill: parent
        line: Tokens.isContrast ? Tokens.edge : "transparent"
        isRaised: false
    }

    Image {
        id: code

        x: slip.pad
        anchors.verticalCenter: parent.verticalCenter
        width: 86 * Tokens.mm
        height: width
        source: slip.visible ? "image://drawn/qr/" + encodeURIComponent(slip.view.qr) : ""
        sourceSize: Qt.size(Math.round(width), Math.round(width))
        fillMode: Image.Pad
        smooth: false
        Accessible.role: Accessible.Graphic
        Accessible.name: slip.view.words.photo ?? ""
    }

    Column {
        id: told

        anchors.left: code.right
        anchors.leftMargin: slip.pad
        anchors.right: parent.right
        anchors.rightMargin: slip.pad
        anchors.verticalCenter: parent.verticalCenter
        spacing: Tokens.gap

        Words {
            width: parent.width
            text: slip.view.words.photo ?? ""
            font.bold: true
        }

        RowList {
            width: parent.width
            visible: Tokens.step < (Tokens.isWide ? 2 : 1)
            rows: slip.visible ? slip.view.rows : []
            isNarrow: true
        }
    }
}
