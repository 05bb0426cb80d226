pragma ComponentBehavior: Bound
import QtQuick
import ".."

// The keys of a keyboard for words: three rows of letters or the digits, as the board wants it; none for writing by
// hand. Below them the other boards, the space, erasing and clearing.
Column {
    id: pad

    required property var view
    required property var shown
    property real keyHeight: Tokens.target
    readonly property string board: view.keyboard.board
    readonly property var rows: ({
        pinyin: [[..."QWERTYUIOP"], [..."ASDFGHJKL'"], [..."ZXCVBNM", "erase"]],
        letters: [[..."QWERTYUIOP"], [..."ASDFGHJKL'"], [..."ZXCVBNM.-", "erase"]],
        digits: [[..."12345"], [..."67890"], [..."-./", "erase"]],
        handwriting: []
    })[board] ?? []
    readonly property var last: [...view.keyboard.boards.map(choice => "board-" + choice.id), ...(board === "handwriting" ? ["erase"] : board === "digits" ? [] : ["space"]), "clear"]
    readonly property real whole: (rows.length + 1) * keyHeight + rows.length * spacing

    spacing: Tokens.gap

    Repeater {
        model: [...pad.rows, pad.last]

        Row {
            id: row

            required property var modelData
            required property int index
            readonly property bool isLast: index === pad.rows.length
            readonly property int wide: isLast ? modelData.length : Math.max(...pad.rows.map(keys => keys.length))
            readonly property real keyWidth: (pad.width - (wide - 1) * spacing) / wide
            readonly property real spare: pad.width - modelData.length * keyWidth - (modelData.length - 1) * spacing

            spacing: pad.spacing

            Repeater {
                model: row.modelData

                KeyCap {
                    required property string modelData
                    readonly property var board: pad.view.keyboard.boards.find(choice => "board-" + choice.id === modelData) ?? null
                    readonly property bool isErase: modelData === "erase"
                    readonly property string word: modelData === "space" ? pad.view.words.space ?? "" : modelData === "clear" ? pad.view.words.clear ?? "" : board?.label ?? ""

                    objectName: word !== "" || isErase ? modelData : "key-" + modelData
                    text: isErase ? pad.view.words.erase ?? "" : word !== "" ? word : modelData
                    spoken: ({
                        "'": pad.view.words.apostrophe,
                        "-": pad.view.words.hyphen,
                        ".": pad.view.words.dot,
                        "/": pad.view.words.slash
                    })[modelData] ?? text
                    sign: isErase ? "erase" : ""
                    isTinted: isErase || word !== ""
                    isChosen: board?.is_chosen ?? false
                    pixels: word === "" ? Tokens.label : Tokens.step === 2 ? Tokens.small : Tokens.body
                    width: row.keyWidth + (isErase && !row.isLast ? row.spare : 0)
                    height: pad.keyHeight
                    onTouched: isErase ? pad.shown.erased() : modelData === "clear" ? pad.shown.cleared() : modelData === "space" ? pad.shown.written(" ") : board !== null ? pad.shown.board_chosen(board.id) : pad.shown.written(modelData)
                }
            }
        }
    }
}
