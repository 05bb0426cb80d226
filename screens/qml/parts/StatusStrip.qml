import QtQuick
import ".."

// Top of every screen: where you are, that we are open (where we are), whose visit it is (masked), what time it is.
// In two lines where one is too short.
Item {
    id: strip

    required property var view
    readonly property bool isNarrow: mark.width + 2.5 * Tokens.mm + place.implicitWidth + Tokens.space + facts.width > width

    height: isNarrow ? place.y + place.height + 2 * Tokens.mm : Tokens.strip

    Sign {
        id: mark

        anchors.verticalCenter: place.verticalCenter
        name: "place"
        paint: Tokens.headInk
        extent: Tokens.small * 1.15
    }

    Words {
        id: place

        x: mark.width + 2.5 * Tokens.mm
        y: strip.isNarrow ? facts.y + facts.height + 2 * Tokens.mm : (Tokens.strip - height) / 2
        width: strip.isNarrow ? strip.width - x : implicitWidth
        text: strip.view.place
        color: Tokens.headInk
        font.pixelSize: Tokens.small
        font.bold: true
    }

    Row {
        anchors.verticalCenter: facts.verticalCenter
        x: strip.isNarrow ? 0 : place.x + place.width + Tokens.space
        spacing: 2 * Tokens.mm
        visible: x + width + Tokens.space < facts.x && !["starting", "out_of_service"].includes(strip.view.screen)

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: 3 * Tokens.mm
            height: width
            radius: width / 2
            color: Tokens.isContrast ? Tokens.headInk : "#5BD98F"
            antialiasing: true
        }

        Words {
            text: strip.view.bar.open ?? ""
            color: Tokens.headSoft
            font.pixelSize: Tokens.small
        }
    }

    Row {
        id: facts

        x: strip.width - width
        y: strip.isNarrow ? 4 * Tokens.mm : (Tokens.strip - height) / 2
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
