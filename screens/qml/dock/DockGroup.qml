pragma ComponentBehavior: Bound
import QtQuick

// What can be done to one device, and what its simulator says of it.
Column {
    id: group

    required property var dock
    required property var group
    property bool isLow: false

    spacing: isLow ? 4 : 8

    DockText {
        readonly property string tells: group.dock.states[group.group.device] ?? ""

        objectName: "title-" + group.group.title
        width: parent.width
        textFormat: Text.StyledText
        text: "<b>" + group.group.title + "</b>" + (tells === "" ? "" : "&nbsp;&nbsp; <font color=\"#0B3D91\">" + tells + "</font>")
    }

    Grid {
        id: grid

        columns: group.group.keepsRows ? group.group.columns : Math.min(group.group.columns, group.width < 270 ? 2 : group.width < 380 ? 3 : 4)
        spacing: group.isLow ? 5 : 8

        Repeater {
            model: group.group.labels

            DockButton {
                required property int index
                required property string modelData

                objectName: group.group.title + "-" + modelData
                opacity: modelData === "" ? 0 : 1
                enabled: modelData !== ""
                width: Math.floor((group.width - (grid.columns - 1) * grid.spacing) / grid.columns)
                isLow: group.isLow
                label: modelData
                sign: group.group.signs[index]
                onPressed: group.dock.press(group.group.title, index)
            }
        }
    }
}
