import QtQuick

// All is well, and where the things to take are.
Item {
    id: picture

    property bool hasSlip: true

    Picture {
        anchors.fill: parent
        name: picture.visible ? "done" : ""
    }

    Picture {
        anchors.fill: parent
        visible: picture.hasSlip
        name: visible ? "done_slip" : ""
    }
}
