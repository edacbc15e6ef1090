// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Bills;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.EventClassifier;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.lines.FaultException;

/** IFTSTA, the status report: one movement for each container under an STS. */
final class TransportStatus extends ContainerReading {
    TransportStatus(EdiFormat.Head head) {
        super(head);
    }

    @Override
    boolean opens(Segment segment) {
        return segment.is("STS");
    }

    @Override
    boolean ends(Segment segment) {
        return segment.is("CNI") || super.ends(segment);
    }

    @Override
    @Nullable
    ContainerMoved event(List<Segment> own, Bills out) throws FaultException {
        String code = own.get(0).text(2);
        if (Segment.first(own, "EQD").isNone()
                && Segment.first(own, "RFF", "EQ").isNone()) {
            out.skip("status without a container: " + code);
            return null;
        }
        ContainerEvent what = values.requiredCode("event", "STS 9011", code, Moves.STATUS, ContainerEvent.class);
        ContainerMoved event = Moves.of(own, head);
        event.setEvent(what);
        if (event.getBillNumber() == null) {
            event.setBillNumber(Moves.of(around(), head).getBillNumber());
        }
        if (event.getFullEmpty() == null && (code.equals("RD") || code.equals("EE"))) {
            event.setFullEmpty(PackedStatus.EMPTY);
        }
        Segment tdt = Segment.first(own, "TDT");
        if (!tdt.isNone() && (tdt.text(3).equals("1") || tdt.text(3).isEmpty())) {
            head.ship(event, tdt);
        }
        if (what == ContainerEvent.GATE_IN || what == ContainerEvent.GATE_OUT) {
            Moves.land(event, own, values);
        }
        Moves.place(event, Segment.first(own, "LOC", "175", "165", "180", "1"), values);
        // Behind TDT stand the times of the whole journey.
        List<Segment> ofStatus = own.subList(0, tdt.isNone() ? own.size() : own.indexOf(tdt));
        Instant at = EventHead.time(ofStatus, values, "at", "334", "7", "203", "178", "186", "136");
        event.put("at", at != null ? at : EventHead.time(ofStatus, values, "at", "132", "133"));
        event.setClassifier(
                Moves.classifier(values, "IFTSTA", at == null ? EventClassifier.ESTIMATED : EventClassifier.ACTUAL));
        return event;
    }

    /** From the last CNI on, then from the first segment. */
    private List<Segment> around() {
        List<Segment> all = head.segments();
        int last = 0;
        for (int at = 0; at < all.size(); at++) {
            last = all.get(at).is("CNI") ? at : last;
        }
        List<Segment> around = new ArrayList<>(all.subList(last, all.size()));
        around.addAll(all);
        return around;
    }
}
