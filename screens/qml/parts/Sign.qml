import QtQuick
import ".."

// A drawn sign of screens/qml/signs in one colour.
Image {
    id: sign

    property string name
    property color paint: Tokens.ink
    property real extent: Tokens.label * 1.2

    width: extent
    height: extent
    visible: name !== ""
    source: name === "" ? "" : "image://drawn/sign/" + name + "/" + String(paint).slice(-6)
    sourceSize: Qt.size(extent, extent)
    fillMode: Image.PreserveAspectFit
    Accessible.ignored: true
}
