// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Bills;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.EventClassifier;
import portolan.schemas.lines.FaultException;

/**
 * BAPLIE, the bayplan that a ship leaves a port with: each container that was loaded there. The loading of the others was
 * told when the ship left the port of theirs, and no time of it stands here.
 */
final class Bayplan extends ContainerReading {
    Bayplan(EdiFormat.Head head) {
        super(head);
    }

    /** A place on board. */
    @Override
    boolean opens(Segment segment) {
        return segment.is("LOC") && segment.text(1).equals("147");
    }

    @Override
    @Nullable
    ContainerMoved event(List<Segment> own, Bills out) throws FaultException {
        if (Segment.first(own, "EQD").isNone()) {
            out.skip("stowed without a container");
            return null;
        }
        Segment left = Segment.first(head.segments(), "LOC", "5");
        Segment loaded = Segment.first(own, "LOC", "9", "6");
        if (!left.isNone() && !loaded.isNone() && !left.text(2).equals(loaded.text(2))) {
            out.skip("loaded at another port");
            return null;
        }
        ContainerMoved event = Moves.of(own, head);
        head.ship(event, head.ship());
        if (event.getVoyage() == null) {
            event.setVoyage(
                    values.text(Segment.first(head.segments(), "RFF", "VON").text(1, 2)));
        }
        event.setEvent(ContainerEvent.LOADED);
        Moves.place(event, left.isNone() ? loaded : left, values);
        Instant gone = EventHead.time(head.segments(), values, "at", "186", "136");
        event.put("at", gone != null ? gone : EventHead.time(head.segments(), values, "at", "133"));
        event.setClassifier(
                Moves.classifier(values, "BAPLIE", gone == null ? EventClassifier.PLANNED : EventClassifier.ACTUAL));
        return event;
    }
}
