// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a running job, given how it looks from time to time: each fault in one line when it begins,
 * and one when all is well again. What goes on and on is said again only as it grows, and at most every ten seconds.
 */
final class JobWatch {
    private static final long SAID_AGAIN_MILLIS = 10_000;
    private static final long REJECTS_OVER_MILLIS = 10_000;
    private static final int LEAST_REJECTS = 20;
    private static final int REJECTS_IN_A_HUNDRED = 10;
    private static final long OUTCOMES_OVER_MILLIS = 60_000;
    private static final int INTERVALS = 4;
    private static final long STOOD_STILL_MILLIS = 4_000;
    private static final long BEHIND_MILLIS = 5_000;

    private final String kafka;
    private final long checkpointInterval;
    private final long oldestCheckpoint;
    private final Deque<JobSight> recent = new ArrayDeque<>();
    private final Deque<JobSight> minute = new ArrayDeque<>();
    private final Growing quarantined = new Growing(
            "records were quarantined, their handling threw an exception",
            "each is on filings.rejected with its exception, reason=NOT_HANDLED");
    private final Growing late = new Growing(
            "records came late, after later ones had been handled",
            "their assessments may differ from those of a replay");
    private final Growing lost = new Growing(
            "offsets were lost, the topic no longer held them",
            "what was on them is not assessed: look at the topics' retention");
    private final Growing uncommitted = new Growing(
            "transactions with results could not be committed",
            "after a restart mostly such as were committed before it; else the brokers had given them up, and those"
                    + " results are missing from their topics: score their day again");
    private final Growing refusedSteps = new Growing(
            "steps of rule sets were refused, what is in force stays",
            "'portolan rules list' says which, whose and why");
    private @Nullable JobSight last;
    private long tornAt = -1;
    private long checkpointAt;
    private boolean checkpointsFail;
    private boolean rejects;
    private boolean unknown;
    private long unanswered = -1;
    private long behind = -1;

    JobWatch(String kafka, Duration checkpointInterval) {
        this.kafka = kafka;
        this.checkpointInterval = checkpointInterval.toMillis();
        // What is due every second may be two seconds late on a busy machine.
        this.oldestCheckpoint = Math.max(INTERVALS * this.checkpointInterval, this.checkpointInterval + 8_000);
    }

    /** What is to be said now. */
    List<String> look(JobSight now) {
        List<String> said = new ArrayList<>();
        JobSight before = last;
        last = now;
        if (before == null) {
            checkpointAt = now.atMillis();
        } else if (now.atMillis() - before.atMillis() > STOOD_STILL_MILLIS) {
            said.add("this process stood still for " + seconds(now.atMillis() - before.atMillis())
                    + ": it was stopped, or had no processor");
        }
        kafka(now, said);
        restarts(before, now, said);
        checkpoints(before, now, said);
        outcomes(now, said);
        rejects(now, said);
        quarantined.look(now.quarantined(), now.atMillis(), said);
        late.look(now.late(), now.atMillis(), said);
        lost.look(now.lost(), now.atMillis(), said);
        uncommitted.look(now.uncommitted(), now.atMillis(), said);
        refusedSteps.look(now.refusedSteps(), now.atMillis(), said);
        behind(now, said);
        return said;
    }

    private void kafka(JobSight now, List<String> said) {
        if (!now.kafkaAnswers() && unanswered < 0) {
            unanswered = now.atMillis();
            said.add("Kafka does not answer: bootstrap=" + kafka + "; filings wait there, nothing is lost");
        } else if (now.kafkaAnswers() && unanswered >= 0) {
            said.add("Kafka answers again: after=" + seconds(now.atMillis() - unanswered));
            unanswered = -1;
        }
    }

    private void restarts(@Nullable JobSight before, JobSight now, List<String> said) {
        JobSight.Failure failure = now.failure();
        JobSight.Failure known = before == null ? null : before.failure();
        if (failure != null && (known == null || known.atMillis() != failure.atMillis())) {
            tornAt = tornAt < 0 ? now.atMillis() : tornAt;
            said.add("the job failed: cause=" + failure.cause()
                    + (failure.operator().isEmpty() ? "" : ", operator=" + failure.operator()) + ", restarts so far="
                    + now.restarts());
        } else if (tornAt >= 0 && now.running()) {
            said.add("the job runs again: after=" + seconds(now.atMillis() - tornAt) + ", restarts=" + now.restarts());
            tornAt = -1;
            // A job that was torn has had no chance to complete one.
            checkpointAt = now.atMillis();
        }
    }

    private void checkpoints(@Nullable JobSight before, JobSight now, List<String> said) {
        if (before != null && now.checkpoints() > before.checkpoints()) {
            checkpointAt = now.atMillis();
            if (checkpointsFail) {
                said.add("checkpoints are completed again");
                checkpointsFail = false;
            }
            return;
        }
        if (checkpointsFail) {
            return;
        }
        long age = now.atMillis() - checkpointAt;
        if (before != null && now.failedCheckpoint() > before.failedCheckpoint() && now.running()) {
            checkpointsFail = true;
            said.add("a checkpoint failed: checkpoint=" + now.failedCheckpoint() + ", cause=" + now.checkpointFault()
                    + ", the last good one=" + seconds(age) + " ago");
        } else if (now.running() && age > oldestCheckpoint) {
            checkpointsFail = true;
            said.add("no checkpoint was completed for " + seconds(age) + ": interval="
                    + Duration.ofMillis(checkpointInterval)
                    + "; what came since is read again after a failure");
        }
    }

    /** An outcome of an unknown consignment waits for days before it is rejected: nobody should have to. */
    private void outcomes(JobSight now, List<String> said) {
        minute.addLast(now);
        while (now.atMillis() - minute.getFirst().atMillis() > OUTCOMES_OVER_MILLIS) {
            minute.removeFirst();
        }
        long ofUnknown = now.ofUnknown() - minute.getFirst().ofUnknown();
        long outcomes = now.outcomes() - minute.getFirst().outcomes();
        boolean most = ofUnknown >= LEAST_REJECTS && ofUnknown * 2 > outcomes;
        if (most && !unknown) {
            said.add("most outcomes are of consignments that are not in the ledger of their tenant: " + ofUnknown
                    + " in the last minute, outcomes read=" + outcomes + "; do they state the tenant of their filings?"
                    + " (what states none is of 'default'; an outcome waits for --hold-early, then it is on"
                    + " filings.rejected)");
            unknown = true;
        } else if (unknown && !most && outcomes >= LEAST_REJECTS) {
            said.add("most outcomes find their consignments again");
            unknown = false;
        }
    }

    /** Of the last seconds, so that a flood is told while it lasts. */
    private void rejects(JobSight now, List<String> said) {
        recent.addLast(now);
        while (now.atMillis() - recent.getFirst().atMillis() > REJECTS_OVER_MILLIS) {
            recent.removeFirst();
        }
        JobSight then = recent.getFirst();
        long rejected = now.allRejected() - then.allRejected();
        long read = now.read() - then.read();
        boolean many = rejected >= LEAST_REJECTS && rejected * 100 > read * REJECTS_IN_A_HUNDRED;
        if (many && !rejects) {
            Map<String, Long> byReason = new TreeMap<>(now.rejected());
            then.rejected().forEach((reason, count) -> byReason.merge(reason, -count, Long::sum));
            byReason.values().removeIf(count -> count == 0);
            said.add("many records are rejected: " + rejected + " of the last " + read + ", by reason=" + byReason
                    + "; they are on filings.rejected");
            rejects = true;
        } else if (rejects && rejected == 0) {
            said.add("no more records are rejected");
            rejects = false;
        }
    }

    private void behind(JobSight now, List<String> said) {
        if (behind < 0 && now.behindMillis() > BEHIND_MILLIS && now.running()) {
            behind = now.atMillis();
            said.add("results are behind the brokers' clock: by=" + seconds(now.behindMillis())
                    + "; records wait in their topics");
        } else if (behind >= 0 && now.behindMillis() <= BEHIND_MILLIS / 2) {
            said.add("results are up to date again: after=" + seconds(now.atMillis() - behind));
            behind = -1;
        }
    }

    private static String seconds(long millis) {
        return Math.round(millis / 1_000.0) + " s";
    }

    /** A count that should stay as it is. */
    private static final class Growing {
        private final String what;
        private final String hint;
        private long saidAt = Long.MIN_VALUE / 2;
        private long known;

        Growing(String what, String hint) {
            this.what = what;
            this.hint = hint;
        }

        void look(long count, long atMillis, List<String> said) {
            if (count > known && atMillis - saidAt >= SAID_AGAIN_MILLIS) {
                said.add(what + ": " + (count - known) + ", in all=" + count + "; " + hint);
                known = count;
                saidAt = atMillis;
            }
        }
    }
}
