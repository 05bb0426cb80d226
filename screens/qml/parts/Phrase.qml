import QtQuick

// Words that may need more than one line: a line ends after a comma, a question mark or a wide space where that takes no
// more lines, because Han may break anywhere, and 不清楚？问 / 一问 is hard to read.
Words {
    id: phrase

    property string said
    readonly property var parts: said.match(/[^，。？！；：、　]+[，。？！；：、　]*/g) ?? []
    readonly property bool isBroken: width > 0 && parts.length > 1 && metrics.advanceWidth(said) > width && parts.every(part => metrics.advanceWidth(part) <= width)
    readonly property var lines: !isBroken ? [] : parts.reduce((made, part) => metrics.advanceWidth((made[made.length - 1] ?? "") + part) <= width ? [...made.slice(0, -1), (made[made.length - 1] ?? "") + part] : [...made, part], [])

    text: lines.length > 0 && lines.length <= Math.ceil(metrics.advanceWidth(said) / width) ? lines.join("\n") : said

    FontMetrics {
        id: metrics

        font: phrase.font
    }
}
