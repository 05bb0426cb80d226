pragma Singleton
import QtQuick

// Every size and colour. Sizes are millimetres on the glass; `mm` is how many pixels one has.
// Text heights are those of a Han body, which is 0.92 em in Noto Sans SC. Sources of the numbers: docs/screens.md.
QtObject {
    id: tokens

    property real mmPerPx: 0.369
    property string size: "standard"
    property string theme: "day"
    property bool isWide: false
    property bool isLow: false
    property bool isLeft: false
    // For pictures and measurements: nothing moves.
    property bool isStill: false
    // How high above the lower edge of the stage a control may stand, in pixels (Main.qml).
    property real reach: 0

    readonly property real mm: 1 / mmPerPx
    readonly property int step: size === "huge" ? 2 : size === "elder" ? 1 : 0
    readonly property bool isCalm: step > 0
    // So many choices stand on a page at once; large text is for whoever wants it calm.
    readonly property int atOnce: isCalm ? 4 : 6
    readonly property real han: mm / 0.92

    // type, in font pixels
    readonly property real small: [7.5, 10, 14][step] * han
    readonly property real body: [11, 15, 20][step] * han
    readonly property real label: [13.5, 18, 24][step] * han
    readonly property real title: [20, 23, 26][step] * han
    readonly property real figure: [24, 28, 32][step] * han

    // space and targets
    readonly property real grow: [1, 1.2, 1.4][step]
    readonly property real hair: Math.max(1, Math.round(0.4 * mm))
    readonly property real line: (isContrast ? 1.2 : 0.6) * mm
    readonly property real gap: 4 * mm
    readonly property real space: 8 * mm
    readonly property real margin: [14, 13, 12][step] * mm
    readonly property real radius: 6 * mm
    readonly property real target: 20 * grow * mm
    readonly property real button: 30 * grow * mm
    readonly property real bar: [31, 33, 40][step] * mm
    readonly property real strip: [17, 20, 25][step] * mm

    // motion, in milliseconds
    readonly property int press: 60
    readonly property int turn: 180
    readonly property int motion: isCalm || isStill ? 0 : 1

    readonly property bool isContrast: theme === "contrast"
    readonly property bool isNight: theme === "night"
    readonly property int column: isContrast ? 2 : isNight ? 1 : 0

    // colours: day, night, high contrast. What stands on what is checked by tests/screens/test_contrast.py.
    readonly property color ground: ["#F1F5FB", "#0B1526", "#000000"][column]
    readonly property color card: ["#FFFFFF", "#16263F", "#000000"][column]
    readonly property color tint: ["#E8F0FC", "#20365A", "#000000"][column]
    readonly property color edge: ["#C7D5EA", "#35507C", "#FFFF00"][column]
    readonly property color firm: ["#6B83A8", "#8FA9D4", "#FFFF00"][column]
    readonly property color ink: ["#111827", "#EDF2FB", "#FFFF00"][column]
    readonly property color soft: ["#414E61", "#C3D0E6", "#FFFF00"][column]
    readonly property color head: ["#0B3D91", "#0A2250", "#000000"][column]
    readonly property color headInk: ["#FFFFFF", "#EDF2FB", "#FFFF00"][column]
    readonly property color headSoft: ["#E3ECFB", "#C3D0E6", "#FFFF00"][column]
    readonly property color primary: ["#0B3D91", "#A9C7FF", "#FFFF00"][column]
    readonly property color primaryDown: ["#072A66", "#D3E2FF", "#FFFFFF"][column]
    readonly property color primaryInk: ["#FFFFFF", "#06224F", "#000000"][column]
    readonly property color quiet: ["#FFFFFF", "#16263F", "#000000"][column]
    readonly property color quietDown: ["#D9E6FA", "#24406A", "#4A4A00"][column]
    readonly property color quietInk: ["#0B3D91", "#C6DAFF", "#FFFF00"][column]
    readonly property color good: ["#14532D", "#9BE7B8", "#FFFF00"][column]
    readonly property color goodTint: ["#E3F4E9", "#143524", "#000000"][column]
    readonly property color bad: ["#7F1D12", "#FFC2B8", "#FFFF00"][column]
    readonly property color badTint: ["#FDECEA", "#4A1E19", "#000000"][column]
    readonly property color lit: ["#FFC043", "#FFC043", "#FFFF00"][column]
    readonly property color litInk: ["#3A2600", "#3A2600", "#000000"][column]
    readonly property color mark: ["#FFC043", "#FFC043", "#FFFFFF"][column]
    readonly property color markEdge: "#000000"
    readonly property color veil: ["#B3061A3D", "#CC000000", "#D9000000"][column]
}
