pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// 办理进度: words title, lead, done, running, waiting, primary, back, another; view.rows are the case's facts, view.stages
// its way through the offices; a stage of another lane than 0 is set in, as it runs beside the one above.
Item {
    id: page

    required property var view
    required property var shown

    Picture {
        width: parent.width
        height: Math.max(0, paper.y - Tokens.space)
        visible: !Tokens.isWide && height > 60 * Tokens.mm
        name: visible ? page.view.picture : ""
    }

    Card {
        id: paper

        width: parent.width
        height: Math.min(parent.height, list.whole + 2 * Tokens.space)
        y: Tokens.isWide && !Tokens.isLow ? (parent.height - height) / 2 : parent.height - height

        Leaves {
            id: list

            anchors.fill: parent
            anchors.margins: Tokens.space
            ends: column.ends
            up: page.view.bar.more_up ?? ""
            down: page.view.bar.more_down ?? ""

            Column {
                id: column

                readonly property var ends: [...facts.ends, ...[...Array(stages.count).keys()].map(index => (stages.itemAt(index)?.y ?? 0) + (stages.itemAt(index)?.height ?? 0))]

                spacing: Tokens.gap

                RowList {
                    id: facts

                    width: column.width
                    rows: page.view.rows
                    isNarrow: width < 240 * Tokens.grow * Tokens.mm
                }

                Repeater {
                    id: stages

                    model: page.view.stages.length

                    Item {
                        id: stage

                        required property int index
                        readonly property var entry: page.view.stages[index] ?? null
                        readonly property string stand: entry?.state ?? "waiting"
                        readonly property real inset: (entry?.lane ?? 0) > 0 ? 14 * Tokens.mm : 0

                        width: column.width
                        height: told.height + Tokens.gap

                        Rectangle {
                            x: stage.inset
                            y: Tokens.gap / 2
                            width: 5 * Tokens.mm
                            height: width
                            radius: width / 2
                            color: stage.stand === "waiting" ? "transparent" : stage.stand === "done" ? Tokens.good : Tokens.primary
                            border.color: stage.stand === "waiting" ? Tokens.soft : color
                            border.width: Math.max(1, 0.8 * Tokens.mm)
                        }

                        Column {
                            id: told

                            x: stage.inset + 9 * Tokens.mm
                            width: stage.width - x

                            Words {
                                width: parent.width
                                text: (stage.entry?.name ?? "") + "　" + (page.view.words[stage.stand] ?? "") + "　" + (stage.entry?.when ?? "")
                                font.bold: stage.stand === "running"
                            }

                            Words {
                                width: parent.width
                                text: stage.entry?.office ?? ""
                                color: Tokens.soft
                                font.pixelSize: Tokens.small
                            }
                        }
                    }
                }
            }
        }
    }
}
