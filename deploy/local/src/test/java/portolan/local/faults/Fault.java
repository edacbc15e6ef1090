// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.time.Duration;
import java.util.function.UnaryOperator;
import portolan.local.faults.Trials.Moment;

/** The fault table: one row a fault, in the order of the document. */
@SuppressWarnings("ImmutableEnumChecker") // a trial is a function
enum Fault {
    KILL_BEFORE_CHECKPOINT("kill -9 before a checkpoint", Trials.kill(Moment.BEFORE)),
    KILL_DURING_CHECKPOINT("kill -9 during a checkpoint", Trials.kill(Moment.DURING)),
    KILL_AFTER_CHECKPOINT("kill -9 after a checkpoint", Trials.kill(Moment.AFTER)),
    KILL_TWENTY_TIMES("kill -9, twenty in a row", Trials::killTwentyTimes),
    STOPPED_5_S("SIGSTOP for 5 s", Trials.halt(Duration.ofSeconds(5))),
    STOPPED_30_S("SIGSTOP for 30 s", Trials.halt(Duration.ofSeconds(30))),
    STOPPED_120_S("SIGSTOP for 120 s", Trials.halt(Duration.ofMinutes(2))),
    STARVED("starved processors", Trials::starve),
    BROKER_KILLED("broker kill -9", Trials::brokerKilled),
    BROKER_AWAY_LONG(
            "broker away for longer than the transaction timeout",
            Trials.brokerAwayFor(Duration.ofSeconds(40)),
            plan -> plan.setting("transaction-timeout", "PT30S")),
    SLOW_PARTITION("slow partition", Trials::slowPartition),
    HOT_PARTITION("hot partition", Trials::hotPartition, plan -> plan),
    DISK_FULL_OF_CHECKPOINTS(
            "disk full of checkpoints",
            Trials::diskFullOfCheckpoints,
            plan -> plan.device("checkpoints", 48).device("changelog", 48)),
    DISK_FULL_OF_ROCKSDB("disk full of RocksDB", Trials::diskFullOfRocksDb, plan -> plan.device("tmp", 192)),
    CHECKPOINT_CUT("damaged checkpoint: a file is cut", Trials.damage(Damage.CUT_FILE), plan -> plan),
    CHECKPOINT_MISSING("damaged checkpoint: a file is missing", Trials.damage(Damage.MISSING_FILE), plan -> plan),
    CHECKPOINT_EMPTY("damaged checkpoint: empty metadata", Trials.damage(Damage.EMPTY_METADATA), plan -> plan),
    CHECKPOINT_FLIPPED("damaged checkpoint: a flipped bit", Trials.damage(Damage.FLIPPED_BIT), plan -> plan),
    SECOND_PROCESS("second process on one data directory", Trials::secondProcess),
    SECOND_ON_A_COPY("second process on a copy of the data directory", Trials::secondProcessOnACopy, plan -> plan),
    OLD_STATE("older data directory put back", Trials::oldStatePutBack, plan -> plan),
    STATE_LOST("data directory lost, then rebuilt", Trials::stateLost, plan -> plan),
    RESCALED("rescale 1-2-1 under kill", Trials::rescale),
    PLANTED_EXCEPTION("planted exception in each operator", PlantedTrials::someInEach, Planted::in),
    PLANTED_FLOOD("planted exceptions, too many for the breaker", PlantedTrials::flood, Planted::in),
    EXTREMES("extremes in each field", Trials::extremes),
    STAMPS("stamps of the past and the future", Trials::stamps, plan -> plan),
    TOPIC_SETTINGS("each topic setting wrong", Trials::topicSettings),
    OFFSETS_LOST("offsets lost", Trials::offsetsLost, plan -> plan),
    GARBAGE("garbage at full speed", Trials::garbage),
    COSTLIEST("costliest legal filing", Trials::costliest),
    RULE_STEPS("forged, replayed and foreign rule steps", RuleStepTrials::refused, RuleStepTrials::withKeys),
    ARCHIVE_CUT(
            "archive cut in the middle of a file",
            Trials::archiveCut,
            plan -> plan.option(
                            "--archive",
                            plan.directory().resolveSibling("archive").toString())
                    .setting("archive-every", "PT1S"));

    private final String title;
    private final Trial trial;
    private final UnaryOperator<RunProcess.Plan> run;
    private final boolean own;

    /** A fault that is done to a bench which others use too. */
    Fault(String title, Trial trial) {
        this(title, trial, plan -> plan, false);
    }

    /** A fault that needs a run of its own kind, or leaves a bench to which no other can be done. */
    Fault(String title, Trial trial, UnaryOperator<RunProcess.Plan> run) {
        this(title, trial, run, true);
    }

    Fault(String title, Trial trial, UnaryOperator<RunProcess.Plan> run, boolean own) {
        this.title = title;
        this.trial = trial;
        this.run = run;
        this.own = own;
    }

    /** A fault as it is done. */
    @FunctionalInterface
    interface Trial {
        void on(Bench bench) throws Exception;
    }

    String title() {
        return title;
    }

    Trial trial() {
        return trial;
    }

    UnaryOperator<RunProcess.Plan> run() {
        return run;
    }

    boolean needsABenchOfItsOwn() {
        return own;
    }
}
