import QtQuick
import ".."

// In landscape the picture of a screen stands below its title: what it is about, or where on the machine.
Picture {
    required property var view

    visible: Tokens.isWide && height > 50 * Tokens.mm
    name: !visible ? "" : ({
            starting: "hall",
            home: "hall",
            search: "search",
            before_start: "page",
            consent: view.picture || "agree",
            pick: view.picture || "hall",
            lay_card: "where_card",
            scan: "agree",
            entry: view.picture,
            answer: view.picture,
            field: view.picture,
            write: view.picture,
            review: view.picture,
            promise: view.picture,
            signature: "write",
            pin: "agree",
            face: view.picture || "agree",
            photo: "face",
            code: "phone",
            check: "page",
            result: view.picture,
            timeline: view.picture,
            guide: view.picture,
            phone: "phone",
            printing: "where_tray",
            display: "hall",
            help: "two_people",
            leaving: "",
            emergency: "phone",
            demonstration: "",
            veil: "agree",
            card_left: "",
            done: view.picture.startsWith("locker") ? "door" : view.picture === "no_slip" ? "where_take_no_slip" : "where_take"
        })[view.screen] ?? ""
}
