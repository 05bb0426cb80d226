pragma ComponentBehavior: Bound
import QtQuick

// The dev dock: cards, text message, and mishaps. For developers and demonstrations, never in a hall.
Rectangle {
    id: root

    required property var dock

    color: "#F1F5FB"

    Flickable {
        anchors.fill: parent
        anchors.margins: 16
        contentHeight: column.height
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        Column {
            id: column

            width: parent.width
            spacing: 14

            DockTitle { text: "演示台" }

            DockText { width: parent.width; text: "放一张身份证（都是虚构的人）" }

            Repeater {
                model: root.dock.people.length

                DockButton {
                    required property int index

                    objectName: "lay-" + index
                    width: column.width
                    label: root.dock.people[index] ?? ""
                    sign: "card"
                    onPressed: root.dock.lay(index)
                }
            }

            DockButton {
                objectName: "take"
                width: column.width
                label: "拿走身份证"
                sign: "up"
                onPressed: root.dock.take()
            }

            DockText { width: parent.width; text: "手机短信里的验证码" }

            Rectangle {
                width: column.width
                height: 64
                radius: 10
                color: "#0B3D91"

                Text {
                    anchors.centerIn: parent
                    objectName: "code"
                    text: root.dock.code === "" ? "—" : root.dock.code
                    color: "#FFFFFF"
                    font.pixelSize: 32
                    font.bold: true
                    font.letterSpacing: 4
                }
            }

            Repeater {
                model: root.dock.groups

                Column {
                    id: group

                    required property var modelData

                    width: column.width
                    spacing: 8

                    DockText { width: parent.width; text: group.modelData.title }

                    Grid {
                        columns: 3
                        spacing: 8

                        Repeater {
                            model: group.modelData.labels

                            DockButton {
                                required property int index
                                required property string modelData

                                objectName: group.modelData.title + "-" + modelData
                                width: (group.width - 16) / 3
                                label: modelData
                                sign: group.modelData.signs[index]
                                onPressed: root.dock.press(group.modelData.title, index)
                            }
                        }
                    }
                }
            }

            DockText {
                width: parent.width
                text: root.dock.said
                color: "#8F1C12"
            }
        }
    }
}
