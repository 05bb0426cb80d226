import QtQuick

// Words that may need more than one line: a line ends after a comma, a question mark or a wide space, or before a bracket,
// where that takes no more lines, because Han may break anywhere, and 不清楚？问 / 一问 is hard to read. The last line has at
// least three characters: 请出示手机上的二维 / 码 looks as if something were missing. Of a button's name in quotation marks
// no line ends in the middle.
Words {
    id: phrase

    property string said
    // Its height is named because a function of it tells nobody when the font has changed.
    readonly property real wide: metrics.height > 0 ? metrics.advanceWidth(said) : 0
    readonly property bool isLong: width > 0 && wide > width
    readonly property var parts: isLong ? said.match(/（?(?:“[^”]*”|「[^」]*」|[^，。？！；：、　（“「])+[，。？！；：、　]*/g) ?? [] : []
    readonly property bool isBroken: parts.length > 1 && parts.join("") === said && parts.every(part => metrics.advanceWidth(part) <= width)
    readonly property var lines: !isBroken ? [] : parts.reduce((made, part) => metrics.advanceWidth((made[made.length - 1] ?? "") + part) <= width ? [...made.slice(0, -1), (made[made.length - 1] ?? "") + part] : [...made, part], [])
    // U+2060, the word joiner of Unicode, and a space at which no line ends: nothing of them is seen. A last word that is
    // short, and a number's unit, stand with what is before them.
    readonly property string joined: said.replace(/([^\s])([（]?[\u3400-\u9fff])([\u3400-\u9fff][，。？！；：、）」』”]*)$/, "$1\u2060$2\u2060$3").replace(/(\d) (?=[a-z])/g, "$1\u00a0").replace(/([\x21-\x7e]{1,12}) ([\x21-\x7e]{1,8})$/, "$1\u00a0$2")

    text: !isLong ? said : lines.length > 0 && lines.length <= Math.ceil(wide / width) ? lines.join("\n") : joined

    FontMetrics {
        id: metrics

        font: phrase.font
    }
}
