// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.desk.work.OutcomeJson;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.DeadlineTold;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.DeskAudited;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.LaneCount;
import portolan.schemas.avro.LanesCounted;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;

/**
 * Takes records into the file. What it writes of a consignment does not depend on the order in which the topics are
 * read, only on the order within each: so a file that is made again is equal to the first. One thread.
 */
final class IndexWriter implements AutoCloseable {
    private final Sql sql;
    private final Consignments consignments;
    private final FilingFacts facts;
    private final Records records;
    private final CaseSummary summary;
    private final Map<Kind, Taker> takers = new EnumMap<>(Kind.class);
    private final Map<Kind, Set<CaseKey>> changed = new EnumMap<>(Kind.class);
    private final Map<String, IndexRecord> last = new HashMap<>();
    private final Set<Long> unsummed = new LinkedHashSet<>();

    /** What becomes of the records of one topic. */
    private interface Taker {
        /** Why the record cannot be read; null when it was taken in. */
        @Nullable
        String take(IndexRecord record, byte[] value);
    }

    IndexWriter(Sql sql) {
        this.sql = sql;
        this.consignments = new Consignments(sql);
        this.facts = new FilingFacts(sql);
        this.records = new Records(sql);
        this.summary = new CaseSummary(sql, records);
        takers.put(Kind.FILING, decoding(Topics.CONSIGNMENTS_FILED, this::filing));
        takers.put(Kind.ASSESSMENT, decoding(Topics.CONSIGNMENTS_ASSESSED, this::assessment));
        takers.put(Kind.ALERT, decoding(Topics.ALERTS_RAISED, this::alert));
        takers.put(Kind.OUTCOME, decoding(Topics.INSPECTIONS_REPORTED, this::outcome));
        takers.put(Kind.STEP, decoding(Topics.ALERTS_WORKED, this::step));
        takers.put(Kind.DECISION, decoding(Topics.DECISIONS_RECORDED, this::decision));
        takers.put(Kind.DEADLINE, decoding(Topics.DEADLINES_TOLD, this::deadline));
        takers.put(Kind.CONVEYANCE, decoding(Topics.CONVEYANCES_REPORTED, this::conveyance));
        takers.put(Kind.LANES, decoding(Topics.LANES_COUNTED, this::lanes));
        takers.put(Kind.AUDIT, decoding(Topics.DESK_AUDITED, this::audited));
    }

    private static <T extends SpecificRecord> Taker decoding(Topic<T> topic, BiConsumer<T, IndexRecord> taker) {
        AvroWire<T> wire = topic.wire();
        return (record, value) -> {
            DecodeResult<T> decoded = wire.decode(value);
            if (decoded instanceof DecodeResult.Refused<T> refused) {
                return refused.fault().message();
            }
            taker.accept(((DecodeResult.Value<T>) decoded).value(), record);
            return null;
        };
    }

    /** Takes a batch in, and its offsets with it: all of it or, where that fails, nothing. */
    Change apply(List<IndexRecord> batch) {
        try {
            return whole(() -> {
                for (IndexRecord record : batch) {
                    changed.computeIfAbsent(record.kind(), kind -> new HashSet<>());
                    take(record);
                }
                unsummed.forEach(summary::write);
                last.values().forEach(this::position);
                return new Change(changed);
            });
        } finally {
            changed.clear();
            unsummed.clear();
            last.clear();
        }
    }

    /** Writes all of it, or nothing: a transaction that a full disk broke must not stay open. */
    private <T extends @Nullable Object> T whole(Supplier<T> writing) {
        sql.begin();
        try {
            T result = writing.get();
            sql.commit();
            return result;
        } catch (RuntimeException e) {
            undo(e);
            throw e;
        }
    }

    private void undo(RuntimeException failure) {
        forget();
        try {
            sql.rollback();
        } catch (IndexException e) {
            // A full disk ends the transaction by itself, and then there is none to end.
            failure.addSuppressed(e);
        }
    }

    private void take(IndexRecord record) {
        byte[] value = record.value();
        Taker taker = takers.get(record.kind());
        String fault = value == null ? tombstone(record) : taker == null ? null : taker.take(record, value);
        if (fault != null) {
            skip(record, fault);
        }
        last.merge(
                record.kind().name() + record.partition(),
                record,
                (one, other) -> one.offset() > other.offset() ? one : other);
    }

    private void position(IndexRecord record) {
        sql.run(
                "INSERT INTO position VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET next = max(next, ?3)",
                record.kind().topic().name(),
                record.partition(),
                record.offset() + 1);
    }

    /** Counts a record that cannot be read, and goes on. */
    private void skip(IndexRecord record, String fault) {
        sql.run(
                "INSERT INTO unreadable VALUES (?1, 1, ?2) ON CONFLICT DO UPDATE SET count = count + 1, last = ?2",
                record.kind().topic().name(),
                "partition=" + record.partition() + ", offset=" + record.offset() + ": " + fault);
    }

    /** Takes in a record that a batch failed on only as far as its place goes. */
    void skipFailed(IndexRecord record, RuntimeException failure) {
        whole(() -> {
            skip(record, "not handled, cause=" + failure);
            position(record);
            return null;
        });
    }

    /** Who ends the work on a consignment takes its steps out of their topic, by their keys. */
    private @Nullable String tombstone(IndexRecord record) {
        byte[] key = record.key();
        if (key == null || (record.kind() != Kind.STEP && record.kind() != Kind.DECISION)) {
            return "it has no value";
        }
        String name = new String(key, StandardCharsets.UTF_8);
        List<Long> of = sql.all(
                SqlRow::number,
                "SELECT r.consignment FROM consignment c JOIN record r ON r.consignment = c.id"
                        + " WHERE c.key = ? AND r.kind = ? AND r.name = ?",
                name.substring(0, Math.max(0, name.lastIndexOf('/'))),
                record.kind(),
                name);
        for (long consignment : of) {
            sql.run(
                    "DELETE FROM record WHERE consignment = ? AND kind = ? AND name = ?",
                    consignment,
                    record.kind(),
                    name);
            unsummed.add(consignment);
        }
        return null;
    }

    private long keep(IndexRecord record, String tenant, String key, String name) {
        CaseKey of = new CaseKey(tenant, key);
        long consignment = consignments.touched(of, record.at());
        byte[] value = record.value();
        if (value != null) {
            records.add(consignment, record, name, value);
        }
        changed.computeIfAbsent(record.kind(), kind -> new HashSet<>()).add(of);
        return consignment;
    }

    private void filing(Filing filing, IndexRecord record) {
        long consignment = keep(record, filing.getTenant(), filing.getConsignmentKey(), "");
        facts.write(consignment, filing);
    }

    private void assessment(ConsignmentAssessed assessed, IndexRecord record) {
        long consignment = keep(record, assessed.getTenant(), assessed.getConsignmentKey(), assessed.getAssessmentId());
        if (AssessmentFacts.write(sql, consignment, assessed)) {
            unsummed.add(consignment);
        }
    }

    private void alert(AlertRaised alert, IndexRecord record) {
        unsummed.add(keep(record, alert.getTenant(), alert.getConsignmentKey(), alert.getAlertId()));
    }

    private void outcome(InspectionOutcome outcome, IndexRecord record) {
        unsummed.add(keep(record, outcome.getTenant(), outcome.getConsignmentKey(), outcome.getOutcomeId()));
        photos(outcome);
    }

    private void step(AlertWorked step, IndexRecord record) {
        String name = step.getConsignmentKey() + '/' + step.getStepId();
        unsummed.add(keep(record, step.getTenant(), step.getConsignmentKey(), name));
    }

    private void decision(DecisionRecorded decision, IndexRecord record) {
        String name = decision.getConsignmentKey() + '/' + decision.getDecisionId();
        unsummed.add(keep(record, decision.getTenant(), decision.getConsignmentKey(), name));
        InspectionOutcome outcome = decision.getOutcome() == null ? null : OutcomeJson.of(decision);
        if (outcome != null) {
            photos(outcome);
        }
    }

    /** They stay when the consignment leaves: of each it is known what it was given for before. */
    private void photos(InspectionOutcome outcome) {
        for (String hash : outcome.getPhotos()) {
            sql.run(
                    "INSERT INTO photo VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET at = min(at, ?4)",
                    hash,
                    outcome.getTenant(),
                    outcome.getConsignmentKey(),
                    outcome.getReportedAt());
        }
    }

    private void deadline(DeadlineTold told, IndexRecord record) {
        Deadlines.write(sql, told);
        changed.computeIfAbsent(record.kind(), kind -> new HashSet<>())
                .add(new CaseKey(told.getTenant(), told.getConsignmentKey()));
    }

    private void conveyance(ConveyanceReported reported, IndexRecord record) {
        String mode = reported.getMode() == null ? "SEA" : reported.getMode().name();
        Instant due =
                reported.getActualArrival() == null ? reported.getEstimatedArrival() : reported.getActualArrival();
        String trip = Trips.id(
                mode, Trips.means(reported), Trips.voyage(reported.getVoyage()), due == null ? null : Trips.day(due));
        if (trip == null) {
            return;
        }
        sql.run(
                "INSERT INTO report VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO UPDATE SET at = ?4,"
                        + " name = COALESCE(?6, name), due = COALESCE(?8, due), arrived = COALESCE(?9, arrived)"
                        + " WHERE at <= ?4",
                trip,
                reported.getLocode() == null ? "" : reported.getLocode(),
                reported.getTenant(),
                record.at(),
                mode,
                reported.getName() == null ? reported.getImo() : reported.getName(),
                reported.getVoyage(),
                reported.getEstimatedArrival(),
                reported.getActualArrival());
    }

    private void lanes(LanesCounted counted, IndexRecord record) {
        for (LaneCount lane : counted.getLanes()) {
            sql.run(
                    "INSERT INTO lane_count VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE"
                            + " SET day = ?5, budget = ?6 WHERE day <= ?5",
                    counted.getTenant(),
                    counted.getOffice(),
                    counted.getDay().getDayOfWeek().getValue(),
                    Lanes.rank(lane.getLane()),
                    counted.getDay().toEpochDay(),
                    lane.getBudget());
        }
    }

    private void audited(DeskAudited audited, IndexRecord record) {
        sql.run(
                "INSERT OR IGNORE INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)",
                record.offset(),
                audited.getAt(),
                audited.getBy(),
                audited.getRole(),
                audited.getAction(),
                audited.getSubject(),
                audited.getDetail());
    }

    /** Takes out what was not heard of since a time; whether there may be more. */
    boolean prune(Instant before) {
        boolean more = whole(() -> {
            List<Long> old = sql.all(
                    SqlRow::number, "SELECT id FROM consignment WHERE touched < ? ORDER BY touched LIMIT 1000", before);
            for (long consignment : old) {
                sql.run("DELETE FROM link WHERE consignment = ?", consignment);
                sql.run("DELETE FROM record WHERE consignment = ?", consignment);
                sql.run("DELETE FROM consignment WHERE id = ?", consignment);
            }
            if (!old.isEmpty()) {
                sql.run("DELETE FROM identity WHERE NOT EXISTS (SELECT 1 FROM link WHERE identity = identity.id)");
            }
            sql.run("DELETE FROM report WHERE at < ?", before);
            Deadlines.prune(sql, before);
            return !old.isEmpty();
        });
        forget();
        return more;
    }

    private void forget() {
        consignments.forget();
        facts.forget();
    }

    /** Gives up its connection too. */
    @Override
    public void close() {
        records.close();
    }
}
