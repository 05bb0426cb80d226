import QtQuick
import "parts"

// 出错了: words title (what happened), lead, safe (what is safe), next (what to do now), primary, back; view.picture.
Item {
    id: page

    required property var view
    required property var shown

    Facts {
        anchors.fill: parent
        view: page.view
    }
}
