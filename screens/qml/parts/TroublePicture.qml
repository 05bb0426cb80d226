import QtQuick

// What stands in the way, as the core names it; a picture of its own where the part itself is not the trouble.
Picture {
    required property var view

    name: !visible ? "" : ({ card: "card_unread", tray: "look", slip: "look" })[view.picture] ?? (view.picture || (view.screen === "out_of_service" ? "closed" : "broken"))
}
