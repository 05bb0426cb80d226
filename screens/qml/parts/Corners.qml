pragma ComponentBehavior: Bound
import QtQuick
import ".."

// The corners of the glass, in the margin where nothing else stands: all four on the home screen, else the upper
// two. The core knows what to make of them.
Item {
    id: corners

    required property var shown
    required property var view
    readonly property bool isThere: !["attract", "starting", "staff", "staff_door"].includes(view.screen)
    // Only in the look that the screen has when nobody has changed it: there the lower corners are free.
    readonly property bool isAtRest: ["home", "out_of_service"].includes(view.screen) && view.size === "standard" && view.language === "zh-Hans" && view.hand === "right" && (view.bar.home ?? "") === "" && (view.bar.leave ?? "") === ""

    anchors.fill: parent
    visible: isThere

    Repeater {
        model: corners.isAtRest ? ["nw", "ne", "sw", "se"] : ["nw", "ne"]

        Item {
            id: corner

            required property string modelData
            readonly property bool isCorner: true

            objectName: "corner-" + modelData
            x: modelData.endsWith("e") ? corners.width - width : 0
            y: modelData.startsWith("s") ? corners.height - height : 0
            width: Tokens.margin
            height: 24 * Tokens.mm

            TapHandler {
                gesturePolicy: TapHandler.ReleaseWithinBounds
                longPressThreshold: 0
                onTapped: eventPoint => eventPoint.timeHeld < 0.05 ? undefined : corners.shown.corner_touched(corner.modelData)
            }
        }
    }
}
