import QtQuick
import ".."

// One thing to choose: sign, label, detail, which isBare leaves out. A closed one says why and cannot be chosen. Where
// isTight, it is its name alone, in letters that its height has room for.
Touchable {
    id: tile

    required property var choice
    property bool isRadio: false
    property bool isLone: false
    property bool isBare: false
    property bool isTight: false
    readonly property bool isOpen: choice?.is_open ?? false
    readonly property bool isChosen: choice?.is_chosen ?? false
    readonly property bool isBold: isLone && isOpen
    readonly property color ink: !isOpen ? Tokens.soft : isBold ? Tokens.primaryInk : Tokens.ink

    objectName: "choice-" + (choice?.id ?? "")
    spoken: [choice?.label, choice?.detail, choice?.state].filter(text => text).join(", ")
    enabled: isOpen || (choice?.leads_on ?? false)
    Accessible.role: isRadio ? Accessible.RadioButton : Accessible.Button
    Accessible.checked: isChosen
    implicitHeight: Math.max((isBare ? 30 : 34) * Tokens.grow * Tokens.mm, texts.implicitHeight + 2 * (isBare ? Tokens.gap : Tokens.space))

    Card {
        anchors.fill: parent
        anchors.margins: tile.isDown ? 0.8 * Tokens.mm : 0
        objectName: "sheet"
        fill: tile.isBold ? (tile.isDown ? Tokens.primaryDown : Tokens.primary) : tile.isDown ? Tokens.quietDown : tile.isChosen ? Tokens.tint : Tokens.card
        line: tile.isChosen ? Tokens.primary : Tokens.isContrast ? Tokens.edge : "transparent"
        isRaised: tile.isOpen && !tile.isDown
    }

    Rectangle {
        id: badge

        readonly property real extent: tile.isRadio ? 12 * Tokens.grow * Tokens.mm : Math.min(32 * Tokens.grow * Tokens.mm, tile.height - 2 * Tokens.gap)

        anchors.left: parent.left
        anchors.leftMargin: Tokens.space
        anchors.verticalCenter: parent.verticalCenter
        width: extent
        height: extent
        radius: tile.isRadio ? extent / 2 : Tokens.radius
        color: tile.isRadio ? (tile.isChosen ? Tokens.primary : "transparent") : Tokens.tint
        border.width: tile.isRadio || Tokens.isContrast ? Tokens.line : 0
        border.color: tile.isChosen ? Tokens.primary : Tokens.firm
        visible: tile.isRadio || (tile.choice?.icon ?? "") !== ""
        antialiasing: true

        Sign {
            anchors.centerIn: parent
            name: tile.isRadio ? (tile.isChosen ? "tick" : "") : (tile.choice?.icon ?? "")
            extent: badge.extent * (tile.isRadio ? 0.7 : 0.62)
            paint: tile.isRadio ? Tokens.primaryInk : Tokens.quietInk
        }
    }

    Column {
        id: texts

        anchors.left: badge.visible ? badge.right : parent.left
        anchors.leftMargin: Tokens.space
        anchors.right: arrow.visible ? arrow.left : parent.right
        anchors.rightMargin: Tokens.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: 1 * Tokens.mm
        visible: !tight.visible

        Phrase {
            width: parent.width
            said: tile.choice?.label ?? ""
            font.pixelSize: tile.isLone ? Tokens.title : Tokens.label
            font.bold: true
            color: tile.ink
        }

        Phrase {
            width: parent.width
            said: tile.choice?.detail ?? ""
            visible: said !== "" && !(tile.isBare && tile.isOpen)
            color: !tile.isOpen ? Tokens.bad : tile.isBold ? Tokens.primaryInk : Tokens.soft
        }

        Words {
            width: parent.width
            text: tile.choice?.state ?? ""
            visible: text !== ""
            color: tile.isBold ? Tokens.primaryInk : Tokens.good
            font.pixelSize: Tokens.small
            font.bold: true
        }
    }

    Phrase {
        id: tight

        anchors.left: texts.left
        anchors.right: texts.right
        y: 1 * Tokens.mm
        height: parent.height - 2 * Tokens.mm
        visible: tile.isTight
        said: tile.choice?.label ?? ""
        fontSizeMode: Text.Fit
        minimumPixelSize: Tokens.small
        font.pixelSize: Tokens.label
        font.bold: true
        color: tile.ink
    }

    Sign {
        id: arrow

        anchors.right: parent.right
        anchors.rightMargin: Tokens.space
        anchors.verticalCenter: parent.verticalCenter
        visible: !tile.isRadio && tile.enabled && tile.width > 190 * Tokens.grow * Tokens.mm
        name: "forward"
        paint: tile.isBold ? Tokens.primaryInk : Tokens.quietInk
        extent: 10 * Tokens.grow * Tokens.mm
    }
}
