import QtQuick
import ".."

// Bottom of every screen, always in the same place: home, text size, display, language, exit.
Rectangle {
    id: bar

    required property var view
    required property var shown
    readonly property bool isVisit: !["home", "starting", "out_of_service"].includes(view.screen) || (view.screen === "home" && view.holder !== "")

    color: Tokens.card
    height: Tokens.bar

    Rectangle {
        width: parent.width
        height: Tokens.isContrast ? Tokens.line : Tokens.hair
        color: Tokens.edge
    }

    BarButton {
        objectName: "home"
        anchors.left: parent.left
        anchors.leftMargin: Tokens.margin
        anchors.verticalCenter: parent.verticalCenter
        text: bar.isVisit && bar.view.screen !== "home" ? bar.view.bar.home ?? "" : ""
        sign: "home"
        onTouched: bar.shown.left()
    }

    Row {
        anchors.centerIn: parent
        spacing: Tokens.gap

        Segments {
            setting: "size"
            values: ["standard", "elder", "huge"]
            spoken: [bar.view.bar.size_standard ?? "", bar.view.bar.size_elder ?? "", bar.view.bar.size_huge ?? ""]
            texts: [bar.view.bar.size_mark ?? "", bar.view.bar.size_mark ?? "", bar.view.bar.size_mark ?? ""]
            pixels: [7.5 * Tokens.han, 10 * Tokens.han, 12.5 * Tokens.han]
            current: bar.view.size
            onPicked: value => bar.shown.look("size", value)
        }

        Segments {
            setting: "theme"
            values: ["day", "night", "contrast"]
            spoken: [bar.view.bar.theme_day ?? "", bar.view.bar.theme_night ?? "", bar.view.bar.theme_contrast ?? ""]
            signs: ["sun", "moon", "contrast"]
            current: bar.view.theme
            onPicked: value => bar.shown.look("theme", value)
        }

        Segments {
            setting: "language"
            values: ["zh-Hans", "zh-Hant", "en"]
            spoken: [bar.view.bar["zh-Hans"] ?? "", bar.view.bar["zh-Hant"] ?? "", bar.view.bar.en ?? ""]
            texts: spoken
            pixels: [Tokens.small, Tokens.small, Tokens.small]
            current: bar.view.language
            onPicked: value => bar.shown.look("language", value)
        }
    }

    BarButton {
        objectName: "leave"
        anchors.right: parent.right
        anchors.rightMargin: Tokens.margin
        anchors.verticalCenter: parent.verticalCenter
        text: bar.isVisit ? bar.view.bar.leave ?? "" : ""
        sign: "leave"
        onTouched: bar.shown.left()
    }
}
