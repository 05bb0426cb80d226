pragma ComponentBehavior: Bound
import QtQuick

// Whoever comes to the machine: ID cards, and the text message that lands in a telephone.
Column {
    id: people

    required property var dock
    property bool isLow: false

    spacing: isLow ? 6 : 10

    DockText { width: parent.width; text: "放一张身份证（都是虚构的人）" }

    Repeater {
        model: people.dock.people.length

        DockButton {
            required property int index

            objectName: "lay-" + index
            width: people.width
            isLow: people.isLow
            label: people.dock.people[index] ?? ""
            sign: "card"
            onPressed: people.dock.lay(index)
        }
    }

    DockButton {
        objectName: "take"
        width: parent.width
        isLow: people.isLow
        label: "拿走身份证"
        sign: "up"
        onPressed: people.dock.take()
    }

    DockText { width: parent.width; text: "手机短信里的验证码" }

    Rectangle {
        width: parent.width
        height: people.isLow ? 44 : 64
        radius: 10
        color: "#0B3D91"

        Text {
            anchors.centerIn: parent
            objectName: "code"
            text: people.dock.code === "" ? "—" : people.dock.code
            color: "#FFFFFF"
            font.pixelSize: people.isLow ? 26 : 32
            font.bold: true
            font.letterSpacing: people.isLow ? 2 : 4
        }
    }
}
