import QtQuick
import ".."

// A drawn picture of screens/qml/pictures in the colours of the theme, as large as its box allows.
Image {
    property string name

    source: name === "" || width < 1 || height < 1 ? "" : "image://drawn/picture/" + name + "/" + Tokens.theme
    sourceSize: Qt.size(Math.round(width), Math.round(height))
    fillMode: Image.PreserveAspectFit
    Accessible.ignored: true
}
