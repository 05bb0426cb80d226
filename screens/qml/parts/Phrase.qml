import QtQuick

// A few words that may need a second line: it begins after a comma or a question mark where that is enough,
// because Han may break anywhere, and 不清楚？问 / 一问 is hard to read.
Words {
    id: phrase

    property string said
    readonly property var parts: said.match(/[^，。？！；：]+[，。？！；：]*/g) ?? []

    function wide(text: string): real {
        return metrics.advanceWidth(text);
    }

    function broken(): string {
        if (width <= 0 || parts.length < 2 || wide(said) <= width || parts.some(part => wide(part) > width))
            return said;
        const lines = [""];
        for (const part of parts)
            if (wide(lines[lines.length - 1] + part) <= width)
                lines[lines.length - 1] += part;
            else
                lines.push(part);
        return lines.join("\n");
    }

    text: broken()

    FontMetrics {
        id: metrics

        font: phrase.font
    }
}
