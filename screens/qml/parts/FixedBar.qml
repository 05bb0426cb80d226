import QtQuick
import ".."

// Bottom of every screen, always in the same place and below every reach line: home, listen, text size, low, language
// and display, help, exit. In two lines where words would not fit in one. For the left hand from the other side.
Rectangle {
    id: bar

    required property var view
    required property var shown
    readonly property var words: view.bar
    readonly property bool isLeft: Tokens.isLeft
    readonly property var row: [words.home, words.again, words.bigger, words.low, words.display, words.help, words.leave]
    readonly property bool fits: widest.contentWidth + 3 * Tokens.mm <= (width - 2 * pad - 6 * Tokens.gap) / 7
    readonly property int columns: fits ? 7 : 4
    readonly property int lines: Math.ceil(7 / columns)
    readonly property real pad: 4 * Tokens.mm
    readonly property real cell: (width - 2 * pad - (columns - 1) * Tokens.gap) / columns
    readonly property real tall: Tokens.bar - 2 * pad
    readonly property var nextSize: ({ standard: "elder", elder: "huge", huge: "standard" })

    color: Tokens.card
    height: 2 * pad + lines * tall + (lines - 1) * Tokens.gap

    // Only measures: the longest word of the seven.
    Words {
        id: widest

        opacity: 0
        width: 1
        height: 0
        wrapMode: Text.NoWrap
        text: bar.row.map(word => word ?? "").join("\n")
        font.pixelSize: Tokens.small
        font.bold: true
    }

    Rectangle {
        width: parent.width
        height: Tokens.isContrast ? Tokens.line : Tokens.hair
        color: Tokens.edge
    }

    Grid {
        x: bar.pad
        y: bar.pad
        columns: bar.columns
        spacing: Tokens.gap
        layoutDirection: bar.isLeft ? Qt.RightToLeft : Qt.LeftToRight

        BarButton {
            objectName: "home"
            width: bar.cell
            height: bar.tall
            text: bar.words.home ?? ""
            sign: "home"
            onTouched: bar.shown.went_home()
        }

        BarButton {
            objectName: "again"
            width: bar.cell
            height: bar.tall
            text: bar.words.again ?? ""
            sign: "voice"
            onTouched: bar.shown.heard_again()
        }

        BarButton {
            objectName: "bigger"
            width: bar.cell
            height: bar.tall
            text: bar.words.bigger ?? ""
            spoken: (bar.words.bigger ?? "") + ", " + (bar.words["size_" + bar.view.size] ?? "")
            sign: "size"
            isOn: bar.view.size !== "standard"
            level: Tokens.step
            onTouched: bar.shown.look("size", bar.nextSize[bar.view.size])
        }

        BarButton {
            objectName: "low"
            width: bar.cell
            height: bar.tall
            text: bar.words.low ?? ""
            spoken: (bar.words.low ?? "") + ", " + (bar.words["reach_" + bar.view.reach] ?? "")
            sign: "seat"
            isOn: bar.view.reach === "low"
            onTouched: bar.shown.look("reach", bar.view.reach === "low" ? "whole" : "low")
        }

        BarButton {
            objectName: "display"
            width: bar.cell
            height: bar.tall
            text: bar.words.display ?? ""
            sign: "globe"
            isOn: bar.view.screen === "display"
            onTouched: bar.shown.opened("display")
        }

        BarButton {
            objectName: "help"
            width: bar.cell
            height: bar.tall
            text: bar.words.help ?? ""
            sign: "help"
            isOn: bar.view.screen === "help"
            onTouched: bar.shown.opened("help")
        }

        BarButton {
            objectName: "leave"
            width: bar.cell
            height: bar.tall
            text: bar.words.leave ?? ""
            sign: "leave"
            onTouched: bar.view.asks_before_leaving ? bar.shown.opened("leaving") : bar.shown.left()
        }
    }
}
