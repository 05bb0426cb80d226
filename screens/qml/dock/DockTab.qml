import QtQuick

// One page of the dock. The one that is shown has a blue line below it.
Item {
    id: tab

    property string label
    property bool isChosen: false
    property bool isLow: false
    signal pressed

    height: isLow ? 30 : 42
    Accessible.role: Accessible.PageTab
    Accessible.name: label
    Accessible.onPressAction: pressed()

    Text {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, parent.width)
        text: tab.label
        color: tab.isChosen ? "#0B3D91" : "#414E61"
        font.pixelSize: tab.width < 44 ? 13 : tab.isLow ? 16 : 19
        font.bold: tab.isChosen
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: tab.isChosen ? 4 : 1
        color: tab.isChosen ? "#0B3D91" : "#A9BBD6"
    }

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: tab.pressed()
    }
}
