pragma ComponentBehavior: Bound
import QtQuick

// The dev dock: cards, text message, and mishaps. For developers and demonstrations, never in a hall.
Rectangle {
    id: root

    required property var dock
    // On a low screen everything moves closer; what does not fit even then is scrolled, and the bar at the right says so.
    readonly property bool isLow: height < 860
    readonly property int rest: isLow ? 6 : 14

    color: "#F1F5FB"

    Rectangle {
        objectName: "scroll-bar"
        visible: flick.visibleArea.heightRatio < 1
        anchors.right: parent.right
        anchors.rightMargin: 3
        y: flick.y + flick.visibleArea.yPosition * flick.height
        width: 6
        height: flick.visibleArea.heightRatio * flick.height
        radius: 3
        color: "#6B83A8"
    }

    Flickable {
        id: flick

        objectName: "scroll"
        anchors.fill: parent
        anchors.margins: root.isLow ? 12 : 16
        contentHeight: column.height
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        Column {
            id: column

            width: parent.width
            spacing: root.rest

            DockTitle { text: "演示台" }

            DockText { width: parent.width; text: "放一张身份证（都是虚构的人）" }

            Repeater {
                model: root.dock.people.length

                DockButton {
                    required property int index

                    objectName: "lay-" + index
                    width: column.width
                    isLow: root.isLow
                    label: root.dock.people[index] ?? ""
                    sign: "card"
                    onPressed: root.dock.lay(index)
                }
            }

            DockButton {
                objectName: "take"
                width: column.width
                isLow: root.isLow
                label: "拿走身份证"
                sign: "up"
                onPressed: root.dock.take()
            }

            DockText { width: parent.width; text: "手机短信里的验证码" }

            Rectangle {
                width: column.width
                height: root.isLow ? 44 : 64
                radius: 10
                color: "#0B3D91"

                Text {
                    anchors.centerIn: parent
                    objectName: "code"
                    text: root.dock.code === "" ? "—" : root.dock.code
                    color: "#FFFFFF"
                    font.pixelSize: root.isLow ? 26 : 32
                    font.bold: true
                    font.letterSpacing: root.isLow ? 2 : 4
                }
            }

            Repeater {
                model: root.dock.groups

                Column {
                    id: group

                    required property var modelData

                    width: column.width
                    spacing: root.isLow ? 4 : 8

                    DockText { width: parent.width; text: group.modelData.title }

                    Grid {
                        id: grid

                        columns: group.width < 270 ? 2 : 3
                        spacing: root.isLow ? 6 : 8

                        Repeater {
                            model: group.modelData.labels

                            DockButton {
                                required property int index
                                required property string modelData

                                objectName: group.modelData.title + "-" + modelData
                                width: (group.width - (grid.columns - 1) * grid.spacing) / grid.columns
                                isLow: root.isLow
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
