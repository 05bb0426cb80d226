pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"
import "staff"

// A page of the staff's: words title, lead, leave, language, theme, erase; view.staff says the rest. Denser than residents'
// screens, with the same sizes of what is touched.
Rectangle {
    id: page

    required property var view
    required property var shown
    readonly property var staff: view.staff
    readonly property bool isAsked: !!staff.question
    readonly property real pad: 5 * Tokens.mm

    color: Tokens.ground

    Item {
        anchors.fill: parent
        enabled: !page.isAsked

        Rectangle {
            id: head

            width: parent.width
            height: Math.max(titles.height, 26 * Tokens.mm) + 6 * Tokens.mm
            color: Tokens.head

            Rectangle {
                y: parent.height - height
                width: parent.width
                height: Tokens.line
                color: Tokens.edge
                visible: Tokens.isContrast
            }

            Column {
                id: titles

                anchors.verticalCenter: parent.verticalCenter
                x: page.pad
                width: tools.x - x - page.pad

                Words {
                    width: parent.width
                    text: page.view.words.title ?? ""
                    color: Tokens.headInk
                    font.pixelSize: Tokens.label
                    font.bold: true
                    Accessible.role: Accessible.Heading
                    Accessible.name: text
                }

                Words {
                    width: parent.width
                    text: [page.view.place, page.staff.who, page.view.clock, page.staff.locks_in].filter(word => word !== "").join("　")
                    color: Tokens.headSoft
                    font.pixelSize: Tokens.small
                }
            }

            Row {
                id: tools

                anchors.verticalCenter: parent.verticalCenter
                x: parent.width - width - page.pad
                spacing: 2 * Tokens.mm

                SampleBand {
                    anchors.verticalCenter: parent.verticalCenter
                    text: page.view.bar.sample ?? ""
                    visible: page.view.is_sample && Tokens.isWide
                }

                Repeater {
                    model: ["language", "theme"]

                    BarButton {
                        required property string modelData

                        objectName: "choice-" + modelData
                        width: 30 * Tokens.mm
                        height: 26 * Tokens.mm
                        text: page.view.words[modelData] ?? ""
                        sign: modelData === "language" ? "globe" : "contrast"
                        onTouched: page.shown.chosen(modelData)
                    }
                }

                BarButton {
                    objectName: "staff-leave"
                    width: 34 * Tokens.mm
                    height: 26 * Tokens.mm
                    text: page.view.words.leave ?? ""
                    sign: "leave"
                    onTouched: page.shown.left()
                }
            }
        }

        Menu {
            id: menu

            x: page.pad
            y: head.height + page.pad
            room: page.height - y - page.pad
            entries: page.staff.menu
            onTouched: id => page.shown.chosen(id)
        }

        Item {
            id: body

            x: menu.x + menu.width + page.pad
            y: head.height + page.pad
            width: page.width - x - page.pad
            height: page.height - y - page.pad

            Words {
                id: lead

                width: parent.width
                text: page.view.words.lead ?? ""
                color: Tokens.soft
                font.pixelSize: Tokens.small
                visible: !notice.visible && busy.text === ""
            }

            Notice {
                id: notice

                width: parent.width
                height: implicitHeight
                text: page.view.notice
                tone: page.view.tone
            }

            Notice {
                id: busy

                width: parent.width
                height: implicitHeight
                text: page.staff.busy
            }

            Scroll {
                id: scroll

                readonly property real above: Math.max(lead.visible ? lead.height : 0, notice.height, busy.height) + 3 * Tokens.mm
                readonly property real below: (buttons.visible ? buttons.height + 4 * Tokens.mm : 0) + (pad.visible ? pad.height + 4 * Tokens.mm : 0)

                y: above
                width: parent.width
                height: Math.min(implicitHeight, parent.height - above - below)
                up: page.view.bar.more_up ?? ""
                down: page.view.bar.more_down ?? ""

                Column {
                    id: panels

                    spacing: 4 * Tokens.mm

                    Repeater {
                        model: page.staff.blocks.length

                        Panel {
                            required property int index

                            width: panels.width
                            height: implicitHeight
                            block: page.staff.blocks[index] ?? ({ kind: "", entries: [] })
                            view: page.view
                            onTouched: id => page.shown.chosen(id)
                        }
                    }
                }
            }

            Item {
                id: pad

                y: buttons.y - height - 4 * Tokens.mm
                width: Math.min(parent.width, 200 * Tokens.mm)
                height: field.height + keys.height + 3 * Tokens.mm
                visible: page.staff.field !== ""

                Rectangle {
                    id: field

                    width: parent.width
                    height: 24 * Tokens.mm
                    radius: Tokens.radius
                    color: Tokens.card
                    border.width: Tokens.line
                    border.color: Tokens.primary
                    antialiasing: true

                    Words {
                        anchors.verticalCenter: parent.verticalCenter
                        x: 5 * Tokens.mm
                        text: page.staff.field
                        color: Tokens.soft
                        font.pixelSize: Tokens.small
                    }

                    Words {
                        anchors.verticalCenter: parent.verticalCenter
                        x: parent.width - width - 5 * Tokens.mm
                        text: page.staff.typed
                        font.pixelSize: Tokens.label
                        font.bold: true
                    }
                }

                NumberPad {
                    id: keys

                    y: field.height + 3 * Tokens.mm
                    width: parent.width
                    height: 4 * 22 * Tokens.mm + 3 * Tokens.gap
                    erase: page.view.words.erase ?? ""
                    onTyped: digit => page.shown.digit(digit)
                    onErased: page.shown.erased()
                }
            }

            Flow {
                id: buttons

                y: parent.height - height
                width: parent.width
                height: visible ? implicitHeight : 0
                spacing: 3 * Tokens.mm
                visible: page.staff.buttons.length > 0

                Repeater {
                    model: page.staff.buttons.length

                    PrimaryButton {
                        required property int index
                        readonly property var entry: page.staff.buttons[index] ?? ({})

                        objectName: "choice-" + (entry.id ?? "")
                        // The chosen one of several is filled.
                        isQuiet: !(entry.is_on ?? false)
                        implicitHeight: 25 * Tokens.mm
                        text: entry.label ?? ""
                        sign: entry.sign ?? ""
                        onTouched: page.shown.chosen(entry.id)
                    }
                }
            }
        }
    }

    Asking {
        anchors.fill: parent
        question: page.staff.question
        beside: body.x
        onYes: page.shown.went_on()
        onNo: page.shown.went_back()
    }
}
