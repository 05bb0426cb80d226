import QtQuick
import "parts"

// 出错了: words title (what happened), lead, safe (what is safe), next (what to do now), primary, back; view.picture.
Item {
    id: page

    required property var view
    required property var shown

    Facts {
        anchors.fill: parent
        picture: page.view.picture || "broken"
        safe: page.view.words.safe ?? ""
        next: page.view.words.next ?? ""
        qr: page.view.qr
        up: page.view.bar.more_up ?? ""
        down: page.view.bar.more_down ?? ""
    }
}
