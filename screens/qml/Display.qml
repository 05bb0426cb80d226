pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 显示与声音: words title, lead, primary, secondary (as it was) and the name of each setting; bar.* name the ways. Every
// touch changes the screen at once: it is its own preview.
Item {
    id: page

    required property var view
    required property var shown
    readonly property var names: view.words
    readonly property var ways: view.bar
    readonly property bool isStacked: Tokens.step === 2 || (Tokens.step === 1 && !Tokens.isWide) || width < 330 * Tokens.mm
    readonly property bool isTwofold: !isStacked && Tokens.isWide && Tokens.step === 0 && width > 700 * Tokens.mm

    Picture {
        width: parent.width
        height: Math.max(0, list.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? "hall" : ""
    }

    Leaves {
        id: list

        width: parent.width
        height: Math.min(implicitHeight, Tokens.reach)
        y: Tokens.isLow || !Tokens.isWide ? parent.height - height : (parent.height - height) / 2
        ends: [...Array(column.children.length).keys()].map(index => column.children[index].y + column.children[index].height)
        up: page.ways.more_up ?? ""
        down: page.ways.more_down ?? ""

        Column {
            id: column

            spacing: page.isStacked ? Tokens.space : 1.5 * Tokens.gap

            Options {
                width: column.width
                isStacked: page.isStacked
                setting: "language"
                label: page.names.language ?? ""
                values: ["zh-Hans", "zh-Hant", "en"]
                texts: ["简体中文", "繁體中文", "English"]
                current: page.view.language
                onPicked: value => page.shown.look("language", value)
            }

            Options {
                width: column.width
                isStacked: page.isStacked
                setting: "size"
                label: page.names.size ?? ""
                values: ["standard", "elder", "huge"]
                texts: [page.ways.size_standard ?? "", page.ways.size_elder ?? "", page.ways.size_huge ?? ""]
                current: page.view.size
                onPicked: value => page.shown.look("size", value)
            }

            Options {
                width: column.width
                isStacked: page.isStacked
                setting: "theme"
                label: page.names.theme ?? ""
                values: ["day", "night", "contrast"]
                texts: [page.ways.theme_day ?? "", page.ways.theme_night ?? "", page.ways.theme_contrast ?? ""]
                signs: ["sun", "moon", "contrast"]
                current: page.view.theme
                onPicked: value => page.shown.look("theme", value)
            }

            Options {
                width: column.width
                isStacked: page.isStacked
                setting: "reach"
                label: page.names.reach ?? ""
                values: ["whole", "low"]
                texts: [page.ways.reach_whole ?? "", page.ways.reach_low ?? ""]
                signs: ["stand", "seat"]
                current: page.view.reach
                onPicked: value => page.shown.look("reach", value)
            }

            Options {
                width: column.width
                isStacked: page.isStacked
                setting: "hand"
                label: page.names.hand ?? ""
                values: ["left", "right"]
                texts: [page.ways.hand_left ?? "", page.ways.hand_right ?? ""]
                signs: ["hand_left", "hand_right"]
                current: page.view.hand
                onPicked: value => page.shown.look("hand", value)
            }

            Options {
                width: column.width
                isStacked: page.isStacked
                setting: "voice"
                label: page.names.voice ?? ""
                values: ["mandarin", "cantonese"].concat(page.view.voices.map(voice => voice.id), ["off"])
                texts: [page.ways.voice_mandarin ?? "", page.ways.voice_cantonese ?? ""].concat(page.view.voices.map(voice => voice.label), [page.ways.voice_off ?? ""])
                signs: values.map(voice => voice === "off" ? "mute" : "voice")
                current: page.view.voice
                onPicked: value => page.shown.look("voice", value)
            }

            Options {
                width: column.width
                isStacked: page.isStacked
                setting: "pace"
                label: page.names.pace ?? ""
                values: ["slow", "usual", "fast", "fastest"]
                texts: [page.ways.pace_slow ?? "", page.ways.pace_usual ?? "", page.ways.pace_fast ?? "", page.ways.pace_fastest ?? ""]
                signs: ["slow", "usual", "fast", "fast"]
                current: page.view.pace
                onPicked: value => page.shown.look("pace", value)
            }

            Volume {
                width: column.width
                isStacked: page.isStacked
                label: page.names.volume ?? ""
                softer: page.ways.volume_down ?? ""
                louder: page.ways.volume_up ?? ""
                volume: page.view.volume
                onPicked: value => page.shown.look("volume", value)
            }
        }
    }
}
