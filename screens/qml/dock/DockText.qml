import QtQuick

// Small heading or remark of the dock.
Text {
    color: "#414E61"
    font.pixelSize: 15
    wrapMode: Text.Wrap
}
