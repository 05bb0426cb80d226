import QtQuick
import "."
import "parts"

// 办好了: words title, lead ({pages}), tray, slip, no_slip (where view.picture is no_slip or locker_no_slip), card, primary, leaving_unit, photo (with view.qr);
// seconds_left until it leaves by itself. In landscape the picture stands in the head.
Item {
    id: page

    required property var view
    required property var shown
    readonly property bool hasSlip: view.picture !== "no_slip" && view.picture !== "locker_no_slip"
    readonly property bool isLocker: view.picture.startsWith("locker")
    readonly property string slipText: view.qr !== "" ? "" : (hasSlip ? view.words.slip : view.words.no_slip) ?? ""
    readonly property bool isLeaving: view.seconds_left !== null && view.seconds_left !== undefined
    // Nothing but the time is left to be said.
    readonly property bool isAlone: view.qr === "" && [view.words.tray, slipText, view.words.card, view.words.saved].every(said => !said)

    Picture {
        visible: page.isLocker && !Tokens.isWide
        width: parent.width
        height: Math.max(0, list.y - Tokens.space)
        name: visible ? "door" : ""
    }

    DonePicture {
        visible: !page.isLocker && !Tokens.isWide
        hasSlip: page.hasSlip
        width: parent.width
        height: Math.max(0, list.y - Tokens.space)
    }

    Scroll {
        id: list

        y: (Tokens.isWide ? 0.5 : 1) * (parent.height - height)
        width: parent.width
        height: Math.min(implicitHeight, parent.height)
        up: page.view.bar.more_up ?? ""
        down: page.view.bar.more_down ?? ""

        Column {
            id: facts

            spacing: Tokens.gap

            Fact { width: facts.width; sign: "certificate"; text: page.view.words.tray ?? "" }
            Fact {
                width: facts.width
                sign: page.hasSlip ? "slip" : "no_slip"
                text: page.slipText
            }
            SlipCode { width: facts.width; view: page.view }
            Fact { width: facts.width; sign: "card"; text: page.view.words.card ?? "" }
            Fact { width: facts.width; sign: "tick"; text: page.view.words.saved ?? "" }
            Rating { width: facts.width; view: page.view; shown: page.shown }

            Words {
                width: facts.width
                horizontalAlignment: Text.AlignHCenter
                visible: page.isLeaving
                text: (page.view.seconds_left ?? "") + " " + (page.view.words.leaving_unit ?? "")
                color: page.isAlone ? Tokens.quietInk : Tokens.soft
                font.pixelSize: page.isAlone ? Tokens.label : Tokens.small
            }
        }
    }
}
