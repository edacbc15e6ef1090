// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One partition's log, as its leader has it: append times, open and ended transactions, and a first offset. */
final class SimPartition {
    private final TopicPartition name;
    private final SimTime time;
    private final List<Entry> entries = new ArrayList<>();
    private long start;

    /** What was deleted before a job had it for good. */
    private final Set<Long> lost = new HashSet<>();

    private final List<Long> cuts = new ArrayList<>();

    /** Before it nothing is of a transaction that is open. */
    private long ended;

    /** How far its leader's clock is ahead of the true time, in milliseconds. */
    private long skew;

    /** How long what is appended takes to reach the other brokers; until then nobody is shown it. */
    private long copying;

    private long ahead;

    /** Until then its leader does nothing, and whoever asks it for something waits. */
    private long hangsUntil;

    /** A transaction, of one or several partitions. */
    static final class Transaction {
        private State state = State.OPEN;

        /** What has become of it. */
        enum State {
            OPEN,
            COMMITTED,
            ABORTED
        }

        boolean isOpen() {
            return state == State.OPEN;
        }
    }

    /**
     * What is at one offset.
     *
     * @param isBySender whether its sender says the time, not the leader
     * @param visibleAt the true time from which it is copied
     * @param transaction null where it is in none
     * @param value null where it is no record but a transaction's end
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    record Entry(
            long offset,
            long time,
            boolean isBySender,
            long visibleAt,
            @Nullable Transaction transaction,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        private boolean isShown() {
            return value != null && (transaction == null || transaction.state == Transaction.State.COMMITTED);
        }
    }

    SimPartition(TopicPartition name, SimTime time) {
        this.name = name;
        this.time = time;
    }

    TopicPartition name() {
        return name;
    }

    void skewed(long millis) {
        skew = millis;
    }

    /** The next record alone is stamped by its sender, so many milliseconds ahead. */
    void stampsAhead(long millis) {
        ahead = millis;
    }

    void copiesIn(long millis) {
        copying = millis;
    }

    void hangs(long millis) {
        hangsUntil = Math.max(hangsUntil, time.millis() + millis);
    }

    boolean hangs() {
        return time.millis() < hangsUntil;
    }

    /** The append time, as the leader stamps it: what it is sent while it hangs it appends afterwards. */
    long append(byte @Nullable [] key, byte @Nullable [] value, @Nullable Transaction transaction) {
        Entry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
        // What follows is never shown before what it follows.
        long now = Math.max(time.millis(), hangsUntil);
        long visibleAt = Math.max(now + copying, last == null ? 0 : last.visibleAt());
        long stamp = now + skew + ahead;
        Entry entry = new Entry(nextOffset(), stamp, ahead != 0, visibleAt, transaction, key, value);
        ahead = 0;
        entries.add(entry);
        return entry.time();
    }

    void end(Transaction transaction, boolean commits) {
        transaction.state = commits ? Transaction.State.COMMITTED : Transaction.State.ABORTED;
        append(null, null, null);
    }

    private long nextOffset() {
        return entries.size();
    }

    /** An unclean election: the new leader has fewer of the latest entries. */
    void cut(int last) {
        int left = Math.max(0, entries.size() - last);
        entries.subList(left, entries.size()).clear();
        ended = Math.min(ended, left);
        cuts.add((long) left);
    }

    /** Where a consumer goes on that has been here since so many cuts: it looks where leaders' logs part. */
    long validated(long next, int since) {
        return cuts.stream().skip(since).mapToLong(cut -> cut).reduce(next, Math::min);
    }

    /** Whether a job that has read so far can see that it was cut: it ends before, or shows a record there. */
    boolean isSeenBefore(long next) {
        long from = Math.max(start, validated(next, 0));
        return lastStable() < next
                || entries.stream().skip(from).limit(Math.max(0, next - from)).anyMatch(Entry::isShown);
    }

    int entries() {
        return entries.size();
    }

    int cuts() {
        return cuts.size();
    }

    /** The first offset that is left. */
    long start() {
        return start;
    }

    /** Retention deletes what is before this offset, but nothing that is not there. */
    void deleteBefore(long offset) {
        start = Math.max(start, Math.min(offset, end()));
    }

    /** Nobody reads any more what is deleted from here on. */
    void lose(long from) {
        for (long offset = Math.max(0, from); offset < start; offset++) {
            lost.add(offset);
        }
    }

    /** The offset after the last one that is copied. */
    long end() {
        long end = nextOffset();
        while (end > 0 && entries.get((int) end - 1).visibleAt() > time.millis()) {
            end--;
        }
        return end;
    }

    /** The first offset of a transaction that is open, else the end. */
    long lastStable() {
        long end = end();
        while (ended < end) {
            Transaction of = entries.get((int) ended).transaction();
            if (of != null && of.isOpen()) {
                break;
            }
            ended++;
        }
        return Math.min(ended, end);
    }

    /** The first record from an offset on that a consumer of committed records is shown; null: none, or it hangs. */
    @Nullable
    Entry read(long from) {
        long end = hangs() ? 0 : lastStable();
        for (long offset = Math.max(from, start); offset < end; offset++) {
            Entry entry = entries.get((int) offset);
            if (entry.isShown()) {
                return entry;
            }
        }
        return null;
    }

    /** A record from an offset on that has come, or will be shown, and is of this time or before; null where none is. */
    @Nullable
    Entry unread(long from, long until) {
        return entries.stream()
                .skip(Math.max(from, start))
                .filter(entry -> entry.isShown() && entry.time() <= until)
                .findFirst()
                .orElse(null);
    }

    /** The latest stamp there is. */
    long newest() {
        return entries.stream().mapToLong(Entry::time).max().orElse(0);
    }

    /** The same, as far as no transaction is open: what comes to be shown later stands behind it. */
    List<Entry> settled() {
        return entries.stream()
                .takeWhile(entry ->
                        entry.transaction() == null || !entry.transaction().isOpen())
                .filter(Entry::isShown)
                .toList();
    }

    /** All records that a consumer of committed records was ever shown, what retention deleted after that among them. */
    List<Entry> shown() {
        return entries.stream()
                .filter(entry -> entry.isShown() && !lost.contains(entry.offset()))
                .toList();
    }
}
