pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 办之前看一看: words title, lead (what it takes in a sentence), verdict, why, choose, primary, back; view.tone is the
// verdict's; view.choices are stretches of time; view.rows what it takes; view.leads the pages beside.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool isSmall: Tokens.step > 0
    readonly property real room: Math.min(Tokens.reach, height - box.height - Tokens.space)
    readonly property int columns: Tokens.step === 2 ? 1 : 2
    readonly property real cell: (width - (columns - 1) * Tokens.gap) / columns
    readonly property bool isFlat: periodsOf.count > 0 && Tokens.step === 0
    readonly property real tallest: [...Array(leadsOf.count).keys()].reduce((most, index) => Math.max(most, leadsOf.itemAt(index)?.implicitHeight ?? 0), 0)
    // What it takes stands here where it has room; it is on the list in any case.
    readonly property bool hasFacts: facts.implicitHeight + 2 * Tokens.gap + controls.implicitHeight + Tokens.space <= height - box.height - Tokens.space

    Rectangle {
        id: box

        readonly property color ink: page.view.tone === "good" ? Tokens.good : page.view.tone === "bad" ? Tokens.bad : Tokens.litInk

        width: parent.width
        height: said.height + 2 * Tokens.space
        radius: Tokens.radius
        color: Tokens.isContrast ? Tokens.card : page.view.tone === "good" ? Tokens.goodTint : page.view.tone === "bad" ? Tokens.badTint : Tokens.lit
        border.width: Tokens.line
        border.color: Tokens.isContrast ? Tokens.edge : ink
        antialiasing: true

        Rectangle {
            id: disc

            anchors.left: parent.left
            anchors.leftMargin: Tokens.space
            anchors.verticalCenter: parent.verticalCenter
            width: 24 * Tokens.grow * Tokens.mm
            height: width
            radius: width / 2
            color: Tokens.isContrast ? Tokens.edge : box.ink
            antialiasing: true

            Sign {
                anchors.centerIn: parent
                name: page.view.tone === "good" ? "tick" : page.view.tone === "bad" ? "clock" : "notice"
                paint: box.color
                extent: 0.62 * parent.width
            }
        }

        Column {
            id: said

            anchors.left: disc.right
            anchors.leftMargin: Tokens.space
            anchors.right: parent.right
            anchors.rightMargin: Tokens.space
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2 * Tokens.mm

            Words {
                width: parent.width
                text: page.view.words.verdict ?? ""
                color: Tokens.isContrast ? Tokens.ink : box.ink
                font.pixelSize: Tokens.label
                font.bold: true
            }

            Words {
                width: parent.width
                text: page.view.words.why ?? ""
                color: Tokens.isContrast ? Tokens.ink : box.ink
            }
        }
    }

    Card {
        y: box.height + Tokens.space
        width: parent.width
        height: facts.implicitHeight + 2 * Tokens.gap
        visible: page.hasFacts && page.view.rows.length > 0

        RowList {
            id: facts

            x: Tokens.space
            y: Tokens.gap
            width: parent.width - 2 * Tokens.space
            rows: page.view.rows
        }
    }

    Scroll {
        id: scroll

        width: parent.width
        height: Math.min(implicitHeight, page.room)
        y: parent.height - height
        up: page.view.bar.more_up ?? ""
        down: page.view.bar.more_down ?? ""

        Column {
            id: controls

            spacing: Tokens.gap

            Words {
                width: parent.width
                visible: text !== "" && periodsOf.count > 0
                text: page.view.words.choose ?? ""
                font.bold: true
            }

            Grid {
                columns: page.isFlat ? periodsOf.count : 1
                spacing: Tokens.gap

                Repeater {
                    id: periodsOf

                    model: page.view.choices.length

                    ChoiceTile {
                        required property int index

                        isRadio: true
                        isBare: true
                        choice: page.view.choices[index] ?? null
                        width: page.isFlat ? (page.width - (periodsOf.count - 1) * Tokens.gap) / periodsOf.count : page.width
                        onTouched: page.shown.chosen(choice.id)
                    }
                }
            }

            Grid {
                columns: page.columns
                spacing: Tokens.gap

                Repeater {
                    id: leadsOf

                    model: page.view.leads.length

                    ChoiceTile {
                        required property int index

                        isBare: true
                        choice: page.view.leads[index] ?? null
                        width: page.cell
                        height: page.tallest
                        onTouched: page.shown.chosen(choice.id)
                    }
                }
            }
        }
    }
}
