pragma ComponentBehavior: Bound
import QtQuick

// The dev dock: what people and mishaps do around the machine, page by page. For developers and demonstrations, never in a hall.
Rectangle {
    id: root

    required property var dock
    // On a low screen everything moves closer; what does not fit even then is scrolled, and the bar at the right says so.
    readonly property bool isLow: height < 860
    readonly property int edge: isLow ? 12 : 16
    readonly property string page: dock.page

    onPageChanged: flick.contentY = 0

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

    Row {
        id: tabs

        x: root.edge
        y: root.edge
        width: root.width - 2 * root.edge

        Repeater {
            model: root.dock.pages

            DockTab {
                required property string modelData

                objectName: "page-" + modelData
                width: tabs.width / root.dock.pages.length
                isLow: root.isLow
                isChosen: root.page === modelData
                label: modelData
                onPressed: root.dock.turn(modelData)
            }
        }
    }

    Flickable {
        id: flick

        objectName: "scroll"
        anchors.top: tabs.bottom
        anchors.bottom: last.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: root.edge
        contentHeight: column.height
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        Column {
            id: column

            width: parent.width
            spacing: root.isLow ? 8 : 16

            DockPeople {
                visible: root.page === "办事"
                width: parent.width
                dock: root.dock
                isLow: root.isLow
            }

            Repeater {
                model: root.dock.groups

                DockGroup {
                    required property var modelData

                    width: column.width
                    dock: root.dock
                    group: modelData
                    isLow: root.isLow
                }
            }

            DockWires {
                visible: root.page === "线路"
                width: parent.width
                dock: root.dock
                isLow: root.isLow
            }
        }
    }

    Rectangle {
        id: last

        anchors.bottom: parent.bottom
        width: parent.width
        height: words.height + 16
        color: root.dock.said === "" ? "#E3EBF7" : "#FBE9E7"

        DockText {
            id: words

            objectName: "last"
            x: root.edge
            y: 8
            width: parent.width - 2 * root.edge
            text: root.dock.said !== "" ? root.dock.said : root.dock.told !== "" ? root.dock.told : "这里写着刚做了什么"
            color: root.dock.said === "" ? "#0B3D91" : "#8F1C12"
            wrapMode: Text.WrapAnywhere
            maximumLineCount: 3
            elide: Text.ElideRight
        }
    }
}
