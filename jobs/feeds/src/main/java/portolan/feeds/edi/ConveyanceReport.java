// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.lines.FaultException;

/** CUSREP, the customs conveyance report: one call of a ship or vehicle a message. */
final class ConveyanceReport {
    private static final Pattern CALL_SIGN = Pattern.compile("[A-Z0-9]{3,8}");

    private final EdiFormat.Head head;
    private final Values values;

    private ConveyanceReport(EdiFormat.Head head) {
        this.head = head;
        this.values = head.values();
    }

    static EdiFormat.Reading reading(EdiFormat.Head head) {
        ConveyanceReport reading = new ConveyanceReport(head);
        return EdiFormat.slices(
                "",
                (slice, out) ->
                        out.report(slice.from(), slice.to(), slice.part(), () -> reading.report(slice.segments())));
    }

    private ConveyanceReported report(List<Segment> segments) throws FaultException {
        EventHead all = new EventHead(head);
        segments.forEach(all::take);
        ConveyanceReported report = new ConveyanceReported();
        // The record's own setter takes no null.
        report.put("reportedAt", all.sentAt());
        report.setSender(all.sender());
        report.setSourceMessageType("CUSREP");
        report.setCarrier(NamedParty.id(Segment.first(segments, "NAD", "CA"), values));
        conveyance(report, all.ship());
        call(report, segments);
        return report;
    }

    private void conveyance(ConveyanceReported report, Segment tdt) {
        report.setMode(values.mode("mode", tdt.text(3)));
        report.setVoyage(values.text(tdt.text(2)));
        if (report.getCarrier() == null) {
            report.setCarrier(values.text(tdt.text(5)));
        }
        String id = values.text(tdt.text(8));
        if (id != null) {
            report.setImo(Codes.shipNumber(id));
            // Qualifiers lie: what is no number of a ship may be its call sign.
            if (report.getImo() == null && CALL_SIGN.matcher(id).matches()) {
                report.setCallSign(id);
            }
        }
        report.setName(values.text(tdt.free(8, 4)));
        report.setFlag(values.text(tdt.text(8, 5)));
    }

    /** Arrival at LOC 60, 153, 11 or 8; a report that tells of no arrival is of the place that was left. */
    private void call(ConveyanceReported report, List<Segment> segments) throws FaultException {
        Segment loc = Segment.first(segments, "DTM", "132", "232", "178").isNone()
                ? Segment.first(segments, "LOC", "5", "9")
                : Segment.NONE;
        if (loc.isNone()) {
            loc = Segment.first(segments, "LOC", "60", "153", "11", "8", "5", "9");
        }
        String code = values.text(values.meaning("locode", loc.text(2)));
        report.setLocode(code == null ? null : Codes.locode(code));
        report.setEstimatedArrival(time(segments, "estimatedArrival", "132", "232"));
        report.setActualArrival(time(segments, "actualArrival", "178"));
        report.setEstimatedDeparture(time(segments, "estimatedDeparture", "133"));
        report.setActualDeparture(time(segments, "actualDeparture", "136", "186"));
    }

    private @Nullable Instant time(List<Segment> segments, String path, String... qualifiers) throws FaultException {
        return EventHead.time(segments, values, path, qualifiers);
    }
}
