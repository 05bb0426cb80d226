import QtQuick

// A page that nobody goes on from before all of its `leaves` was shown: until then the primary button reads on.
Item {
    required property var view
    required property var shown
    required property Leaves leaves
    property bool isUnread: leaves.isUnread

    signal readOn

    onReadOn: leaves.at = leaves.now + 1
}
