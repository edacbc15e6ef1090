// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Bills;
import portolan.feeds.Codes;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.EventClassifier;
import portolan.schemas.lines.FaultException;

/**
 * What terminals and carriers tell each other of containers: CODECO at the gate, COARRI of loading and discharge, COPRAR
 * of what is to be loaded and discharged. One movement for each EQD; BGM 1001 says which.
 */
final class TerminalReport extends ContainerReading {

    /** UN/EDIFACT 8249 of containers that stay on board, are moved on it, or were expected and are not there. */
    private static final List<String> STAYS = List.of("4", "5", "7", "14");

    TerminalReport(EdiFormat.Head head) {
        super(head);
    }

    @Override
    boolean opens(Segment segment) {
        return segment.is("EQD");
    }

    @Override
    @Nullable
    ContainerMoved event(List<Segment> own, Bills out) throws FaultException {
        String type = head.type();
        ContainerEvent what = values.requiredCode(
                "event",
                type + " BGM 1001",
                head.code(),
                Codes.table(type, ContainerEvent::valueOf),
                ContainerEvent.class);
        ContainerMoved event = Moves.of(own, head);
        head.ship(event, head.ship());
        boolean gate = what == ContainerEvent.GATE_IN || what == ContainerEvent.GATE_OUT;
        boolean planned = type.equals("COPRAR");
        Segment place = place(own, what);
        if (gate) {
            Moves.land(event, own, values);
        } else if (STAYS.contains(own.get(0).text(5))) {
            what = ContainerEvent.OTHER;
        }
        event.setEvent(what);
        event.setClassifier(Moves.classifier(values, type, planned ? EventClassifier.PLANNED : EventClassifier.ACTUAL));
        Moves.place(event, place, values);
        event.put("at", planned ? call(what) : moved(own, what));
        return event;
    }

    private Segment place(List<Segment> own, ContainerEvent what) {
        String port = what == ContainerEvent.LOADED ? "9" : "11";
        List<Segment> around = head.segments();
        Segment operational = Segment.first(own, "LOC", "165");
        if (operational.isNone()) {
            operational = Segment.first(around, "LOC", "165");
        }
        if (!operational.isNone() || what == ContainerEvent.GATE_IN || what == ContainerEvent.GATE_OUT) {
            return operational;
        }
        Segment called = Segment.first(around, "LOC", port);
        return !called.isNone() ? called : Segment.first(own, "LOC", port);
    }

    /** When the container was moved: under its EQD, else for all of them. */
    private @Nullable Instant moved(List<Segment> own, ContainerEvent what) throws FaultException {
        boolean comes = what == ContainerEvent.GATE_IN || what == ContainerEvent.DISCHARGED;
        String[] qualifiers =
                comes ? new String[] {"7", "203", "178", "132"} : new String[] {"7", "203", "186", "136", "133"};
        Instant at = EventHead.time(own, values, "at", qualifiers);
        return at != null ? at : EventHead.time(head.segments(), values, "at", "7", "203");
    }

    /** When the ship is expected to leave with it, or to bring it. */
    private @Nullable Instant call(ContainerEvent what) throws FaultException {
        String[] qualifiers =
                what == ContainerEvent.LOADED ? new String[] {"133", "136", "186"} : new String[] {"132", "178"};
        return EventHead.time(head.segments(), values, "at", qualifiers);
    }
}
