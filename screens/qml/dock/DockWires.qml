pragma ComponentBehavior: Bound
import QtQuick

// The faults of all wires: choose a device, then what goes wrong on its wire.
Column {
    id: wires

    required property var dock
    property bool isLow: false
    property int device: 0
    property bool isForEver: true
    readonly property int columns: width < 270 ? 2 : width < 380 ? 3 : 4
    readonly property int gap: isLow ? 5 : 8
    readonly property int share: Math.floor((width - (columns - 1) * gap) / columns)

    spacing: gap

    DockText { width: parent.width; text: "1  哪条线"; font.bold: true }

    Grid {
        columns: wires.columns
        spacing: wires.gap

        Repeater {
            model: wires.dock.wired

            DockButton {
                required property int index
                required property string modelData

                objectName: "wire-" + modelData
                width: wires.share
                isLow: wires.isLow
                isChosen: wires.device === index
                label: modelData
                onPressed: wires.device = index
            }
        }
    }

    DockText { width: parent.width; text: "2  几次"; font.bold: true }

    Grid {
        columns: wires.columns
        spacing: wires.gap

        DockButton {
            objectName: "for-ever"
            width: wires.share
            isLow: wires.isLow
            isChosen: wires.isForEver
            label: "一直"
            onPressed: wires.isForEver = true
        }

        DockButton {
            objectName: "once"
            width: wires.share
            isLow: wires.isLow
            isChosen: !wires.isForEver
            label: "下一次"
            onPressed: wires.isForEver = false
        }
    }

    DockText { width: parent.width; text: "3  出什么错（按下就生效）"; font.bold: true }

    Grid {
        columns: wires.columns
        spacing: wires.gap

        Repeater {
            model: [...wires.dock.faults, ...wires.dock.plugs]

            DockButton {
                required property int index
                required property string modelData

                objectName: "fault-" + modelData
                width: wires.share
                isLow: wires.isLow
                label: modelData
                sign: modelData === "恢复" ? "tick" : ""
                onPressed: wires.dock.spoil(wires.device, index, wires.isForEver)
            }
        }
    }
}
