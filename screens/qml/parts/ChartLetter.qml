import QtQuick
import ".."

// The letter E of an eye chart, open to one side, exactly so many millimetres wide and high. Black on white in every
// theme: the contrast belongs to the test (GB 11533). A path and no rectangles: those would be moved to whole pixels.
Canvas {
    id: letter

    property string direction
    property real extent: 0
    readonly property real side: extent * Tokens.mm

    width: Math.ceil(side) + 4
    height: width
    renderTarget: Canvas.Image
    renderStrategy: Canvas.Immediate
    visible: direction !== ""
    onDirectionChanged: requestPaint()
    onSideChanged: requestPaint()
    onPaint: {
        const pen = getContext("2d");
        const stroke = side / 5;
        pen.reset();
        pen.translate(width / 2, height / 2);
        pen.rotate({
            "right": 0,
            "down": 90,
            "left": 180,
            "up": 270
        }[direction] * Math.PI / 180);
        pen.translate(-side / 2, -side / 2);
        pen.fillStyle = "#000000";
        pen.beginPath();
        pen.rect(0, 0, stroke, side);
        for (const row of [0, 2, 4])
            pen.rect(stroke, row * stroke, 4 * stroke, stroke);
        pen.fill();
    }
}
