// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Bills;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.LineFault;

/**
 * One EDIFACT message about containers: a slice for each. What opens a group, a place on board or a status, may stand
 * before several containers and is about all of them.
 */
abstract class ContainerReading implements EdiFormat.Reading {
    final EventHead head;
    final Values values;
    private final List<Segment> group = new ArrayList<>();
    private boolean inGroup;
    private boolean hasContainer;
    private @Nullable Integer stated;

    ContainerReading(EdiFormat.Head head) {
        this.head = new EventHead(head);
        this.values = head.values();
    }

    /** Whether a segment opens a group of containers. */
    abstract boolean opens(Segment segment);

    /** Whether a segment ends the groups. */
    boolean ends(Segment segment) {
        return segment.is("CNT") || segment.is("AUT");
    }

    /**
     * The movement that a container's segments say.
     *
     * @param own its segments, and before them those of its group
     * @return null where there is none, once it has been skipped
     */
    abstract @Nullable ContainerMoved event(List<Segment> own, Bills out) throws FaultException;

    @Override
    public final EdiFormat.Place place(Segment segment) {
        if (opens(segment)) {
            return EdiFormat.Place.BEGINS_BILL;
        }
        if (!inGroup || ends(segment)) {
            return EdiFormat.Place.AROUND;
        }
        return hasContainer && segment.is("EQD") ? EdiFormat.Place.BEGINS_BILL : EdiFormat.Place.IN_BILL;
    }

    @Override
    public final void accept(Segment segment, EdiFormat.Place place) {
        if (place == EdiFormat.Place.AROUND) {
            inGroup = false;
            // UN/EDIFACT 6069: 16 counts containers.
            if (segment.is("CNT")
                    && segment.text(1).equals("16")
                    && segment.text(1, 2).matches("[0-9]{1,6}")) {
                stated = Integer.valueOf(segment.text(1, 2));
            }
            head.take(segment);
            return;
        }
        if (opens(segment)) {
            group.clear();
            inGroup = true;
            hasContainer = false;
        }
        if (segment.is("EQD")) {
            hasContainer = true;
        } else if (!hasContainer) {
            group.add(segment);
        }
    }

    @Override
    public final @Nullable Integer stated() {
        return stated;
    }

    @Override
    public final void read(EdiFormat.Slice slice, Bills out) {
        out.move(slice.from(), slice.to(), slice.part(), () -> read(slice.segments(), out));
    }

    private @Nullable ContainerMoved read(List<Segment> slice, Bills out) throws FaultException {
        List<Segment> own = new ArrayList<>();
        if (!group.isEmpty() && group.get(0).from() != slice.get(0).from()) {
            own.addAll(group);
        }
        own.addAll(slice);
        Segment eqd = Segment.first(own, "EQD");
        if (!eqd.text(1).equals("CN") && !eqd.text(1).isEmpty()) {
            out.skip("EQD " + eqd.text(1));
            return null;
        }
        if (head.cancels()) {
            throw new FaultException(
                    LineFault.Code.UNKNOWN_CODE,
                    "event",
                    "a report that withdraws an earlier one: BGM 1225; what was learned of a movement is not taken back");
        }
        ContainerMoved event = event(own, out);
        if (event != null) {
            event.put("reportedAt", head.sentAt());
        }
        return event;
    }
}
