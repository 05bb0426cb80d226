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
    readonly property bool isAsked: still.visible || offer.visible
    // Where somebody who sits can still touch, in pixels from the top.
    readonly property real reachLine: Math.max(0, height - view.reach_mm / mmPerPx)
    readonly property bool isAttract: view.screen === "attract"
    readonly property bool isStaffs: view.screen.startsWith("staff")
    readonly property bool isHeadRight: isWide && Tokens.isLeft
    property bool isStill: false
    // What a touch may change all at once. Where words are typed the choices follow every key and are not of the page.
    readonly property var standing: [view.page, isAsked, view.language, view.size, view.reach, view.hand, ...(["answer", "pick"].includes(view.screen) ? view.choices.map(choice => choice.id) : [])]
    // Where the control stands that the keypad has marked (screens/keys.py); empty while none is.
    property rect marked
    // Where somebody who listens touched and nothing was (screens/keys.py), as of any finger.
    property alias missed: ring.seen

    // A sign that says closed stands for hours: what it says moves a little, so that nothing burns into the glass. Below
    // 30 s, our choice, as the loop while nobody is there.
    property int drift_ms: 20000
    property int drifts: 0
    readonly property Translate drifting: Translate {
        x: main.view.screen === "out_of_service" ? [0, 6, 3, 5][main.drifts % 4] * Tokens.mm : 0
        y: x
    }

    color: Tokens.ground

    Binding { target: Hand; property: "page"; value: main.standing.join("/") }
    Binding { target: Tokens; property: "mmPerPx"; value: main.mmPerPx }
    Binding { target: Tokens; property: "size"; value: main.view.size }
    Binding { target: Tokens; property: "isWide"; value: main.isWide }
    Binding { target: Tokens; property: "theme"; value: main.view.theme }
    Binding { target: Tokens; property: "isStill"; value: main.isStill }
    Binding { target: Tokens; property: "isLow"; value: main.view.reach === "low" }
    Binding { target: Tokens; property: "isLeft"; value: main.view.hand === "left" }
    Binding { target: Tokens; property: "reach"; value: Tokens.isLow ? Math.min(stage.height, stage.lowest - main.reachLine) : stage.height }

    // A touch that hits nothing still says: somebody is here. A ring shows where it was seen.
    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        onTapped: eventPoint => !Hand.means(eventPoint) ? undefined : ring.seen = Qt.vector3d(eventPoint.position.x, eventPoint.position.y, ring.seen.z + 1)
    }

    Timer {
        interval: main.drift_ms
        repeat: true
        running: main.view.screen === "out_of_service"
        onTriggered: main.drifts += 1
    }

    Item {
        id: frame

        anchors.fill: parent
        enabled: !main.isAsked
        visible: !main.isStaffs

        Rectangle {
            id: head

            x: main.isHeadRight ? parent.width - width : 0
            width: main.isWide ? 0.38 * parent.width : parent.width
            height: main.isWide ? fixed.y : titles.y + titles.height + 10 * Tokens.mm
            color: Tokens.head
            clip: true
            visible: !main.isAttract

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
                transform: main.drifting
            }
        }

        TitleBlock {
            id: titles

            visible: !main.isAttract
            x: head.x + Tokens.margin
            y: strip.height + (main.isWide ? 10 : 4) * Tokens.mm
            width: head.width - 2 * Tokens.margin
            // However long a sentence is, what it is about and the buttons have their place.
            room: main.isWide ? fixed.y - y - Tokens.space : 0.4 * main.height
            view: main.view
            transform: main.drifting
        }

        StatusStrip {
            id: strip

            x: head.x + Tokens.margin
            width: (main.isWide ? head.width : parent.width) - 2 * Tokens.margin
            visible: !main.isAttract && (main.isWide || !caption.visible)
            view: main.view
            transform: main.drifting
        }

        Item {
            id: room

            x: main.isWide && !main.isHeadRight ? head.width : 0
            y: main.isWide ? 0 : head.height
            width: parent.width - (main.isWide ? head.width : 0)
            height: fixed.y - y

            PracticeBand {
                id: practice

                width: parent.width
                view: main.view
            }

            Notice {
                id: notice

                x: Tokens.margin
                y: practice.height + (visible ? 8 * Tokens.mm : 0)
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
                readonly property real lowest: room.y + y - turnBy + height
                transform: main.drifting
                readonly property ToRead toRead: Array.from(children, page => (page as Page)?.item as ToRead).find(page => page !== null) ?? null

                Page { screen: "starting"; now: main.view.screen; sourceComponent: Starting { view: main.view; shown: main.shown } }
                Page { screen: "out_of_service"; now: main.view.screen; sourceComponent: OutOfService { view: main.view; shown: main.shown } }
                Page { screen: "home"; now: main.view.screen; sourceComponent: Home { view: main.view; shown: main.shown } }
                Page { screen: "search"; now: main.view.screen; sourceComponent: Search { view: main.view; shown: main.shown } }
                Page { screen: "before_start"; now: main.view.screen; sourceComponent: BeforeStart { view: main.view; shown: main.shown } }
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
                Page { screen: "paper"; now: main.view.screen; sourceComponent: Paper { view: main.view; shown: main.shown } }
                Page { screen: "printing"; now: main.view.screen; sourceComponent: Printing { view: main.view; shown: main.shown } }
                Page { screen: "done"; now: main.view.screen; sourceComponent: Done { view: main.view; shown: main.shown } }
                Page { screen: "display"; now: main.view.screen; sourceComponent: Display { view: main.view; shown: main.shown } }
                Page { screen: "help"; now: main.view.screen; sourceComponent: Help { view: main.view; shown: main.shown } }
                Page { screen: "leaving"; now: main.view.screen; sourceComponent: Leaving { view: main.view; shown: main.shown } }
                Page { screen: "emergency"; now: main.view.screen; sourceComponent: Emergency { view: main.view; shown: main.shown } }
                Page { screen: "demonstration"; now: main.view.screen; sourceComponent: Demonstration { view: main.view; shown: main.shown } }
                Page { screen: "veil"; now: main.view.screen; sourceComponent: Veil { view: main.view; shown: main.shown } }
                Page { screen: "card_left"; now: main.view.screen; sourceComponent: CardLeft { view: main.view; shown: main.shown } }
                Page { screen: "answer"; now: main.view.screen; sourceComponent: Answer { view: main.view; shown: main.shown } }
                Page { screen: "field"; now: main.view.screen; sourceComponent: Field { view: main.view; shown: main.shown } }
                Page { screen: "write"; now: main.view.screen; sourceComponent: Write { view: main.view; shown: main.shown } }
                Page { screen: "review"; now: main.view.screen; sourceComponent: Review { view: main.view; shown: main.shown } }
                Page { screen: "result"; now: main.view.screen; sourceComponent: Result { view: main.view; shown: main.shown } }
                Page { screen: "timeline"; now: main.view.screen; sourceComponent: Timeline { view: main.view; shown: main.shown } }
                Page { screen: "optotype"; now: main.view.screen; sourceComponent: Optotype { view: main.view; shown: main.shown } }
                Page { screen: "call"; now: main.view.screen; sourceComponent: Call { view: main.view; shown: main.shown } }
                Page { screen: "plate"; now: main.view.screen; sourceComponent: Plate { view: main.view; shown: main.shown } }
                Page { screen: "door"; now: main.view.screen; sourceComponent: Door { view: main.view; shown: main.shown } }
                Page { screen: "guide"; now: main.view.screen; sourceComponent: Guide { view: main.view; shown: main.shown } }
                Page { screen: "hall"; now: main.view.screen; sourceComponent: Hall { view: main.view; shown: main.shown } }
                Page { screen: "way"; now: main.view.screen; sourceComponent: Way { view: main.view; shown: main.shown } }
                Page { screen: "pay"; now: main.view.screen; sourceComponent: Pay { view: main.view; shown: main.shown } }
                Page { screen: "photo"; now: main.view.screen; sourceComponent: Photo { view: main.view; shown: main.shown } }
                Page { screen: "phone"; now: main.view.screen; sourceComponent: Phone { view: main.view; shown: main.shown } }
                Page { screen: "promise"; now: main.view.screen; sourceComponent: Promise { view: main.view; shown: main.shown } }
                Page { screen: "signature"; now: main.view.screen; sourceComponent: Signature { view: main.view; shown: main.shown } }
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
                isUnread: stage.toRead?.isUnread ?? false
                onReadOn: stage.toRead.readOn()
            }
        }

        Item {
            width: parent.width
            height: fixed.y

            Page { screen: "attract"; now: main.view.screen; sourceComponent: Attract { view: main.view; shown: main.shown } }
        }

        FixedBar {
            id: fixed

            y: parent.height - height
            width: parent.width
            view: main.view
            shown: main.shown
        }
    }

    Page { screen: "staff_door"; now: main.view.screen; sourceComponent: StaffDoor { view: main.view; shown: main.shown } }
    Page { screen: "staff"; now: main.view.screen; sourceComponent: Staff { view: main.view; shown: main.shown } }

    Corners {
        shown: main.shown
        view: main.view
    }

    MissRing {
        id: ring

        shown: main.shown
    }

    BiggerOffer {
        id: offer

        anchors.fill: parent
        view: main.view
        shown: main.shown
    }

    StillThere {
        id: still

        anchors.fill: parent
        view: main.view
        shown: main.shown
    }

    CaptionStrip {
        id: caption

        x: main.isWide ? head.x : 0
        y: main.isWide ? fixed.y - height : 0
        width: head.width
        least: main.isWide ? 0 : strip.height
        bearsBand: !main.isWide
        view: main.view
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
