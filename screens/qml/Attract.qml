pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 待机: words title, lead, touch, now, scene; view.choices is what is open now; view.picture changes every 20 s, and all
// that is drawn moves a little with view.scene, so that nothing stands still on the glass. A touch anywhere begins.
Rectangle {
    id: page

    required property var view
    required property var shown
    readonly property int turn: view.scene % 4
    // Below the greeting, for what is open now; in portrait the picture takes the rest.
    readonly property real room: start.y - hello.y - hello.height - (Tokens.isWide ? 5 * Tokens.space : 0.42 * height)
    readonly property real shift: [0, 6, 3, 9][turn] * Tokens.mm

    color: Tokens.head

    Rectangle {
        width: 1.2 * Math.max(parent.width, parent.height)
        height: width
        radius: width / 2
        x: (Tokens.isWide ? 0.44 : -0.3) * parent.width + page.shift
        y: (Tokens.isWide ? -0.4 : -0.62) * parent.height - page.shift
        color: "#FFFFFF"
        opacity: Tokens.isContrast ? 0 : 0.05
        antialiasing: true
    }

    StatusStrip {
        id: strip

        x: Tokens.margin
        y: page.shift / 2
        width: parent.width - 2 * Tokens.margin
        view: page.view
    }

    Column {
        id: hello

        x: Tokens.margin
        y: strip.height + 12 * Tokens.mm + page.shift
        width: (Tokens.isWide ? 0.46 : 1) * parent.width - 2 * Tokens.margin
        spacing: Tokens.space

        Words {
            width: parent.width
            text: page.view.words.title ?? ""
            color: Tokens.headInk
            font.pixelSize: 1.25 * Tokens.title
            font.bold: true
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }

        Words {
            width: parent.width
            text: page.view.words.lead ?? ""
            color: Tokens.headSoft
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }

    Picture {
        x: Tokens.isWide ? 0.5 * parent.width : Tokens.margin
        y: Tokens.isWide ? strip.height + page.shift : hello.y + hello.height + Tokens.space
        width: Tokens.isWide ? 0.5 * parent.width - Tokens.margin : parent.width - 2 * Tokens.margin
        height: (Tokens.isWide ? scene.y : now.y) - y - Tokens.space - (Tokens.isWide ? 0 : scene.height + Tokens.gap)
        visible: height > 40 * Tokens.mm
        name: visible ? page.view.picture : ""
        opacity: page.view.is_night ? 0.6 : 1
    }

    Words {
        id: scene

        x: Tokens.isWide ? 0.5 * parent.width : Tokens.margin
        y: Tokens.isWide ? start.y + (start.height - height) / 2 : now.y - height - Tokens.space
        width: Tokens.isWide ? 0.5 * parent.width - Tokens.margin : parent.width - 2 * Tokens.margin
        horizontalAlignment: Text.AlignHCenter
        text: page.view.words.scene ?? ""
        color: Tokens.headInk
        font.pixelSize: Tokens.label
        font.bold: true
    }

    Column {
        id: now

        x: Tokens.margin
        y: start.y - height - 2 * Tokens.space + page.shift / 2
        width: (Tokens.isWide ? 0.46 : 1) * parent.width - 2 * Tokens.margin
        spacing: Tokens.gap
        visible: list.count > 0

        Words {
            text: page.view.words.now ?? ""
            color: Tokens.headSoft
        }

        Repeater {
            id: list

            model: Math.min(page.view.choices.length, Math.max(0, Math.floor((page.room - 3 * Tokens.body) / (2.1 * Tokens.label))))

            Row {
                id: item

                required property int index

                spacing: Tokens.gap

                Sign {
                    anchors.verticalCenter: parent.verticalCenter
                    name: page.view.choices[item.index]?.icon || "certificate"
                    paint: Tokens.headInk
                    extent: Tokens.label
                }

                Words {
                    anchors.verticalCenter: parent.verticalCenter
                    width: Math.min(implicitWidth, now.width - Tokens.label - Tokens.gap)
                    text: page.view.choices[item.index]?.label ?? ""
                    color: Tokens.headInk
                    font.pixelSize: Tokens.label
                    font.bold: true
                }
            }
        }
    }

    Rectangle {
        id: start

        readonly property real pad: Tokens.space

        readonly property real column: (Tokens.isWide ? 0.46 : 1) * parent.width - 2 * Tokens.margin

        x: Tokens.isWide ? Tokens.margin : (parent.width - width) / 2
        y: parent.height - height - Tokens.margin - page.shift
        width: Math.min(column, words.implicitWidth + 6 * Tokens.space)
        height: words.height + 2 * pad
        radius: height / 2
        color: page.view.is_night ? Tokens.card : Tokens.isContrast ? Tokens.primary : Tokens.lit
        border.width: page.view.is_night ? Tokens.line : 0
        border.color: Tokens.firm
        antialiasing: true

        Words {
            id: words

            anchors.centerIn: parent
            width: parent.width - 2 * Tokens.space
            horizontalAlignment: Text.AlignHCenter
            text: page.view.words.touch ?? ""
            color: page.view.is_night ? Tokens.quietInk : Tokens.isContrast ? Tokens.primaryInk : Tokens.litInk
            font.pixelSize: Tokens.title
            font.bold: true
        }
    }
}
