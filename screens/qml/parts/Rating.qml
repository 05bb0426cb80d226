pragma ComponentBehavior: Bound
import QtQuick
import ".."

// 评价: one touch says how it was; words rate, view.choices. Side by side where five fit, else one below the other.
Column {
    id: rating

    required property var view
    required property var shown
    readonly property int count: view.choices.length
    readonly property bool isRow: width >= count * 62 * Tokens.grow * Tokens.mm

    visible: count > 0
    spacing: Tokens.gap

    Words {
        width: rating.width
        text: rating.view.words.rate ?? ""
        horizontalAlignment: Text.AlignHCenter
        color: Tokens.soft
    }

    Grid {
        columns: rating.isRow ? rating.count : 1
        spacing: Tokens.gap

        Repeater {
            model: rating.count

            PrimaryButton {
                required property int index

                objectName: "choice-" + (rating.view.choices[index]?.id ?? "")
                isQuiet: true
                width: rating.isRow ? (rating.width - (rating.count - 1) * Tokens.gap) / rating.count : rating.width
                height: Tokens.target
                text: rating.view.choices[index]?.label ?? ""
                onTouched: rating.shown.chosen(rating.view.choices[index]?.id ?? "")
            }
        }
    }
}
