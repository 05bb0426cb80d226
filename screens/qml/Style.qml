pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// Not a screen: what the screens are made of, for the style page (screens/style_page.py). It touches nothing.
Rectangle {
    id: style

    property string size: "standard"
    property string theme: "day"
    readonly property var sample: ({ id: "a", label: "社保个人参保证明", detail: "现场打印，约3分钟", icon: "certificate", is_open: true, is_chosen: false })
    readonly property var shut: ({ id: "b", label: "查办理进度", detail: "明早8:30可办", icon: "search", is_open: false, is_chosen: false })
    readonly property var picked: ({ id: "c", label: "最近两年", detail: "", icon: "", is_open: true, is_chosen: true })

    width: 1080
    height: column.height + 2 * Tokens.margin
    color: Tokens.ground

    Binding { target: Tokens; property: "size"; value: style.size }
    Binding { target: Tokens; property: "theme"; value: style.theme }
    Binding { target: Tokens; property: "isStill"; value: true }

    Column {
        id: column

        x: Tokens.margin
        y: Tokens.margin
        width: style.width - 2 * Tokens.margin
        spacing: Tokens.space

        Words { text: "24 倒计时 480192"; font.pixelSize: Tokens.figure; font.bold: true; color: Tokens.quietInk }
        Words { text: "标题：您好，想办什么？"; font.pixelSize: Tokens.title; font.bold: true }
        Words { text: "按钮和填写的字"; font.pixelSize: Tokens.label; font.bold: true }
        Words { width: column.width; text: "正文：点一下要办的事就能开始，不用取号，不用填表。" }
        Words { text: "最小的字：地点、时间、说明"; font.pixelSize: Tokens.small; color: Tokens.soft }

        Row {
            spacing: Tokens.space

            PrimaryButton { text: "同意并继续" }
            PrimaryButton { text: "上一步"; isQuiet: true }
            PrimaryButton { text: "再发一次"; sign: "again"; isQuiet: true; visible: Tokens.step === 0 }
        }

        PrimaryButton { text: "现在不能点"; enabled: false }

        Row {
            spacing: Tokens.gap

            BarButton { width: 50 * Tokens.mm; height: Tokens.bar - 8 * Tokens.mm; text: "首页"; sign: "home" }
            BarButton { width: 50 * Tokens.mm; height: Tokens.bar - 8 * Tokens.mm; text: "大字"; sign: "size"; level: 1; isOn: true }
            BarButton { width: 50 * Tokens.mm; height: Tokens.bar - 8 * Tokens.mm; text: "求助"; sign: "help" }
            PageButton { sign: "up" }
            PageButton { sign: "down"; enabled: false }
        }

        ChoiceTile { width: column.width; height: implicitHeight; choice: style.sample }
        ChoiceTile { width: column.width; height: implicitHeight; choice: style.shut }
        ChoiceTile { width: column.width; height: implicitHeight; choice: style.picked; isRadio: true }

        Options {
            width: column.width
            isStacked: Tokens.step > 0
            setting: "theme"
            label: "颜色"
            values: ["day", "night", "contrast"]
            texts: ["白天", "夜间", "高对比"]
            signs: ["sun", "moon", "contrast"]
            current: style.theme
        }

        Fact { width: column.width; sign: "shield"; text: "没有办成的不算次数，您的信息不会留下。"; ink: Tokens.good; fill: Tokens.goodTint }
        Fact { width: column.width; sign: "forward"; text: "请再试一次，或用旁边的机器。"; isStrong: true }
        Notice { width: column.width; height: implicitHeight; text: "验证码不对，还可以试2次。" }
        StepDots { step: 3; steps: 5; paint: Tokens.quietInk }
        DigitBoxes { width: column.width; digits: 3; wanted: 6 }
    }
}
