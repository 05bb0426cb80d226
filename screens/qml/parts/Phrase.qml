import QtQuick

// Words that may need more than one line: a line ends after a comma, a question mark or a wide space where that takes no
// more lines, because Han may break anywhere, and 不清楚？问 / 一问 is hard to read. The second line of a title has at
// least three characters: 请出示手机上的二维 / 码 looks as if something were missing.
Words {
    id: phrase

    property string said
    property bool isTitle: false
    readonly property var parts: said.match(/[^，。？！；：、　]+[，。？！；：、　]*/g) ?? []
    readonly property bool isBroken: width > 0 && parts.length > 1 && metrics.advanceWidth(said) > width && parts.every(part => metrics.advanceWidth(part) <= width)
    readonly property var lines: !isBroken ? [] : parts.reduce((made, part) => metrics.advanceWidth((made[made.length - 1] ?? "") + part) <= width ? [...made.slice(0, -1), (made[made.length - 1] ?? "") + part] : [...made, part], [])

    readonly property string tail: said.match(/[\u3400-\u9fff]{3}[。？！]?$/)?.[0] ?? ""
    readonly property string head: said.slice(0, said.length - tail.length)
    readonly property bool isShort: isTitle && width > 0 && metrics.advanceWidth(said) > width && metrics.advanceWidth(said) < width + metrics.advanceWidth(tail) && metrics.advanceWidth(head) <= width

    text: lines.length > 0 && lines.length <= Math.ceil(metrics.advanceWidth(said) / width) ? lines.join("\n") : isShort ? head + "\n" + tail : said

    FontMetrics {
        id: metrics

        font: phrase.font
    }
}
