// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.EventKind;
import portolan.schemas.lines.FaultException;

/** What stands in an EDIFACT message before its containers, and is about each of them. */
final class EventHead {
    /** Segments that are kept at most. */
    private static final int MOST = 1_000;

    private final EdiFormat.Head head;
    private final Values values;
    private final List<Segment> segments = new ArrayList<>();

    EventHead(EdiFormat.Head head) {
        this.head = head;
        this.values = head.values();
    }

    void take(Segment segment) {
        if (segments.size() < MOST) {
            segments.add(segment);
        }
    }

    Values values() {
        return values;
    }

    /** UNH 0065. */
    String type() {
        return head.message().text(2);
    }

    List<Segment> segments() {
        return segments;
    }

    /** BGM 1001; empty where there is none. */
    String code() {
        return Segment.first(segments, "BGM").text(1);
    }

    /** BGM 1225 says that an earlier report is withdrawn. */
    boolean cancels() {
        return CuscarHead.FUNCTIONS.get(Segment.first(segments, "BGM").text(3)) == EventKind.DELETE;
    }

    /** When the message was made: DTM 137, else UNB; null where neither says. */
    @Nullable
    Instant sentAt() throws FaultException {
        Instant sent = time(segments, values, "reportedAt", "137");
        return sent != null ? sent : head.sentAt("reportedAt");
    }

    /** NAD MS, else UNB 0004; null where neither says. */
    @Nullable
    String sender() {
        String id = NamedParty.id(Segment.first(segments, "NAD", "MS"), values);
        return id != null ? id : head.sender();
    }

    /** TDT of the main carriage, else any. */
    Segment ship() {
        Segment main = Segment.first(segments, "TDT", "20");
        return !main.isNone() ? main : Segment.first(segments, "TDT");
    }

    /** Names the ship and its voyage. */
    void ship(ContainerMoved event, Segment tdt) {
        event.setVoyage(values.text(tdt.text(2)));
        event.setVesselImo(Codes.shipNumber(tdt.text(8)));
        event.setVesselName(values.text(tdt.free(8, 4)));
    }

    /** The time of the first DTM with one of these qualifiers, in their order; null where there is none. */
    static @Nullable Instant time(List<Segment> segments, Values values, String path, String... qualifiers)
            throws FaultException {
        Segment dtm = Segment.first(segments, "DTM", qualifiers);
        return dtm.isNone() ? null : CuscarTimes.time(dtm, segments, values, path);
    }
}
