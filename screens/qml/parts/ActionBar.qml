import QtQuick
import ".."

// The primary button right, 上一步 left. A button without words is not there.
Item {
    id: bar

    required property var view
    required property var shown
    readonly property string primaryText: view.words.primary ?? ""
    readonly property string backText: view.can_go_back ? view.words.back ?? "" : ""
    readonly property bool isEmpty: primaryText === "" && backText === ""

    implicitHeight: isEmpty ? 0 : Tokens.button

    PrimaryButton {
        id: back

        objectName: "back"
        isQuiet: true
        anchors.left: parent.left
        height: parent.height
        width: Math.min(implicitWidth, bar.primaryText === "" ? parent.width : 0.42 * parent.width)
        text: bar.backText
        onTouched: bar.shown.went_back()
    }

    PrimaryButton {
        objectName: "primary"
        anchors.right: parent.right
        height: parent.height
        width: Math.min(parent.width - (back.visible ? back.width + Tokens.space : 0), Math.max(implicitWidth, 190 * Tokens.mm))
        text: bar.primaryText
        enabled: bar.view.can_go_on
        onTouched: bar.shown.went_on()
    }
}
