// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.console.rejects.Rejected;
import portolan.desk.server.Words;
import portolan.schemas.avro.LanesCounted;
import portolan.schemas.avro.MessageAnswered;
import portolan.schemas.avro.RuleSetAudited;

/** A look at how the engine does, at one moment, for the page to show. */
final class Look {
    private static final int MOST_ROWS = 8;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final RejectBook.Wanted QUARANTINE = new RejectBook.Wanted(RejectBook.QUARANTINED, "");

    private final Watch watch;
    private final FlinkRest flink;
    private final List<String> ofDesk;
    private final Instant now;
    private final Words words;

    Look(Watch watch, FlinkRest flink, List<String> ofDesk, Instant now, Words words) {
        this.watch = watch;
        this.flink = flink;
        this.ofDesk = ofDesk;
        this.now = now;
        this.words = words;
    }

    Instant now() {
        return now;
    }

    /** Whether anything was read yet. */
    boolean hasBegun() {
        return watch.hasBegun() || !watch.fault().isEmpty();
    }

    /** Each in one sentence, the gravest first. */
    List<String> troubles() {
        return Health.troubles(watch, flink, ofDesk, now, words);
    }

    Pulse.Beat beat() {
        return watch.pulse().now(now.toEpochMilli());
    }

    /** When the last assessment came; null if none has while the desk looked. */
    @Nullable
    Instant assessedAt() {
        long at = watch.pulse().assessedAt();
        return at < 0 ? null : Instant.ofEpochMilli(at);
    }

    long rejectsOfHour() {
        return watch.rejects().lastHour(now);
    }

    /** Of the last week. */
    long rejects() {
        return watch.rejects().all();
    }

    List<RejectBook.Count> reasons() {
        return first(watch.rejects().reasons());
    }

    List<RejectBook.Count> senders() {
        return first(watch.rejects().senders());
    }

    /** On which an operator failed. */
    List<Rejected> quarantined() {
        return first(watch.rejects().latest(QUARANTINE));
    }

    List<GroupLag.Lag> lags() {
        return watch.lags();
    }

    String groupFault() {
        return watch.groupFault();
    }

    boolean isFlinkNamed() {
        return flink.isNamed();
    }

    String flinkFault() {
        return flink.fault();
    }

    List<FlinkJob> jobs() {
        return flink.jobs();
    }

    List<LanesCounted> lanes() {
        return watch.lanes().newestFirst(MOST_ROWS + 2);
    }

    List<LaneBook.Drift> drifts() {
        return first(watch.lanes().drifts());
    }

    List<MessageAnswered> receipts() {
        return watch.receipts().latest(MOST_ROWS);
    }

    List<RuleBook.Answering> answering() {
        return watch.rules().now(now.toEpochMilli());
    }

    boolean isSkewed() {
        return watch.rules().isSkewed(now.toEpochMilli());
    }

    List<RuleSetAudited> refused() {
        return first(watch.rules().refusedSince(now.minus(WEEK)));
    }

    private static <T> List<T> first(List<T> all) {
        return all.size() <= MOST_ROWS ? all : all.subList(0, MOST_ROWS);
    }
}
