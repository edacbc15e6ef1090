// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.desk.work.ReadBack;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.DeadlineTold;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Lane;

/**
 * What the desk knows, in one file of SQLite. One thread takes records in with {@link #apply}; any number of threads
 * ask. A file that is deleted, or of another release, or no longer a database, is made again from the topics.
 */
public final class DeskIndex implements AutoCloseable {
    /** Of one scope, and of all. */
    private static final int IDLE_READERS = 8;

    private static final int ALL_IDLE_READERS = 64;

    /** So many deadlines are told at once. */
    private static final int TOLD = 500;

    private final Path file;
    private final IndexFile locked;
    private final IndexWriter writer;
    private final Changes changes = new Changes();
    private final Map<Scope, ConcurrentLinkedQueue<Records>> idle = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private DeskIndex(Path file, IndexFile locked, Sql writing) {
        this.file = file;
        this.locked = locked;
        this.writer = new IndexWriter(writing);
    }

    /**
     * Opens the file, or begins it.
     *
     * @throws IndexException if it cannot be read or written, or another desk has it
     */
    public static DeskIndex open(Path file) {
        IndexFile locked = IndexFile.lock(file);
        try {
            return new DeskIndex(file, locked, locked.open());
        } catch (IndexException e) {
            locked.close();
            throw e;
        }
    }

    /**
     * Takes records in, and their offsets with them: all of them, or nothing. A record that cannot be read is counted
     * and skipped. By one thread.
     *
     * @throws IndexException if the file cannot be written
     */
    public void apply(List<IndexRecord> batch) {
        try {
            changes.add(writer.apply(batch));
        } catch (IndexException e) {
            throw e;
        } catch (RuntimeException e) {
            // One of them cannot be handled: the others are taken in one by one.
            for (IndexRecord record : batch) {
                applyAlone(record);
            }
        }
    }

    private void applyAlone(IndexRecord record) {
        try {
            changes.add(writer.apply(List.of(record)));
        } catch (IndexException e) {
            throw e;
        } catch (RuntimeException e) {
            writer.skipFailed(record, e);
        }
    }

    /** Takes out consignments of which nothing was heard since a time. By the thread that takes records in. */
    public void prune(Instant before) {
        boolean more = true;
        while (more) {
            more = writer.prune(before);
        }
    }

    /** Where to read on: the next offset by topic and partition, as {@code topic/partition}. */
    Map<String, Long> positions() {
        Map<String, Long> positions = new TreeMap<>();
        ask(sql -> sql.all(
                        row -> Map.entry(row.text() + '/' + row.number(), row.number()),
                        "SELECT topic, partition, next FROM position"))
                .forEach(position -> positions.put(position.getKey(), position.getValue()));
        return positions;
    }

    /** Tells who wants to know what is new. */
    public Changes changes() {
        return changes;
    }

    /**
     * Consignments for a worklist: those whose assessment was not read yet, which may be of any lane; then the strictest
     * lane first, in it the highest score.
     *
     * @param most so many rows at most
     */
    public List<CaseRow> worklist(WorklistFilter filter, Instant now, int most) {
        Where where = filter.where(now);
        return ask(sql -> sql.all(
                CaseRow::of,
                "SELECT " + CaseRow.COLUMNS + " FROM consignment WHERE " + where.sql()
                        + " ORDER BY lane, score DESC, tenant, key LIMIT ?",
                where.values(most)));
    }

    /** How many a filter finds. */
    public int count(WorklistFilter filter, Instant now) {
        Where where = filter.where(now);
        Long count = ask(sql ->
                sql.first(SqlRow::number, "SELECT count(*) FROM consignment WHERE " + where.sql(), where.values()));
        return count == null ? 0 : count.intValue();
    }

    /** What came into the lanes of offices on a day, UTC, against their budgets. */
    public List<BudgetUse> budgets(LocalDate day) {
        return ask(sql -> BudgetUse.on(sql, day));
    }

    /** All that is known of a consignment; null where nothing is. */
    public @Nullable CaseFile consignment(CaseKey key) {
        return found(key, CaseFile::of);
    }

    /** What a list shows of a consignment; null where nothing is known of it. */
    public @Nullable CaseRow row(CaseKey key) {
        return found(key, (row, id, records) -> row);
    }

    /** How a consignment stands for who is about to write a step; null where nothing is known of it. */
    public ReadBack.@Nullable CaseNow now(CaseKey key) {
        return found(key, CaseFile::now);
    }

    /** What is made of a consignment's row and records. */
    private interface Making<T> {
        @Nullable
        T of(CaseRow row, long id, Records records);
    }

    private <T> @Nullable T found(CaseKey key, Making<T> making) {
        return read(records -> {
            Sql sql = records.sql();
            Long id = sql.id(key);
            CaseRow row = id == null
                    ? null
                    : sql.first(CaseRow::of, "SELECT " + CaseRow.COLUMNS + " FROM consignment WHERE id = ?", id);
            return id == null || row == null ? null : making.of(row, id, records);
        });
    }

    /** The keys under which a consignment's key is known, of whatever tenant. */
    public List<CaseKey> keys(String consignment) {
        return ask(sql -> sql.all(
                row -> new CaseKey(row.text(), consignment),
                "SELECT tenant FROM consignment WHERE key = ? ORDER BY tenant",
                consignment));
    }

    /** Bills, boxes, seals, means, parties and contacts that begin so, however they are spelled; three letters at least. */
    public List<Hit> search(String typed, int most) {
        return ask(sql -> SearchQuery.run(sql, typed, most));
    }

    /** The consignments that name an identity, the newest first. */
    public List<CaseRow> of(IdentityKind kind, String value, int most) {
        return ask(sql -> SearchQuery.of(sql, kind, value, most));
    }

    /** What a consignment shares with others, over two steps; null where it is not known. */
    public @Nullable Links links(CaseKey key, int mostNodes) {
        return ask(sql -> LinksQuery.run(sql, key, mostNodes));
    }

    /** Open consignments that share a party, contact, address, box or seal with this one, the newest first. */
    public List<CaseRow> openSharing(CaseKey key, int most) {
        return ask(sql -> LinksQuery.openSharing(sql, key, most));
    }

    /**
     * What a consignment's parties, contacts and boxes were in before an assessment of it, as that could be known.
     *
     * @param most so many earlier consignments of each, the newest
     */
    public List<Past> past(CaseKey key, Stored<ConsignmentAssessed> assessment, int most) {
        return read(records -> Past.of(records, key, assessment, most));
    }

    /** Roles of a consignment's parties that are, by number or name, in one that was assessed for earlier filings. */
    public Set<String> known(CaseKey key) {
        return Set.copyOf(ask(sql -> sql.all(
                SqlRow::text,
                "SELECT DISTINCT l.role FROM consignment s JOIN link l ON l.consignment = s.id JOIN identity i"
                        + " ON i.id = l.identity AND i.kind = 'PARTY' JOIN link o ON o.identity = i.id JOIN consignment c"
                        + " ON c.id = o.consignment AND c.ordered_at < s.ordered_at WHERE s.tenant = ? AND s.key = ?",
                key.tenant(),
                key.consignment())));
    }

    /**
     * From when on it knows every consignment that was filed, to the hour; null where it knows none. Of older ones it may
     * know what was done, since those topics are read whole.
     */
    public @Nullable Instant since() {
        // Noted is the end of the hour.
        return ask(sql -> sql.first(
                row -> row.time().minus(1, ChronoUnit.HOURS),
                "SELECT touched FROM consignment WHERE mode IS NOT NULL ORDER BY touched LIMIT 1"));
    }

    /** Examined consignments that look most like an assessment by what fired, the most alike first. */
    public Alike.Found alike(ConsignmentAssessed assessment, int most) {
        return read(records -> Alike.to(records, assessment, most));
    }

    /** Journeys that arrive in a span of time, the earliest first. */
    public List<Trip> trips(Instant from, Instant to) {
        return ask(sql -> TripQuery.expected(sql, from, to));
    }

    /** One journey; null where it is not known. */
    public @Nullable Trip trip(String trip) {
        return ask(sql -> TripQuery.one(sql, trip));
    }

    /**
     * The consignments of a journey, the strictest lane first, in it the highest score; without those withdrawn.
     *
     * @param lane null: any
     * @param from place in the order
     */
    public List<CaseRow> ofTrip(String trip, @Nullable Lane lane, int from, int most) {
        return ask(sql -> TripQuery.bills(sql, trip, lane, from, most));
    }

    /** The consignments of a journey for which this was decided, or proposed; the first decided first. */
    public List<CaseRow> decidedOnTrip(String trip, DecisionAction action) {
        return ask(sql -> TripQuery.decided(sql, trip, action));
    }

    /** Bills of a journey whose deadline nears or has passed, and about which nothing is decided; the earliest first. */
    public List<CaseRow> undecidedOnTrip(String trip, Instant now, int most) {
        return ask(sql -> Deadlines.undecided(sql, trip, now, most));
    }

    /** Deadlines that near or have passed at a time, and of which the topic does not tell yet; the first few hundred. */
    public List<DeadlineTold> untold(Instant now) {
        return ask(sql -> Deadlines.untold(sql, now, TOLD));
    }

    /** Consignments of which an outcome was approved and is not reported. */
    public List<CaseKey> unreported(int most) {
        return ask(sql -> sql.all(
                row -> new CaseKey(row.text(), row.text()),
                "SELECT tenant, key FROM consignment WHERE unreported IS NOT NULL ORDER BY tenant, key LIMIT ?",
                most));
    }

    /** Boxes that several bills of a journey name, those on most bills first. */
    public List<Trip.SharedBox> sharedBoxes(String trip, int most) {
        return ask(sql -> TripQuery.sharedBoxes(sql, trip, most));
    }

    /** For which other consignment one of these photographs was first given, of whatever tenant; empty for none. */
    public Optional<GivenPhoto> given(CaseKey key, List<String> hashes) {
        return ask(sql -> GivenPhoto.of(sql, key, hashes));
    }

    /** The last filing that states the whole bill; null where none is at hand. */
    public @Nullable Filing filing(CaseKey key) {
        return found(key, (row, id, records) -> CaseFile.whole(records.of(Filing.class, Kind.FILING, id)));
    }

    /**
     * Lines of the audit, the newest first. Null: any.
     *
     * @param before offset that they stand before, for the next page
     */
    public List<AuditLine> audit(
            @Nullable Long before, @Nullable String by, @Nullable String action, @Nullable String subject, int most) {
        return ask(sql -> AuditLine.before(sql, before, by, action, subject, most));
    }

    /** Records that could not be read, by topic, with the last one's place and fault. */
    public Map<String, String> unreadable() {
        Map<String, String> unreadable = new TreeMap<>();
        ask(sql -> sql.all(
                        row -> Map.entry(row.text(), row.number() + " records, the last at " + row.text()),
                        "SELECT topic, count, last FROM unreadable"))
                .forEach(topic -> unreadable.put(topic.getKey(), topic.getValue()));
        return unreadable;
    }

    private <T extends @Nullable Object> T ask(Function<Sql, T> question) {
        return read(records -> question.apply(records.sql()));
    }

    /** Asks within one transaction, and within the asker's {@link Scope}: what it sees is of one moment. */
    private <T extends @Nullable Object> T read(Function<Records, T> question) {
        if (closed) {
            throw new IllegalStateException("the index is closed: file=" + file);
        }
        Scope scope = Scope.current();
        ConcurrentLinkedQueue<Records> ofScope = idle.computeIfAbsent(scope, any -> new ConcurrentLinkedQueue<>());
        Records polled = ofScope.poll();
        Records records = polled == null ? new Records(reader(scope)) : polled;
        records.sql().run("BEGIN");
        try {
            return question.apply(records);
        } finally {
            records.sql().rollback();
            if (closed || ofScope.size() >= IDLE_READERS || idleReaders() >= ALL_IDLE_READERS) {
                records.close();
            } else {
                ofScope.add(records);
            }
        }
    }

    private int idleReaders() {
        return idle.values().stream().mapToInt(ConcurrentLinkedQueue::size).sum();
    }

    private Sql reader(Scope scope) {
        Sql sql = Sql.open(file);
        sql.script(scope.views() + "PRAGMA query_only = 1;");
        return sql;
    }

    /** What is not taken in yet is taken in after the next start. */
    @Override
    public void close() {
        closed = true;
        idle.values().forEach(readers -> {
            for (Records records = readers.poll(); records != null; records = readers.poll()) {
                records.close();
            }
        });
        writer.close();
        locked.close();
    }
}
