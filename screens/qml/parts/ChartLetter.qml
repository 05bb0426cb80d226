import QtQuick
import QtQuick.Shapes
import ".."

// The letter E of an eye chart, open to one side, exactly so many millimetres wide and high. Black on white in every
// theme: the contrast belongs to the test (GB 11533). A path and no rectangles: those would be moved to whole pixels.
Shape {
    id: letter

    property string direction
    property real extent: 0
    readonly property real stroke: extent * Tokens.mm / 5
    readonly property var corners: [[0, 0], [5, 0], [5, 1], [1, 1], [1, 2], [5, 2], [5, 3], [1, 3], [1, 4], [5, 4], [5, 5], [0, 5], [0, 0]]

    width: 5 * stroke
    height: width
    visible: direction !== ""
    rotation: 90 * ["right", "down", "left", "up"].indexOf(direction)

    ShapePath {
        fillColor: "#000000"
        strokeColor: "transparent"
        strokeWidth: -1

        PathPolyline {
            path: letter.corners.map(corner => Qt.point(corner[0] * letter.stroke, corner[1] * letter.stroke))
        }
    }
}
