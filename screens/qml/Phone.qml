pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 办税二维码: words title, lead, photo, primary, back, another; view.qr is what the phone scans, at least 80 mm wide;
// view.rows are the steps on the phone,
// page by page where they are longer than their place.
Item {
    id: page

    required property var view
    required property var shown
    readonly property real inner: height - 2 * Tokens.space
    readonly property real cell: Tokens.isWide ? (width - 3 * Tokens.space) / 2 : width - 2 * Tokens.space
    readonly property real side: Math.min(cell, 150 * Tokens.mm, Tokens.isWide ? inner : Math.max(82 * Tokens.mm, inner - steps.whole - Tokens.space))

    Picture {
        width: parent.width
        height: Math.max(0, card.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? "phone" : ""
    }

    Card {
        id: card

        width: parent.width
        height: Math.min(parent.height, (Tokens.isWide ? Math.max(page.side, steps.whole) : page.side + Tokens.space + steps.whole) + 2 * Tokens.space)
        y: Tokens.isWide && !Tokens.isLow ? (parent.height - height) / 2 : parent.height - height

        Image {
            id: code

            x: Tokens.space
            y: Tokens.space
            width: page.cell
            height: page.side
            source: page.view.qr !== "" ? "image://drawn/qr/" + encodeURIComponent(page.view.qr) : ""
            sourceSize: Qt.size(Math.round(height), Math.round(height))
            fillMode: Image.Pad
            smooth: false
            Accessible.role: Accessible.Graphic
            Accessible.name: page.view.words.photo ?? ""
        }

        Leaves {
            id: steps

            x: Tokens.isWide ? code.x + code.width + Tokens.space : Tokens.space
            y: Tokens.isWide ? Tokens.space : code.y + code.height + Tokens.space
            width: page.cell
            height: card.height - y - Tokens.space
            ends: lines.ends
            up: page.view.bar.more_up ?? ""
            down: page.view.bar.more_down ?? ""
            token: page.view.rows[0]?.value ?? ""

            Column {
                id: lines

                // Where each step ends.
                readonly property var ends: [...Array(stepsOf.count).keys()].map(index => (stepsOf.itemAt(index)?.y ?? 0) + (stepsOf.itemAt(index)?.height ?? 0))

                spacing: Tokens.gap

                Repeater {
                    id: stepsOf

                    model: page.view.rows.length

                    Phrase {
                        required property int index

                        width: lines.width
                        said: (index + 1) + ". " + (page.view.rows[index]?.value ?? "")
                        font.pixelSize: Tokens.step === 2 ? Tokens.body : Tokens.label
                    }
                }
            }
        }
    }
}
