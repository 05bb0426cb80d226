pragma ComponentBehavior: Bound
import QtQuick
import ".."

// 评价: one touch says how it was; words rate, view.choices: five side by side, or one button that leads to them.
Column {
    id: rating

    required property var view
    required property var shown
    readonly property int count: view.choices.length

    visible: count > 0
    spacing: Tokens.gap

    Words {
        width: rating.width
        text: rating.view.words.rate ?? ""
        visible: text !== ""
        horizontalAlignment: Text.AlignHCenter
        color: Tokens.soft
    }

    Grid {
        columns: rating.count
        spacing: Tokens.gap

        Repeater {
            model: rating.count

            PrimaryButton {
                required property int index

                objectName: "choice-" + (rating.view.choices[index]?.id ?? "")
                isQuiet: true
                width: (rating.width - (rating.count - 1) * Tokens.gap) / rating.count
                height: rating.count > 1 ? Tokens.target : Tokens.button
                text: rating.view.choices[index]?.label ?? ""
                onTouched: rating.shown.chosen(rating.view.choices[index]?.id ?? "")
            }
        }
    }
}
