import QtQuick
import "parts"

// 暂停服务: words title, lead (why), safe, next (where else); view.picture, e.g. closed; view.qr for more on a phone.
Item {
    id: page

    required property var view
    required property var shown

    Facts {
        anchors.fill: parent
        view: page.view
    }
}
