pragma ComponentBehavior: Bound
import QtQuick
import "."
import "parts"

// The frame that every screen stands in, and the one screen that the View names.
// Words of the frame: bar.* (see config/texts); words.title, lead, primary, back of each screen.
// Portrait: head above, content below. Landscape: head at the left, content at the right.
Rectangle {
    id: main

    required property var shown
    required property real mmPerPx
    readonly property var view: shown.view
    readonly property bool isWide: width > height
    readonly property bool isSettled: !turn.running
    readonly property bool isAsked: still.visible
    // Where the control stands that the keypad has marked (screens/keys.py); empty while none is.
    property rect marked

    color: Tokens.ground

    Binding { target: Tokens; property: "mmPerPx"; value: main.mmPerPx }
    Binding { target: Tokens; property: "size"; value: main.view.size }
    Binding { target: Tokens; property: "isWide"; value: main.isWide }
    Binding { target: Tokens; property: "theme"; value: main.view.theme }

    // A touch that hits nothing still says: somebody is here.
    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        onTapped: main.shown.stayed()
    }

    Item {
        id: frame

        anchors.fill: parent
        enabled: !still.visible

        Rectangle {
            id: head

            width: main.isWide ? 0.38 * parent.width : parent.width
            height: main.isWide ? fixed.y : titles.y + titles.height + 10 * Tokens.mm
            color: Tokens.head
            clip: true

            Rectangle {
                width: 1.1 * Math.min(main.width, main.height)
                height: width
                radius: width / 2
                x: parent.width - 0.55 * width
                y: main.isWide ? parent.height - 0.62 * height : -0.5 * height
                color: "#FFFFFF"
                opacity: Tokens.isContrast ? 0 : 0.05
                antialiasing: true
            }

            Rectangle {
                x: parent.width - width
                y: parent.height - height
                width: main.isWide ? Tokens.line : parent.width
                height: main.isWide ? parent.height : Tokens.line
                color: Tokens.edge
                visible: Tokens.isContrast
            }

            HeadPicture {
                anchors.horizontalCenter: parent.horizontalCenter
                y: titles.y + titles.height + 8 * Tokens.mm
                width: parent.width - 2 * Tokens.margin
                height: parent.height - y - 8 * Tokens.mm
                view: main.view
            }

            TroublePicture {
                anchors.horizontalCenter: parent.horizontalCenter
                y: titles.y + titles.height + 8 * Tokens.mm
                width: parent.width - 2 * Tokens.margin
                height: parent.height - y - 8 * Tokens.mm
                visible: main.isWide && height > 50 * Tokens.mm && ["trouble", "out_of_service"].includes(main.view.screen)
                view: main.view
            }
        }

        TitleBlock {
            id: titles

            x: Tokens.margin
            y: strip.height + (main.isWide ? 10 : 4) * Tokens.mm
            width: head.width - 2 * Tokens.margin
            view: main.view
        }

        StatusStrip {
            id: strip

            x: Tokens.margin
            width: (main.isWide ? head.width : parent.width) - 2 * Tokens.margin
            view: main.view
        }

        Item {
            id: room

            x: main.isWide ? head.width : 0
            y: main.isWide ? 0 : head.height
            width: parent.width - x
            height: fixed.y - y

            Notice {
                id: notice

                x: Tokens.margin
                y: visible ? 8 * Tokens.mm : 0
                width: parent.width - 2 * Tokens.margin
                text: main.view.notice
                tone: main.view.tone
            }

            Item {
                id: stage

                x: Tokens.margin
                y: notice.y + notice.height + 10 * Tokens.mm + turnBy
                width: parent.width - 2 * Tokens.margin
                height: actions.y - (actions.isEmpty ? 0 : 10 * Tokens.mm) - notice.y - notice.height - 10 * Tokens.mm
                property real turnBy: 0

                Page { screen: "starting"; now: main.view.screen; sourceComponent: Starting { view: main.view; shown: main.shown } }
                Page { screen: "out_of_service"; now: main.view.screen; sourceComponent: OutOfService { view: main.view; shown: main.shown } }
                Page { screen: "home"; now: main.view.screen; sourceComponent: Home { view: main.view; shown: main.shown } }
                Page { screen: "choose"; now: main.view.screen; sourceComponent: Choose { view: main.view; shown: main.shown } }
                Page { screen: "consent"; now: main.view.screen; sourceComponent: Consent { view: main.view; shown: main.shown } }
                Page { screen: "lay_card"; now: main.view.screen; sourceComponent: LayCard { view: main.view; shown: main.shown } }
                Page { screen: "pick"; now: main.view.screen; sourceComponent: Pick { view: main.view; shown: main.shown } }
                Page { screen: "scan"; now: main.view.screen; sourceComponent: Scan { view: main.view; shown: main.shown } }
                Page { screen: "entry"; now: main.view.screen; sourceComponent: Entry { view: main.view; shown: main.shown } }
                Page { screen: "pin"; now: main.view.screen; sourceComponent: Pin { view: main.view; shown: main.shown } }
                Page { screen: "face"; now: main.view.screen; sourceComponent: Face { view: main.view; shown: main.shown } }
                Page { screen: "code"; now: main.view.screen; sourceComponent: Code { view: main.view; shown: main.shown } }
                Page { screen: "working"; now: main.view.screen; sourceComponent: Working { view: main.view; shown: main.shown } }
                Page { screen: "check"; now: main.view.screen; sourceComponent: Check { view: main.view; shown: main.shown } }
                Page { screen: "printing"; now: main.view.screen; sourceComponent: Printing { view: main.view; shown: main.shown } }
                Page { screen: "done"; now: main.view.screen; sourceComponent: Done { view: main.view; shown: main.shown } }
                Page { screen: "trouble"; now: main.view.screen; sourceComponent: Trouble { view: main.view; shown: main.shown } }
            }

            ActionBar {
                id: actions

                x: Tokens.margin
                y: parent.height - height - 8 * Tokens.mm
                width: parent.width - 2 * Tokens.margin
                height: implicitHeight
                view: main.view
                shown: main.shown
            }
        }

        FixedBar {
            id: fixed

            y: parent.height - height
            width: parent.width
            view: main.view
            shown: main.shown
        }
    }

    StillThere {
        id: still

        anchors.fill: parent
        view: main.view
        shown: main.shown
    }

    KeyMark {
        place: main.marked
    }

    // A page comes in quietly; not at all in large text.
    ParallelAnimation {
        id: turn

        NumberAnimation { target: stage; property: "opacity"; from: 0; to: 1; duration: Tokens.turn }
        NumberAnimation { target: stage; property: "turnBy"; from: 6 * Tokens.mm * Tokens.motion; to: 0; duration: Tokens.turn; easing.type: Easing.OutCubic }
    }

    readonly property int page: view.page
    onPageChanged: Tokens.motion > 0 ? turn.restart() : undefined
}
