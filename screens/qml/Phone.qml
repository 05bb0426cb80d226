pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 办税二维码: words title, lead, photo, primary, back, another; view.qr is what the phone scans, at least 80 mm wide;
// view.rows are the steps on the phone.
Item {
    id: page

    required property var view
    required property var shown

    Picture {
        width: parent.width
        height: Math.max(0, card.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? "phone" : ""
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
            readonly property real cell: (card.width - 2 * Tokens.space - (columns - 1) * spacing) / columns

            Image {
                width: both.cell
                height: Math.min(both.cell, 150 * Tokens.mm)
                source: page.view.qr !== "" ? "image://drawn/qr/" + encodeURIComponent(page.view.qr) : ""
                sourceSize: Qt.size(Math.round(height), Math.round(height))
                fillMode: Image.Pad
                smooth: false
                Accessible.role: Accessible.Graphic
                Accessible.name: page.view.words.photo ?? ""
            }

            Column {
                width: both.cell
                spacing: Tokens.gap

                Repeater {
                    model: page.view.rows.length

                    Words {
                        required property int index

                        width: both.cell
                        text: (index + 1) + ". " + (page.view.rows[index]?.value ?? "")
                        font.pixelSize: Tokens.label
                    }
                }
            }
        }
    }
}
