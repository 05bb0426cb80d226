pragma ComponentBehavior: Bound
import QtQuick
import ".."

// Characters and words to choose from, each at least 20 mm, as many lines as there is room for.
Paged {
    id: candidates

    property real tall: Tokens.target + 2 * Tokens.mm
    property var choices: view.choices
    // So many are made once and filled anew at every key: kiosk.forms.writing.BATCH_OF_CANDIDATES.
    readonly property int most: 24

    isBeside: true
    count: choices.length
    pitch: tall + Tokens.gap
    token: view.list_first + view.keyboard.letters + view.keyboard.strokes.length + (choices[0]?.id ?? "")

    Flow {
        spacing: Tokens.gap

        Repeater {
            model: candidates.most

            KeyCap {
                required property int index
                readonly property var choice: candidates.choices[index] ?? null

                objectName: "candidate-" + (choice?.id ?? "")
                visible: choice !== null
                text: choice?.label ?? ""
                // Characters that sound alike are told apart by a word.
                spoken: choice?.detail ? text + ", " + choice.detail : text
                width: Math.min(candidates.place, Math.max(1.3 * Tokens.target, needed))
                height: candidates.tall
                onTouched: candidates.shown.character_chosen(choice.id)
            }
        }
    }
}
