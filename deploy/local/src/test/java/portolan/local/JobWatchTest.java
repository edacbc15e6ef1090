// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobWatchTest {
    private static final JobSight.Failure TORN =
            new JobSight.Failure(2_000, "java.io.IOException: No space left on device", "Keep ledger (1/1)");

    private final JobWatch watch = new JobWatch("kafka:9092", Duration.ofSeconds(2));
    private Sight sight = new Sight();

    @Test
    void aJobThatIsWellIsNotSpokenOf() {
        assertThat(look(100, one -> one.read(10))).isEmpty();
    }

    @Test
    void aRestartIsSaidOnceWithItsCauseAndOnceWhenTheJobRunsAgain() {
        look(1, one -> one);

        assertThat(look(1, one -> one.torn(TORN)))
                .containsExactly("the job failed: cause=java.io.IOException: No space left on device,"
                        + " operator=Keep ledger (1/1), restarts so far=0");
        assertThat(look(3, one -> one)).isEmpty();
        assertThat(look(2, Sight::runsAgain)).containsExactly("the job runs again: after=4 s, restarts=1");
    }

    @Test
    void aSecondFailureBeforeTheJobRunsAgainIsSaidAsWell() {
        look(1, one -> one);
        look(1, one -> one.torn(TORN));

        assertThat(look(1, one -> one.torn(new JobSight.Failure(9_000, "java.lang.Error", ""))))
                .containsExactly("the job failed: cause=java.lang.Error, restarts so far=0");
        assertThat(look(1, Sight::runsAgain))
                .as("since the first failure")
                .containsExactly("the job runs again: after=2 s, restarts=1");
    }

    /** A job that is torn has had no chance: neither then nor when it has just begun again. */
    @Test
    void ofATornJobNoCheckpointIsMissedAndNoResultIsBehind() {
        look(1, one -> one);
        look(1, one -> one.torn(TORN));

        assertThat(look(20, one -> one.failedCheckpoint("the job is torn").behind(9_000)))
                .isEmpty();
        assertThat(look(1, one -> one.runsAgain().behind(0)))
                .containsExactly("the job runs again: after=21 s, restarts=1");
        assertThat(look(9, one -> one)).isEmpty();
    }

    /** The watch began when the job had been torn long before: its cluster still knows. */
    @Test
    void aFailureBeforeTheFirstLookIsSaidToo() {
        assertThat(look(1, one -> one.torn(TORN))).hasSize(1);
    }

    @Test
    void aFailedCheckpointIsSaidWithItsCauseAndSoIsTheNextGoodOne() {
        look(1, one -> one);

        assertThat(look(2, one -> one.failedCheckpoint("No space left on device")))
                .containsExactly("a checkpoint failed: checkpoint=1, cause=No space left on device,"
                        + " the last good one=1 s ago");
        assertThat(look(2, one -> one.failedCheckpoint("No space left on device")))
                .isEmpty();
        assertThat(look(1, one -> one.completing(true))).containsExactly("checkpoints are completed again");
    }

    @Test
    void aCheckpointThatTakesTooLongIsSaid() {
        look(1, one -> one);

        assertThat(look(12, one -> one.completing(false)))
                .containsExactly("no checkpoint was completed for 11 s: interval=PT2S; what came since is read again"
                        + " after a failure");
    }

    @Test
    void aFloodOfRejectsIsSaidWithItsReasonsAndSoIsItsEnd() {
        look(1, one -> one.read(1_000));
        assertThat(look(1, one -> one.read(1_000).rejected(19))).isEmpty();

        assertThat(look(1, one -> one.read(100).rejected(130)))
                .containsExactly("many records are rejected: 149 of the last 1249, by reason={TRUNCATED=149};"
                        + " they are on filings.rejected");
        assertThat(look(11, one -> one.read(100))).containsExactly("no more records are rejected");
    }

    @Test
    void outcomesThatFindNoConsignmentAreSaidBeforeTheyAreRejectedAndSoIsThatTheyDo() {
        look(1, one -> one.outcomes(100, 10));
        assertThat(look(1, one -> one.outcomes(9, 9).outcomes(10, 10))).isEmpty();

        assertThat(look(1, one -> one.outcomes(18, 1)))
                .containsExactly(
                        "most outcomes are of consignments that are not in the ledger of their tenant: 20 in the"
                                + " last minute, outcomes read=37; do they state the tenant of their filings? (what states none"
                                + " is of 'default'; an outcome waits for --hold-early, then it is on filings.rejected)");
        assertThat(look(70, one -> one)).isEmpty();
        assertThat(look(1, one -> one.outcomes(20, 10))).containsExactly("most outcomes find their consignments again");
    }

    @Test
    void mostOutcomesThatAreRejectedAreSaidFirst() {
        look(1, one -> one.reason("OUTCOME_FOR_UNKNOWN_CONSIGNMENT").outcomes(10, 0));

        assertThat(look(1, one -> one.rejected(30)))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("most outcomes are of consignments that are not in the ledger of their tenant: 30 in the");
    }

    @Test
    void aFewRejectsAmongManyRecordsAreNotSaid() {
        look(1, one -> one);

        assertThat(look(5, one -> one.read(10_000).rejected(900))).isEmpty();
    }

    @Test
    void aHandfulOfRejectsIsNotSaidThoughNothingElseWasRead() {
        look(1, one -> one);

        assertThat(look(1, one -> one.rejected(19))).isEmpty();
        assertThat(look(1, one -> one.rejected(1))).hasSize(1);
    }

    @Test
    void whatIsQuarantinedLateOrLostIsSaidAsItGrowsEveryTenSeconds() {
        look(1, one -> one);

        assertThat(look(1, one -> one.quarantined(2).late(3).lost(4)))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("records were quarantined") && line.contains(": 2, in all=2;"))
                .anyMatch(line -> line.startsWith("records came late") && line.contains(": 3, in all=3;"))
                .anyMatch(line -> line.startsWith("offsets were lost") && line.contains(": 4, in all=4;"));
        assertThat(look(4, one -> one.late(1))).isEmpty();
        assertThat(look(6, one -> one)).hasSize(1).allMatch(line -> line.contains(": 1, in all=4;"));
    }

    @Test
    void resultsThatBrokersGaveUpAreSaid() {
        look(1, one -> one);

        assertThat(look(1, one -> one.uncommitted(2)))
                .containsExactly("transactions with results could not be committed: 2, in all=2; after a restart mostly"
                        + " such as were committed before it; else the brokers had given them up, and those results"
                        + " are missing from their topics: score their day again");
    }

    @Test
    void stepsOfRuleSetsThatAreRefusedAreSaid() {
        look(1, one -> one);

        assertThat(look(1, one -> one.refusedSteps(2)))
                .containsExactly("steps of rule sets were refused, what is in force stays: 2, in all=2;"
                        + " 'portolan rules list' says which, whose and why");
    }

    @Test
    void aKafkaThatIsAwayIsSaidAndSoIsItsReturn() {
        look(1, one -> one);

        assertThat(look(1, one -> one.kafka(false)))
                .containsExactly("Kafka does not answer: bootstrap=kafka:9092; filings wait there, nothing is lost");
        assertThat(look(3, one -> one)).isEmpty();
        assertThat(look(1, one -> one.kafka(true))).containsExactly("Kafka answers again: after=4 s");
    }

    @Test
    void resultsThatAreBehindAreSaidAndSoIsThatTheyAreNot() {
        look(1, one -> one);

        assertThat(look(1, one -> one.behind(5_900)))
                .containsExactly("results are behind the brokers' clock: by=6 s; records wait in their topics");
        assertThat(look(1, one -> one.behind(4_000))).isEmpty();
        assertThat(look(1, one -> one.behind(100))).containsExactly("results are up to date again: after=2 s");
    }

    @Test
    void aProcessThatWasStoppedSaysSo() {
        watch.look(sight.at(0));

        assertThat(watch.look(sight.at(30_000)))
                .containsExactly("this process stood still for 30 s: it was stopped, or had no processor");
    }

    /** Looks once a second, after the change; what was said meanwhile. */
    private List<String> look(int seconds, UnaryOperator<Sight> change) {
        sight = change.apply(sight);
        List<String> said = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            sight.atMillis += 1_000;
            said.addAll(watch.look(sight.at(sight.atMillis)));
        }
        return said;
    }

    /** A job that is well, but for what a test changes. */
    private static final class Sight {
        private long atMillis;
        private boolean running = true;
        private JobSight.@Nullable Failure failure;
        private long restarts;
        private boolean completes = true;
        private long checkpoints;
        private long failedCheckpoint;
        private @Nullable String checkpointFault;
        private long read;
        private String reason = "TRUNCATED";
        private long rejected;
        private long outcomes;
        private long waiting;
        private long quarantined;
        private long late;
        private long lost;
        private long uncommitted;
        private long refusedSteps;
        private long behind;
        private boolean kafka = true;

        JobSight at(long millis) {
            checkpoints += running && completes ? 1 : 0;
            return new JobSight(
                    millis,
                    running,
                    failure,
                    restarts,
                    checkpoints,
                    failedCheckpoint,
                    checkpointFault,
                    read,
                    Map.of(reason, rejected),
                    outcomes,
                    waiting,
                    quarantined,
                    late,
                    lost,
                    uncommitted,
                    refusedSteps,
                    behind,
                    kafka);
        }

        Sight torn(JobSight.Failure by) {
            running = false;
            failure = by;
            return this;
        }

        Sight runsAgain() {
            running = true;
            restarts++;
            return this;
        }

        Sight completing(boolean checkpointsToo) {
            completes = checkpointsToo;
            return this;
        }

        Sight failedCheckpoint(String cause) {
            completes = false;
            failedCheckpoint++;
            checkpointFault = cause;
            return this;
        }

        Sight read(long more) {
            read += more;
            return this;
        }

        Sight reason(String ofRejects) {
            reason = ofRejects;
            return this;
        }

        Sight outcomes(long more, long thatWait) {
            outcomes += more;
            waiting += thatWait;
            return this;
        }

        Sight rejected(long more) {
            rejected += more;
            read += more;
            return this;
        }

        Sight quarantined(long more) {
            quarantined += more;
            return this;
        }

        Sight late(long more) {
            late += more;
            return this;
        }

        Sight lost(long more) {
            lost += more;
            return this;
        }

        Sight uncommitted(long more) {
            uncommitted += more;
            return this;
        }

        Sight refusedSteps(long more) {
            refusedSteps += more;
            return this;
        }

        Sight behind(long millis) {
            behind = millis;
            return this;
        }

        Sight kafka(boolean answers) {
            kafka = answers;
            return this;
        }
    }
}
