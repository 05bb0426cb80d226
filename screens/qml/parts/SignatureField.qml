pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import ".."

// The box for a signature, with a line to write on. The strokes come back with the View; the one under the finger is
// screens/signature_ink.py's. Points are shares of 10 000 of the field.
Card {
    id: sheet

    required property var view
    required property var shown
    property string invitation
    readonly property bool isEmpty: view.keyboard.strokes.length === 0 && !pen.active

    objectName: "signature"
    line: Tokens.primary
    Accessible.role: Accessible.Graphic
    Accessible.name: invitation

    // Lets no touch through: a dot is no miss.
    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
    }

    PointHandler {
        id: pen

        onActiveChanged: active ? sheet.shown.signing.began(point.position.x / sheet.width, point.position.y / sheet.height, sheet.view.keyboard.strokes.length === 0) : sheet.shown.signing.ended()
        onPointChanged: active ? sheet.shown.signing.moved(point.position.x / sheet.width, point.position.y / sheet.height) : undefined
    }

    Rectangle {
        x: Tokens.space
        y: 0.78 * parent.height
        width: parent.width - 2 * Tokens.space
        height: Tokens.hair
        color: Tokens.firm
    }

    Words {
        anchors.horizontalCenter: parent.horizontalCenter
        y: 0.78 * parent.height - height - Tokens.gap
        width: Math.min(implicitWidth, parent.width - 2 * Tokens.space)
        visible: sheet.isEmpty
        text: sheet.invitation
        color: Tokens.soft
        horizontalAlignment: Text.AlignHCenter
    }

    Repeater {
        model: sheet.view.keyboard.strokes.length + 1

        Shape {
            id: stroke

            required property int index
            readonly property var known: sheet.view.keyboard.strokes[index] ?? sheet.shown?.signing.points ?? []

            anchors.fill: parent

            ShapePath {
                strokeWidth: 2 * Tokens.mm
                strokeColor: Tokens.ink
                fillColor: "transparent"
                capStyle: ShapePath.RoundCap
                joinStyle: ShapePath.RoundJoin

                PathPolyline {
                    path: stroke.known.length < 2 ? [] : [...Array(stroke.known.length / 2).keys()].map(place => Qt.point(stroke.known[2 * place] * sheet.width / 10000, stroke.known[2 * place + 1] * sheet.height / 10000))
                }
            }
        }
    }
}
