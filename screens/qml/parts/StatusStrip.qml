import QtQuick
import ".."

// Top of every screen: where you are, that we are open, whose visit it is (masked), what time it is.
Item {
    id: strip

    required property var view

    height: Tokens.strip

    Row {
        id: place

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2.5 * Tokens.mm

        Sign {
            anchors.verticalCenter: parent.verticalCenter
            name: "place"
            paint: Tokens.headInk
            extent: Tokens.small * 1.15
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, strip.width - facts.width - 20 * Tokens.mm)
            text: strip.view.place
            color: Tokens.headInk
            font.pixelSize: Tokens.small
            font.bold: true
        }
    }

    Row {
        id: open

        anchors.left: place.right
        anchors.leftMargin: Tokens.space
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2 * Tokens.mm
        visible: place.width + width + facts.width + 3 * Tokens.space < strip.width

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: 3 * Tokens.mm
            height: width
            radius: width / 2
            color: Tokens.isContrast ? Tokens.headInk : "#5BD98F"
        }

        Words {
            text: strip.view.bar.open ?? ""
            color: Tokens.headSoft
            font.pixelSize: Tokens.small
        }
    }

    Row {
        id: facts

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 5 * Tokens.mm

        SampleBand {
            anchors.verticalCenter: parent.verticalCenter
            text: strip.view.bar.sample ?? ""
            visible: strip.view.is_sample
        }

        Row {
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2 * Tokens.mm
            visible: strip.view.holder !== ""

            Sign {
                anchors.verticalCenter: parent.verticalCenter
                name: "person"
                paint: Tokens.headInk
                extent: Tokens.small * 1.15
            }

            Words {
                text: strip.view.holder
                color: Tokens.headInk
                font.pixelSize: Tokens.small
                font.bold: true
            }
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: strip.view.clock
            color: Tokens.headInk
            font.pixelSize: Tokens.small * 1.15
            font.bold: true
        }
    }
}
