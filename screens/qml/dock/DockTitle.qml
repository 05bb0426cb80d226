import QtQuick

// Large heading of the dock.
Text {
    color: "#0B3D91"
    font.pixelSize: 26
    font.bold: true
}
