import QtQuick
import "parts"

// 暂停服务: words title, lead (why), safe, next (where else); view.qr when there is more to read on a phone.
Item {
    id: page

    required property var view
    required property var shown

    Facts {
        anchors.fill: parent
        picture: page.view.picture || "closed"
        safe: page.view.words.safe ?? ""
        next: page.view.words.next ?? ""
        qr: page.view.qr
        up: page.view.bar.more_up ?? ""
        down: page.view.bar.more_down ?? ""
    }
}
