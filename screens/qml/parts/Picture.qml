import QtQuick
import ".."

// A drawn picture of screens/qml/pictures in the colours of the theme, as large as its box allows.
// Drawn once the layout rests: while a page is laid out its boxes take several sizes, and each would be drawn.
Image {
    property string name
    property bool isMeasured: false
    // The size first: what is asked for without one is drawn in its own.
    readonly property var measure: () => [sourceSize = Qt.size(Math.round(width), Math.round(height)), isMeasured = width >= 1 && height >= 1]

    onWidthChanged: Qt.callLater(measure)
    onHeightChanged: Qt.callLater(measure)
    source: name === "" || !isMeasured ? "" : "image://drawn/picture/" + name + "/" + Tokens.theme
    fillMode: Image.PreserveAspectFit
    Accessible.ignored: true
}
