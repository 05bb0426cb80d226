pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import ".."

// A field to write one character in with a finger. The strokes come back with the View; the one under the finger is
// screens/ink.py's.
Item {
    id: pad

    required property var view
    required property var shown
    property string invitation
    readonly property real side: Math.min(width, height)
    readonly property bool isEmpty: view.keyboard.strokes.length === 0 && !pen.active

    Accessible.role: Accessible.Graphic
    Accessible.name: invitation

    Card {
        id: sheet

        objectName: "ink"
        anchors.centerIn: parent
        width: pad.side
        height: pad.side
        line: Tokens.primary

        // Lets no touch through: a dot is no miss.
        TapHandler {
            gesturePolicy: TapHandler.ReleaseWithinBounds
        }

        PointHandler {
            id: pen

            onActiveChanged: active ? pad.shown.ink.began(point.position.x / pad.side, point.position.y / pad.side) : pad.shown.ink.ended()
            onPointChanged: active ? pad.shown.ink.moved(point.position.x / pad.side, point.position.y / pad.side) : undefined
        }

        Repeater {
            model: 2

            Rectangle {
                required property int index

                anchors.centerIn: parent
                width: index === 0 ? parent.width - 4 * Tokens.mm : Tokens.hair
                height: index === 0 ? Tokens.hair : parent.height - 4 * Tokens.mm
                color: Tokens.edge
                opacity: Tokens.isContrast ? 0.5 : 1
            }
        }

        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height - height - 4 * Tokens.mm
            width: Math.min(implicitWidth, parent.width - 2 * Tokens.space)
            visible: pad.isEmpty && pad.side > 3 * implicitHeight
            text: pad.invitation
            color: Tokens.soft
            horizontalAlignment: Text.AlignHCenter
        }

        Repeater {
            model: pad.view.keyboard.strokes.length + 1

            Shape {
                id: stroke

                required property int index
                readonly property var known: pad.view.keyboard.strokes[index] ?? pad.shown?.ink.points ?? []
                readonly property real step: pad.side / 300

                anchors.fill: parent

                ShapePath {
                    strokeWidth: 4 * Tokens.mm
                    strokeColor: Tokens.ink
                    fillColor: "transparent"
                    capStyle: ShapePath.RoundCap
                    joinStyle: ShapePath.RoundJoin

                    PathPolyline {
                        path: stroke.known.length < 2 ? [] : [...Array(stroke.known.length / 2).keys()].map(place => Qt.point(stroke.known[2 * place] * stroke.step, stroke.known[2 * place + 1] * stroke.step))
                    }
                }
            }
        }
    }
}
