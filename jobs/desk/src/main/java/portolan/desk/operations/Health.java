// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import portolan.desk.server.Words;

/** What an operator has to know first: each trouble in one sentence with what to do; nothing while all is well. */
final class Health {
    private static final long STANDS_STILL_MILLIS = 60_000;
    private static final Duration OLD = Duration.ofMinutes(5);
    private static final long MANY_REJECTS = 20;

    private Health() {}

    /**
     * The troubles, the gravest first, in the reader's language.
     *
     * @param ofDesk those of the desk itself
     */
    static List<String> troubles(Watch watch, FlinkRest flink, List<String> ofDesk, Instant now, Words words) {
        List<String> troubles = new ArrayList<>(ofDesk);
        if (!watch.fault().isEmpty()) {
            troubles.add(words.say("ops.trouble.kafka", watch.fault()));
            return troubles;
        }
        Pulse.Beat beat = watch.pulse().now(now.toEpochMilli());
        long silent = now.toEpochMilli() - watch.pulse().assessedAt();
        if (beat.in() > 0 && beat.out() == 0 && silent > STANDS_STILL_MILLIS) {
            troubles.add(words.say("ops.trouble.still"));
        }
        if (!flink.fault().isEmpty()) {
            troubles.add(words.say("ops.trouble.flink", flink.fault()));
        }
        for (FlinkJob job : flink.jobs()) {
            if (!job.isRunning()) {
                troubles.add(words.say("ops.trouble.job", job.name(), job.state()));
            } else if (job.isFailing()) {
                troubles.add(words.say("ops.trouble.checkpoint", job.name(), job.failure()));
            } else if (isOld(job, now)) {
                troubles.add(words.say("ops.trouble.old", job.name(), OLD.toMinutes()));
            }
            if (job.tasks() != null && !job.tasks().oneRuleSet()) {
                troubles.add(words.say("ops.trouble.tasks", job.name()));
            }
        }
        if (watch.rules().isSkewed(now.toEpochMilli())) {
            troubles.add(words.say("ops.trouble.skew"));
        }
        long rejects = watch.rejects().lastHour(now);
        if (rejects >= MANY_REJECTS) {
            troubles.add(words.say("ops.trouble.rejects", rejects));
        }
        if (!watch.rules().refusedSince(now.minus(Duration.ofDays(1))).isEmpty()) {
            troubles.add(words.say("ops.trouble.refused"));
        }
        return troubles;
    }

    private static boolean isOld(FlinkJob job, Instant now) {
        Instant last = job.last() == null ? job.startedAt() : job.last().at();
        return last.isBefore(now.minus(OLD));
    }
}
