pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 付款: words title, lead, amount, unit, photo, back; the sum in big figures. view.qr is what a phone scans, at least
// 80 mm wide where there is room; without it view.picture says where the card goes. view.rows: what is paid for.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool hasCode: view.qr !== ""

    Picture {
        width: parent.width
        height: Math.max(0, card.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? (page.hasCode ? "phone" : "insert_card") : ""
    }

    Card {
        id: card

        width: parent.width
        height: Math.min(parent.height, both.implicitHeight + 2 * Tokens.space)
        y: Tokens.isWide && !Tokens.isLow ? (parent.height - height) / 2 : parent.height - height

        Grid {
            id: both

            x: Tokens.space
            y: Tokens.space
            columns: Tokens.isWide ? 2 : 1
            spacing: Tokens.space
            flow: Grid.LeftToRight
            layoutDirection: Tokens.isWide ? Qt.RightToLeft : Qt.LeftToRight
            readonly property real cell: (card.width - 2 * Tokens.space - (columns - 1) * spacing) / columns
            readonly property real room: page.height - 2 * Tokens.space - (columns > 1 ? 0 : told.height + spacing)

            Column {
                id: told

                width: both.cell
                spacing: Tokens.gap

                Item {
                    width: parent.width
                    height: amount.implicitHeight

                    Row {
                        anchors.horizontalCenter: parent.horizontalCenter
                        spacing: Tokens.gap

                        Words {
                            id: amount

                            text: page.view.words.amount ?? ""
                            color: Tokens.primary
                            font.pixelSize: Math.min(Tokens.figure, 1.6 * told.width / Math.max(1, text.length))
                            font.bold: true
                            wrapMode: Text.NoWrap
                            Accessible.role: Accessible.StaticText
                            Accessible.name: text + " " + unit.text
                        }

                        Words {
                            id: unit

                            anchors.baseline: amount.baseline
                            text: page.view.words.unit ?? ""
                            color: Tokens.primary
                            font.pixelSize: Tokens.label
                            wrapMode: Text.NoWrap
                        }
                    }
                }

                RowList {
                    width: parent.width
                    rows: page.view.rows
                    isNarrow: width < 240 * Tokens.grow * Tokens.mm
                }
            }

            Image {
                width: both.cell
                height: Math.max(0, Math.min(both.cell, 150 * Tokens.mm, both.room))
                visible: page.hasCode
                source: visible ? "image://drawn/qr/" + encodeURIComponent(page.view.qr) : ""
                sourceSize: Qt.size(Math.round(height), Math.round(height))
                fillMode: Image.Pad
                smooth: false
                Accessible.role: Accessible.Graphic
                Accessible.name: page.view.words.photo ?? ""
            }

            Picture {
                width: both.cell
                height: Math.max(0, Math.min(both.cell, 150 * Tokens.mm, both.room))
                visible: !page.hasCode && Tokens.isWide && height > 40 * Tokens.mm
                name: visible ? "insert_card" : ""
            }
        }
    }
}
