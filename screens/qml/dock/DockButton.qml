import QtQuick

// One act of the dock, for a mouse. The sign gives way where the words need the room.
Rectangle {
    id: button

    property string label
    property string sign
    property bool isLow: false
    property bool isChosen: false
    signal pressed

    readonly property int gap: isLow ? 4 : 8
    readonly property int signWidth: isLow ? 18 : 22

    height: isLow ? 32 : 40
    radius: 10
    color: isChosen ? "#0B3D91" : tap.pressed ? "#D9E6FA" : "#FFFFFF"
    border.color: "#6B83A8"
    antialiasing: true
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.onPressAction: pressed()

    Row {
        anchors.centerIn: parent
        spacing: button.gap

        Image {
            anchors.verticalCenter: parent.verticalCenter
            visible: button.sign !== "" && words.implicitWidth + button.signWidth + 2 * button.gap <= button.width
            width: button.signWidth
            height: width
            sourceSize: Qt.size(22, 22)
            source: button.sign === "" ? "" : "image://drawn/sign/" + button.sign + "/0B3D91"
        }

        Text {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, button.width - 4)
            text: button.label
            color: button.isChosen ? "#FFFFFF" : "#111827"
            font.pixelSize: button.isLow ? 15 : 17
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 9
        }
    }

    TapHandler {
        id: tap

        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: button.pressed()
    }
}
