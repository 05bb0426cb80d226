import QtQuick

// One act of the dock, for a mouse.
Rectangle {
    id: button

    property string label
    property string sign
    property bool isLow: false
    signal pressed

    height: isLow ? 32 : 46
    radius: 10
    color: tap.pressed ? "#D9E6FA" : "#FFFFFF"
    border.color: "#6B83A8"
    antialiasing: true
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.onPressAction: pressed()

    Row {
        anchors.centerIn: parent
        spacing: button.isLow ? 4 : 8

        Image {
            anchors.verticalCenter: parent.verticalCenter
            width: button.isLow ? 18 : 22
            height: width
            sourceSize: Qt.size(22, 22)
            source: button.sign === "" ? "" : "image://drawn/sign/" + button.sign + "/0B3D91"
        }

        Text {
            anchors.verticalCenter: parent.verticalCenter
            text: button.label
            color: "#111827"
            font.pixelSize: button.isLow ? 15 : 17
        }
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: button.pressed()
    }
}
