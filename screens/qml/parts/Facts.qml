import QtQuick
import ".."

// What happened in a picture (in landscape it stands in the head), what is safe, what to do now.
Item {
    id: facts

    required property var view

    TroublePicture {
        width: parent.width
        height: Math.max(0, list.y - 2 * Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        view: facts.view
    }

    Leaves {
        id: list

        ends: [safe.y + safe.height, next.y + next.height, code.visible ? code.y + code.height : 0, ...place.ends.map(end => place.y + end)]
        token: facts.view.words.title ?? ""
        width: parent.width
        height: Math.min(implicitHeight, parent.height)
        y: Tokens.isWide ? (parent.height - height) / 2 : parent.height - height
        up: facts.view.bar.more_up ?? ""
        down: facts.view.bar.more_down ?? ""

        Column {
            id: sentences

            spacing: Tokens.space

            Fact {
                id: safe

                width: sentences.width
                sign: "shield"
                text: facts.view.words.safe ?? ""
                ink: Tokens.good
                fill: Tokens.goodTint
            }

            Fact {
                id: next

                width: sentences.width
                sign: "forward"
                text: facts.view.words.next ?? ""
                isStrong: true
            }

            SlipCode {
                id: code

                width: sentences.width
                view: facts.view
            }

            Elsewhere {
                id: place

                width: sentences.width
                rows: facts.view.elsewhere
            }
        }
    }
}
