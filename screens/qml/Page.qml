import QtQuick

// Holds a screen while the View names it.
Loader {
    required property string screen
    required property string now

    anchors.fill: parent
    active: screen === now
}
