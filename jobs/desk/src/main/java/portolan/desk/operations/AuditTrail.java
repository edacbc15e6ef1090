// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.DeskAudited;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/**
 * Who saw, claimed, decided and changed, as the topics say it: nothing stands between them and the page. It reads backwards
 * day by day until a page is full, so a page of today costs a day, and one of a person who is seldom here some more.
 */
final class AuditTrail {
    static final int ROWS = 50;

    /** Records that are read for one page at most. */
    private static final long MOST_READ = 500_000;

    private final KafkaAccess kafka;

    AuditTrail(KafkaAccess kafka) {
        this.kafka = kafka;
    }

    /** What kind of thing somebody did, and the topic that says so. */
    enum Deed {
        /** Looked, searched, signed in, sent again: all that the desk itself notes. */
        DESK,
        WORKED,
        DECIDED,
        RULES;

        private Topic<? extends SpecificRecord> topic() {
            return switch (this) {
                case DESK -> Topics.DESK_AUDITED;
                case WORKED -> Topics.ALERTS_WORKED;
                case DECIDED -> Topics.DECISIONS_RECORDED;
                case RULES -> Topics.RULESETS_AUDITED;
            };
        }
    }

    /**
     * One line.
     *
     * @param at the broker's time of it; of rule sets the job's
     * @param action by its name
     * @param subject a consignment, a rule set, a reject
     * @param offset in its topic: the proof
     */
    record Line(
            Instant at, Deed deed, long offset, String by, String role, String action, String subject, String detail) {
        private static final Comparator<Line> NEWEST_FIRST = Comparator.comparing(Line::at)
                .thenComparing(Line::deed)
                .thenComparing(Line::offset)
                .reversed();

        String place() {
            return deed.topic().name() + ":0:" + offset;
        }

        private String cursor() {
            return at.toEpochMilli() + "-" + deed + "-" + offset;
        }
    }

    /**
     * Which lines are wanted; empty takes all.
     *
     * @param by person
     * @param subject part of what it was done to, or of the detail, whatever the case
     * @param deed null for all
     * @param from first day, UTC
     * @param to last day, UTC
     * @param onlyBaits only lines about something that nobody has a reason to touch
     */
    record Wanted(String by, String subject, @Nullable Deed deed, LocalDate from, LocalDate to, boolean onlyBaits) {
        private boolean takes(Line line, Baits baits) {
            String all = (line.subject() + '\n' + line.detail()).toLowerCase(Locale.ROOT);
            return (by.isEmpty() || by.equalsIgnoreCase(line.by()))
                    && (subject.isEmpty() || all.contains(subject.toLowerCase(Locale.ROOT)))
                    && (!onlyBaits || baits.isTouched(line));
        }
    }

    /**
     * A page of them.
     *
     * @param next where the next page begins; empty behind the last
     * @param readTo the earliest day that was looked at
     * @param isCut whether so much was read that days before were not looked at
     */
    record Page(List<Line> lines, String next, LocalDate readTo, boolean isCut) {}

    /**
     * The newest that are wanted, behind a place.
     *
     * @param cursor as the page before says it; empty for the first page
     * @throws IllegalArgumentException if the cursor is none
     * @throws portolan.topics.KafkaFault if the brokers do not answer
     */
    Page page(Wanted wanted, String cursor, Baits baits) {
        Line behind = cursor.isEmpty() ? null : behind(cursor);
        LocalDate end = behind == null ? wanted.to() : LocalDate.ofInstant(behind.at(), ZoneOffset.UTC);
        List<Line> lines = new ArrayList<>();
        long read = 0;
        int days = 1;
        LocalDate from = end.plusDays(1);
        try (TopicScan scan = new TopicScan(kafka, "portolan-desk-audit")) {
            while (lines.size() <= ROWS && from.isAfter(wanted.from()) && read < MOST_READ) {
                LocalDate to = from;
                from = latest(to.minusDays(days), wanted.from());
                read += read(scan, from, to, wanted, behind, baits, lines);
                days *= 2;
            }
        }
        lines.sort(Line.NEWEST_FIRST);
        boolean hasMore = lines.size() > ROWS;
        List<Line> shown = hasMore ? List.copyOf(lines.subList(0, ROWS)) : List.copyOf(lines);
        return new Page(
                shown,
                hasMore ? shown.get(ROWS - 1).cursor() : "",
                from,
                !hasMore && from.isAfter(wanted.from()) && read >= MOST_READ);
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static Line behind(String cursor) {
        String[] parts = cursor.split("-", -1);
        if (parts.length != 3 || !parts[0].matches("[0-9]{1,15}") || !parts[2].matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("there is no such page: cursor=" + cursor);
        }
        return new Line(
                Instant.ofEpochMilli(Long.parseLong(parts[0])),
                Deed.valueOf(parts[1]),
                Long.parseLong(parts[2]),
                "",
                "",
                "",
                "",
                "");
    }

    /** Adds the wanted lines of some days, the last one not among them; returns how many records were read. */
    private long read(
            TopicScan scan,
            LocalDate from,
            LocalDate to,
            Wanted wanted,
            @Nullable Line behind,
            Baits baits,
            List<Line> lines) {
        long read = 0;
        Instant begin = from.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = to.atStartOfDay(ZoneOffset.UTC).toInstant();
        for (Deed deed : Deed.values()) {
            if (wanted.deed() != null && wanted.deed() != deed) {
                continue;
            }
            Map<TopicPartition, TopicScan.Range> ranges = new HashMap<>(scan.since(deed.topic(), begin));
            Map<TopicPartition, TopicScan.Range> later = scan.since(deed.topic(), end);
            ranges.replaceAll((partition, range) -> {
                TopicScan.Range behindThem = later.get(partition);
                return behindThem == null ? range : new TopicScan.Range(range.from(), behindThem.from());
            });
            read += ranges.values().stream()
                    .mapToLong(range -> Math.max(0, range.to() - range.from()))
                    .sum();
            scan.read(ranges, record -> {
                Line line = record.value() == null ? null : line(deed, record);
                if (line != null
                        && wanted.takes(line, baits)
                        && (behind == null || Line.NEWEST_FIRST.compare(line, behind) > 0)) {
                    lines.add(line);
                }
            });
        }
        return read;
    }

    private static @Nullable Line line(Deed deed, ConsumerRecord<byte[], byte[]> record) {
        return deed.topic().wire().decode(record.value()) instanceof DecodeResult.Value<?> read
                ? line(deed, record, read.value())
                : null;
    }

    private static @Nullable Line line(Deed deed, ConsumerRecord<byte[], byte[]> record, Object said) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        if (said instanceof DeskAudited one) {
            return new Line(
                    at,
                    deed,
                    record.offset(),
                    one.getBy(),
                    one.getRole(),
                    one.getAction(),
                    one.getSubject(),
                    one.getDetail());
        }
        if (said instanceof AlertWorked one) {
            String until = one.getUntil() == null ? "" : "until " + one.getUntil() + "; ";
            return new Line(
                    at,
                    deed,
                    record.offset(),
                    one.getBy(),
                    one.getRole(),
                    one.getKind().name(),
                    one.getConsignmentKey(),
                    until + one.getNote());
        }
        if (said instanceof DecisionRecorded one) {
            String reason = one.getReason() == null ? "" : one.getReason() + "; ";
            return new Line(
                    at,
                    deed,
                    record.offset(),
                    one.getBy(),
                    one.getRole(),
                    one.getKind() + " " + one.getAction(),
                    one.getConsignmentKey(),
                    reason + one.getNote());
        }
        if (said instanceof RuleSetAudited one && one.getJump() == null) {
            String verdict = Boolean.FALSE.equals(one.getAccepted()) ? " REFUSED" : "";
            return new Line(
                    at,
                    deed,
                    record.offset(),
                    one.getBy(),
                    "",
                    (one.getStep() == null
                                    ? one.getAction().name()
                                    : one.getStep().name())
                            + verdict,
                    one.getName() + " v" + one.getVersion(),
                    one.getWhy());
        }
        return null;
    }
}
