import QtQuick

// A plate of coloured dots (kiosk/colour_plates.py). Its colours are the test's own: the same in every theme.
Canvas {
    id: plate

    property var dots: []

    renderTarget: Canvas.Image
    renderStrategy: Canvas.Immediate
    onDotsChanged: requestPaint()
    onWidthChanged: requestPaint()
    onHeightChanged: requestPaint()
    onPaint: {
        const pen = getContext("2d");
        const radius = Math.min(width, height) / 2;
        pen.reset();
        for (const dot of dots) {
            pen.fillStyle = "#" + dot[3].toString(16).padStart(6, "0");
            pen.beginPath();
            pen.arc(width / 2 + dot[0] * radius / 1000, height / 2 + dot[1] * radius / 1000, dot[2] * radius / 1000, 0, 2 * Math.PI);
            pen.fill();
        }
    }
}
