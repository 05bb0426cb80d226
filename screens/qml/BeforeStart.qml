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
    readonly property real room: Math.min(Tokens.reach, height - box.height - Tokens.space)
    readonly property int columns: Tokens.step === 2 ? 1 : 2
    readonly property real cell: (width - (columns - 1) * Tokens.gap) / columns
    readonly property bool isFlat: Tokens.step === 0 && view.choices.length <= 3
    readonly property int lines: (isFlat ? Math.min(1, view.choices.length) : view.choices.length) + Math.ceil(view.leads.length / columns)
    readonly property real tallest: [...Array(leadsOf.count + periodsOf.count).keys()].reduce((most, index) => Math.max(most, (index < leadsOf.count ? leadsOf.itemAt(index) : periodsOf.itemAt(index - leadsOf.count))?.implicitHeight ?? 0), 0)
    // What it takes stands here as far as it has room; all of it is on the list.
    readonly property real above: height - box.height - 2 * Tokens.space - (choose.visible ? choose.height + Tokens.gap : 0) - lines * (tallest + Tokens.gap)
    readonly property var told: facts.implicitHeight + 2 * Tokens.gap <= above ? facts : few.implicitHeight + 2 * Tokens.gap <= above ? few : null
    readonly property real spare: above - (told !== null ? told.implicitHeight + 2 * Tokens.gap : 0)
    readonly property real tall: Math.max(tallest, Math.min(1.35 * tallest, tallest + Math.max(0, spare) / Math.max(1, lines)))

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

            Phrase {
                width: parent.width
                said: page.view.words.verdict ?? ""
                color: Tokens.isContrast ? Tokens.ink : box.ink
                font.pixelSize: Tokens.label
                font.bold: true
            }

            Phrase {
                width: parent.width
                said: page.view.words.why ?? ""
                color: Tokens.isContrast ? Tokens.ink : box.ink
            }
        }
    }

    Card {
        y: box.height + Tokens.space
        width: parent.width
        height: page.told !== null ? page.told.implicitHeight + 2 * Tokens.gap : 0
        visible: page.told !== null && page.view.rows.length > 0

        RowList {
            id: facts

            x: Tokens.space
            y: Tokens.gap
            width: parent.width - 2 * Tokens.space
            visible: page.told === facts
            rows: page.view.rows
        }

        RowList {
            id: few

            x: Tokens.space
            y: Tokens.gap
            width: parent.width - 2 * Tokens.space
            visible: page.told === few
            rows: page.view.rows.slice(0, 3)
        }
    }

    Words {
        id: choose

        y: scroll.y - height - Tokens.gap
        width: parent.width
        visible: text !== "" && page.view.choices.length > 0
        text: page.view.words.choose ?? ""
        font.bold: true
    }

    Scroll {
        id: scroll

        width: parent.width
        height: Math.min(implicitHeight, page.room - (choose.visible ? choose.height + Tokens.gap : 0))
        y: parent.height - height
        pitch: page.tall + Tokens.gap
        up: page.view.bar.more_up ?? ""
        down: page.view.bar.more_down ?? ""

        Column {
            spacing: Tokens.gap

            Grid {
                columns: page.isFlat ? Math.max(1, periodsOf.count) : 1
                spacing: Tokens.gap
                visible: periodsOf.count > 0

                Repeater {
                    id: periodsOf

                    model: page.view.choices.length

                    ChoiceTile {
                        required property int index

                        isRadio: true
                        isBare: true
                        choice: page.view.choices[index] ?? null
                        width: page.isFlat ? (page.width - (periodsOf.count - 1) * Tokens.gap) / periodsOf.count : page.width
                        height: page.tall
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
                        height: page.tall
                        onTouched: page.shown.chosen(choice.id)
                    }
                }
            }
        }
    }
}
