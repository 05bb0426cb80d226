pragma Singleton
import QtQuick

// The last touch that was acted on, anywhere on the glass, and which other touches are not meant: the second of a
// double touch, when the first has already brought something else to its place; and a palm that lay elsewhere on the
// glass before the finger came, and is lifted after it.
QtObject {
    // Names what stands on the glass: under another name, what is below the finger is another thing.
    property string page
    property var last: ({ pressed: 0, released: 0, place: Qt.point(0, 0), page: "" })
    readonly property int rest_ms: 500
    readonly property real near: 10 * Tokens.mm

    readonly property var isAgain: point => page !== last.page && Math.abs(point.pressTimestamp - last.released) < rest_ms && Math.hypot(point.scenePressPosition.x - last.place.x, point.scenePressPosition.y - last.place.y) <= near
    // The clock of a touch panel may begin anew: what ends before the last touch ended is no palm.
    readonly property var isPalm: point => point.pressTimestamp < last.pressed && point.timestamp >= last.released
    // Presses below 50 ms are static discharge, not fingers (VotingWorks vxsuite 8280).
    readonly property var means: point => point.timeHeld >= 0.05 && !isAgain(point) && !isPalm(point)
    readonly property var takes: point => means(point) && (last = { pressed: point.pressTimestamp, released: point.timestamp, place: point.scenePosition, page: page })
}
