pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 照片: the photograph that was taken and every rule of its kind. Words title, lead, primary, another; view.rows: a rule
// and what to change, empty where it is kept, those not kept first; view.picture shows the first change; view.choices:
// the other shots. Nothing is shown until shown.paper_number is there.
Item {
    id: page

    required property var view
    required property var shown
    readonly property int number: view.paper_page > 0 ? (shown?.paper_number ?? 0) : 0
    readonly property var broken: view.rows.filter(row => row.value !== "")
    readonly property var kept: view.rows.filter(row => row.value === "")
    readonly property bool isBeside: Tokens.isWide || Tokens.isLow
    readonly property real foot: shots.visible ? shots.height + Tokens.gap : 0
    readonly property real free: height - foot

    Rectangle {
        id: sheet

        readonly property real most: page.isBeside ? 0.4 * page.width : 0.52 * page.width
        readonly property real share: page.isBeside ? 1 : Tokens.step === 0 ? 0.5 : 0.36

        width: Math.min(most, share * page.free * 0.76)
        height: width / 0.76
        x: page.isBeside || advice.visible ? (Tokens.isLeft ? page.width - width : 0) : (page.width - width) / 2
        y: page.isBeside ? Math.max(0, (page.free - height) / 2) : 0
        color: "#FFFFFF"
        border.width: Math.max(1, (Tokens.isContrast ? 1.2 : 0.5) * Tokens.mm)
        border.color: Tokens.firm

        Image {
            objectName: "photo"
            anchors.fill: parent
            anchors.margins: 2 * parent.border.width
            fillMode: Image.PreserveAspectFit
            source: page.number > 0 ? "image://paper/" + page.number : ""
            sourceSize: Qt.size(Math.round(width), Math.round(height))
            cache: false
            Accessible.ignored: true
        }
    }

    // What to change first stands beside the picture, with a drawing.
    Item {
        id: advice

        readonly property real besides: page.width - sheet.width - Tokens.space

        visible: page.broken.length > 0
        width: besides
        // In large text the advice may need all the place there is: then the drawing gives way.
        height: visible ? (page.isBeside ? said.y + said.height : Math.max(sheet.height, said.height)) : 0
        x: Tokens.isLeft ? 0 : sheet.width + Tokens.space
        y: 0

        Picture {
            id: drawing

            width: parent.width
            height: Math.max(0, page.isBeside ? Math.min(0.32 * page.free, 0.75 * width, 0.5 * page.free - said.height - Tokens.gap) : sheet.height - said.height - Tokens.gap)
            name: advice.visible ? page.view.picture : ""
        }

        Words {
            id: said

            y: drawing.height > 0 ? drawing.height + Tokens.gap : 0
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: page.broken[0]?.value ?? ""
            font.bold: true
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
    }

    Card {
        id: list

        readonly property real upper: Math.max(sheet.height, advice.height)

        x: page.isBeside && !Tokens.isLeft ? sheet.width + Tokens.space : 0
        width: page.isBeside ? page.width - sheet.width - Tokens.space : page.width
        y: page.isBeside ? (advice.visible ? advice.height + Tokens.space : Math.max(0, (page.free - height) / 2)) : upper + Tokens.space
        readonly property real room: Math.max(0, page.free - (page.isBeside ? advice.height + (advice.visible ? Tokens.space : 0) : upper + Tokens.space))
        // In body type where all rules have room for two lines each, Latin words being longer than their place.
        readonly property real ruleHeight: (page.view.language === "en" ? 2 : 1) * 1.5 * Tokens.body + 5 * Tokens.mm
        readonly property bool isRoomy: Math.ceil(rules.judged.length / rules.columns) * ruleHeight + 2 * Tokens.gap <= room && width > 20 * Tokens.body

        height: Math.min(room, rules.implicitHeight + 2 * Tokens.gap)
        clip: true

        Grid {
            id: rules

            readonly property var judged: [...page.broken, ...page.kept]

            anchors.margins: Tokens.gap
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            columns: Tokens.step > 1 && page.isBeside ? 1 : 2
            columnSpacing: Tokens.gap
            rowSpacing: 0

            Repeater {
                model: rules.judged.length

                Item {
                    id: rule

                    required property int index
                    readonly property var entry: rules.judged[index] ?? null
                    readonly property bool isKept: (entry?.value ?? "") === ""

                    width: (rules.width - (rules.columns - 1) * rules.columnSpacing) / rules.columns
                    // What has no room is kept anyway, or stands behind what comes first: those not kept.
                    opacity: y + height + Tokens.gap <= list.height ? 1 : 0
                    height: Math.max(name.implicitHeight, mark.height) + (list.isRoomy ? 5 : 1) * Tokens.mm

                    Sign {
                        id: mark

                        anchors.verticalCenter: parent.verticalCenter
                        name: rule.isKept ? "tick" : "close"
                        paint: rule.isKept ? Tokens.good : Tokens.bad
                        extent: name.font.pixelSize * 1.1
                    }

                    Words {
                        id: name

                        anchors.verticalCenter: parent.verticalCenter
                        x: mark.width + Tokens.gap / 2
                        width: parent.width - x
                        text: rule.entry?.label ?? ""
                        font.pixelSize: list.isRoomy ? Tokens.body : Tokens.small
                        font.bold: !rule.isKept
                    }
                }
            }
        }
    }

    Row {
        id: shots

        anchors.bottom: parent.bottom
        visible: page.view.choices.length > 0
        height: Tokens.button
        spacing: Tokens.gap

        Repeater {
            model: page.view.choices.length

            PrimaryButton {
                required property int index
                readonly property var choice: page.view.choices[index] ?? null

                objectName: "choice-" + (choice?.id ?? "")
                height: shots.height
                width: (page.width - (page.view.choices.length - 1) * shots.spacing) / Math.max(1, page.view.choices.length)
                isQuiet: !(choice?.is_chosen ?? false)
                text: choice?.label ?? ""
                onTouched: page.shown.chosen(choice.id)
            }
        }
    }
}
