// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Lane;

/**
 * The alerts of one consignment, one a threat at most: what was last told, so that an amendment updates an alert
 * instead of raising another. Immutable. A closed alert stays, and opens again under the same identity.
 *
 * <p>Layout of the stored bytes, in the alphabet of {@link LayoutWriter}:
 *
 * <pre>
 *   octet 1 (version) | list of alerts
 *   alert    text threat | flag open | flag urgent | constant lane | signed score | text assessment id | list of reasons
 *   reason   text rule | signed bits | text why
 * </pre>
 *
 * Scores and bits are whole units of 1/1024 bit. The prior is no reason.
 */
public final class AlertBook {
    /** The book of a consignment that never had an alert. */
    public static final AlertBook EMPTY = new AlertBook(Map.of());

    private static final int VERSION = 1;

    private final Map<String, Entry> byThreat;

    private AlertBook(Map<String, Entry> byThreat) {
        this.byThreat = byThreat;
    }

    /** What was last told about one threat. */
    private record Entry(
            boolean open, boolean urgent, Lane lane, long score, String assessmentId, List<Reason> reasons) {
        Entry closed() {
            return new Entry(false, false, lane, score, assessmentId, List.of());
        }

        /** Whether somebody who was told about the other would learn nothing from this. */
        boolean saysTheSameAs(Entry other) {
            return urgent == other.urgent
                    && lane == other.lane
                    && score == other.score
                    && reasons.equals(other.reasons);
        }

        boolean isAbove(Entry told) {
            return score > told.score && (urgent || !told.urgent);
        }

        @Nullable
        Reason reason(String rule) {
            for (Reason reason : reasons) {
                if (reason.rule().equals(rule)) {
                    return reason;
                }
            }
            return null;
        }
    }

    private record Reason(String rule, long units, String why) {}

    /** Whether there is nothing to remember, so that the stored value can go. */
    public boolean isEmpty() {
        return byThreat.isEmpty();
    }

    /** Whether any alert is open. */
    public boolean isOpen() {
        return byThreat.values().stream().anyMatch(Entry::open);
    }

    /** Compares a new assessment with what was last told. */
    public Alerts on(Assessment assessment) {
        Map<String, Entry> next = new LinkedHashMap<>(byThreat);
        List<Alert> news = new ArrayList<>();
        Map<String, Entry> gone = new LinkedHashMap<>(byThreat);
        Subject subject = new Subject(assessment.tenant(), assessment.key(), assessment.assessedAt());
        for (ThreatScore threat : assessment.threats()) {
            gone.remove(threat.threat());
            Entry told = byThreat.get(threat.threat());
            Entry now = entry(threat, assessment.assessmentId());
            if (told == null || !told.open()) {
                if (threat.alerting()) {
                    next.put(threat.threat(), now);
                    news.add(subject.alert(threat.threat(), Alert.State.OPENED, now, now.urgent(), opening(told, now)));
                }
            } else if (!threat.alerting()) {
                next.put(threat.threat(), now.closed());
                news.add(subject.alert(
                        threat.threat(), Alert.State.WITHDRAWN, now, told.urgent(), differences(told, now)));
            } else if (!now.saysTheSameAs(told)) {
                next.put(threat.threat(), now);
                news.add(subject.alert(
                        threat.threat(),
                        Alert.State.UPDATED,
                        now,
                        told.urgent() || now.urgent(),
                        differences(told, now)));
            }
        }
        String reason = "no longer judged by rule set " + assessment.ruleSet().name() + " version "
                + assessment.ruleSet().version();
        close(gone, subject, reason, next, news);
        return new Alerts(new AlertBook(next), news);
    }

    /**
     * Compares the assessment of another filer's claim with what was last told. A claim opens an alert or raises one;
     * what is open because of the live version stands however harmless the claim is: else a friendly second filer could
     * close it.
     */
    public Alerts onClaim(Assessment claim) {
        Map<String, Entry> next = new LinkedHashMap<>(byThreat);
        List<Alert> news = new ArrayList<>();
        Subject subject = new Subject(claim.tenant(), claim.key(), claim.assessedAt());
        for (ThreatScore threat : claim.threats()) {
            Entry told = byThreat.get(threat.threat());
            Entry now = entry(threat, claim.assessmentId());
            if (!now.open()) {
                continue;
            }
            if (told == null || !told.open()) {
                next.put(threat.threat(), now);
                news.add(subject.alert(threat.threat(), Alert.State.OPENED, now, now.urgent(), opening(told, now)));
            } else if (now.isAbove(told)) {
                next.put(threat.threat(), now);
                news.add(
                        subject.alert(threat.threat(), Alert.State.UPDATED, now, now.urgent(), differences(told, now)));
            }
        }
        return new Alerts(new AlertBook(next), news);
    }

    /** Withdraws what is open: the consignment itself was withdrawn. */
    public Alerts onWithdrawal(CaseEvent event) {
        Map<String, Entry> next = new LinkedHashMap<>(byThreat);
        List<Alert> news = new ArrayList<>();
        Subject subject = new Subject(
                event.tenant(),
                event.key(),
                Instant.ofEpochMilli(event.position().orderTime()));
        close(byThreat, subject, "the consignment was withdrawn", next, news);
        return new Alerts(new AlertBook(next), news);
    }

    private static void close(
            Map<String, Entry> entries, Subject subject, String reason, Map<String, Entry> next, List<Alert> news) {
        entries.forEach((threat, entry) -> {
            if (entry.open()) {
                next.put(threat, entry.closed());
                news.add(subject.alert(threat, Alert.State.WITHDRAWN, entry.closed(), entry.urgent(), List.of(reason)));
            }
        });
    }

    /**
     * Whose alerts these are, and when the news came. News is urgent when the alert is or was: whoever heard "do not
     * load" must hear that it no longer stands.
     */
    private record Subject(String tenant, ConsignmentKey key, Instant at) {
        Alert alert(String threat, Alert.State state, Entry entry, boolean urgent, List<String> changes) {
            return new Alert(
                    StableId.of(Consignment.ledgerKey(tenant, key), threat),
                    tenant,
                    key,
                    threat,
                    state,
                    at,
                    entry.assessmentId(),
                    Bits.ofUnits(entry.score()),
                    entry.lane(),
                    urgent,
                    changes);
        }
    }

    private static Entry entry(ThreatScore threat, String assessmentId) {
        List<Reason> reasons = new ArrayList<>();
        // The prior comes first and is the same for every consignment.
        for (Contribution contribution :
                threat.contributions().subList(1, threat.contributions().size())) {
            reasons.add(new Reason(contribution.rule(), Bits.unitsOf(contribution.bits()), contribution.why()));
        }
        return new Entry(
                threat.alerting(),
                threat.urgent(),
                threat.lane(),
                Bits.unitsOf(threat.score()),
                assessmentId,
                List.copyOf(reasons));
    }

    private static List<String> opening(@Nullable Entry told, Entry now) {
        List<String> changes = new ArrayList<>();
        if (told == null) {
            changes.add("score " + Bits.show(now.score()) + " bits");
            changes.add("lane " + now.lane());
        } else {
            changes.add("opened again: score " + Bits.show(told.score()) + " -> " + Bits.show(now.score()) + " bits");
            changes.add("lane " + told.lane() + " -> " + now.lane());
        }
        for (Reason reason : now.reasons()) {
            changes.add("reason: " + reason.why() + " (" + Bits.show(reason.units()) + " bits)");
        }
        return changes;
    }

    private static List<String> differences(Entry told, Entry now) {
        List<String> changes = new ArrayList<>();
        if (told.score() != now.score()) {
            changes.add("score " + Bits.show(told.score()) + " -> " + Bits.show(now.score()) + " bits");
        }
        if (told.lane() != now.lane()) {
            changes.add("lane " + told.lane() + " -> " + now.lane());
        }
        if (told.urgent() != now.urgent()) {
            changes.add(now.urgent() ? "urgent now" : "no longer urgent");
        }
        for (Reason reason : now.reasons()) {
            Reason before = told.reason(reason.rule());
            if (before == null) {
                changes.add("new reason: " + reason.why() + " (" + Bits.show(reason.units()) + " bits)");
            } else if (before.units() != reason.units()) {
                changes.add((reason.units() > before.units() ? "counts more: " : "counts less: ") + reason.why() + " ("
                        + Bits.show(before.units()) + " -> " + Bits.show(reason.units()) + " bits)");
            }
        }
        for (Reason before : told.reasons()) {
            if (now.reason(before.rule()) == null) {
                changes.add("no longer: " + before.why() + " (" + Bits.show(before.units()) + " bits)");
            }
        }
        if (changes.isEmpty()) {
            changes.add("a reason is worded differently");
        }
        return changes;
    }

    /** The book's bytes, led by a layout version. */
    public byte[] toBytes() {
        LayoutWriter out = new LayoutWriter().octet(VERSION);
        out.list(byThreat.entrySet(), (writer, alert) -> write(writer.text(alert.getKey()), alert.getValue()));
        return out.toBytes();
    }

    private static void write(LayoutWriter out, Entry entry) {
        out.flag(entry.open())
                .flag(entry.urgent())
                .constant(entry.lane())
                .signed(entry.score())
                .text(entry.assessmentId())
                .list(
                        entry.reasons(),
                        (writer, reason) -> writer.text(reason.rule())
                                .signed(reason.units())
                                .text(reason.why()));
    }

    /**
     * Reads every layout version ever written.
     *
     * @throws LayoutException when newer code wrote the bytes, or they are no alert book
     */
    public static AlertBook fromBytes(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        in.version("an alert book", VERSION);
        int count = in.size();
        Map<String, Entry> byThreat = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            byThreat.put(in.text(), entry(in));
        }
        if (!in.atEnd()) {
            throw new LayoutException("an alert book has bytes after its end: length=" + bytes.length);
        }
        return byThreat.isEmpty() ? EMPTY : new AlertBook(byThreat);
    }

    private static Entry entry(LayoutReader in) {
        boolean open = in.flag();
        boolean urgent = in.flag();
        Lane lane = in.constant(Lane.class);
        long score = in.signed();
        String assessmentId = in.text();
        List<Reason> reasons = in.list(reader -> new Reason(reader.text(), reader.signed(), reader.text()));
        return new Entry(open, urgent, lane, score, assessmentId, reasons);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AlertBook book && byThreat.equals(book.byThreat);
    }

    @Override
    public int hashCode() {
        return byThreat.hashCode();
    }

    @Override
    public String toString() {
        return byThreat.toString();
    }
}
