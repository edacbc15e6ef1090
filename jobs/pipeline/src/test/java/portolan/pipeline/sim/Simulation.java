// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Delivery;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.PartitionsChangedException;
import portolan.pipeline.kafka.SteppedInputs;
import portolan.pipeline.store.TaskStore;
import portolan.schemas.wire.Topics;

/** One run of the job under a script: each step is drawn from all that may come next. */
final class Simulation {
    /** Partitions of each topic of inputs, at first. */
    private static final int PARTITIONS = 3;

    private static final int MOST_SKEW = 8;

    private static final long PACE = Duration.ofMillis(25).toNanos();
    private static final long REST = Duration.ofSeconds(1).toNanos();

    /** Longer than it takes all partitions to be idle. */
    private static final long QUIET = Duration.ofSeconds(3).toMillis();

    /** All that is remembered is over by then: declared memories are kept for two years. */
    private static final long AFTER_ALL = Duration.ofDays(1_000).toMillis();

    /** A job that does not come to rest by then never will. */
    private static final long MOST_STEPS = 400_000;

    private final List<SimAct> script;
    private final SimSettings settings;
    private final SimTime time = new SimTime(SimScript.START);
    private final SimDice dice;
    private final SimWorld world;
    private final SimTrace trace;
    private final SimFeed feed;

    private final SimVerdict verdict;
    private final SimOracle oracle;
    private final SimMoments moments;

    /** Whether brokers' clocks are as 'settle' allows: then nothing may come late. */
    private final boolean clocksAgree;

    /** Whether nothing is lost that was passed already. */
    private final boolean keepsAll;

    private SimAttempt attempt;
    private int tasks;
    private @Nullable SimCheckpoint last;
    private @Nullable SimCheckpoint compared;
    private long passed = Long.MIN_VALUE;
    private long newest;

    /** Whether a log has lost what was read of it: the job must stop and say so. */
    private boolean isCut;

    /** Such logs, and up to where they were read; where they grow by nothing that a consumer is shown nobody says so. */
    private final Map<SimPartition, Long> cut = new HashMap<>();

    private long step;
    private int acted;
    private long actedAtStep;
    private long asked = Long.MIN_VALUE / 2;

    /** The brokers are asked for this very time. */
    private boolean mustAsk;

    private long late;

    /** The job has stopped for good, and has said why. */
    private static final class OverException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private Simulation(long seed, List<SimAct> script, SimTrace trace) throws Exception {
        this.script = script;
        this.trace = trace;
        this.settings = SimSettings.of(seed);
        this.dice = new SimDice(seed);
        this.tasks = 1 + (int) Math.floorMod(seed, 3L);
        this.clocksAgree = script.stream()
                .noneMatch(act -> act.kind() == SimAct.Kind.CLOCK_JUMPS || act.kind() == SimAct.Kind.FREEZES);
        this.keepsAll = script.stream().noneMatch(act -> act.kind() == SimAct.Kind.RETENTION_AHEAD);
        JobSettings job = settings.job(tasks);
        SimKafka kafka = new SimKafka(time);
        SimWorld.topics().forEach(topic -> kafka.create(topic, topic.endsWith(".published") ? 1 : PARTITIONS));
        kafka.create(Topics.CLOCK_TICKED.name(), 1);
        // Clocks of machines agree to some milliseconds, within what 'settle' allows for.
        kafka.all().forEach(partition -> partition.skewed(skew(seed)));
        world = new SimWorld(job, time, dice, kafka, new SimResults(), settings.stores(), clocksAgree);
        feed = new SimFeed(kafka, time);
        oracle = new SimOracle(job);
        moments = new SimMoments(job);
        verdict = new SimVerdict(oracle, world.results(), world.delivery(), settings.arrival());
        attempt = start();
    }

    /** In half of the seeds all clocks show the same: then two inputs may have the same millisecond. */
    private long skew(long seed) {
        return settings.arrival() || Math.floorMod(seed / 7, 2L) == 0 ? 0 : dice.of(2 * MOST_SKEW + 1) - MOST_SKEW;
    }

    /** What was that must never be, or what the job failed with; null where all is well. */
    static @Nullable Throwable failure(long seed, List<SimAct> script, SimTrace trace) {
        Simulation simulation = null;
        try {
            simulation = new Simulation(seed, script, trace);
            simulation.run();
            return null;
        } catch (OverException over) {
            return null;
        } catch (Exception | StackOverflowError failure) {
            return failure;
        } finally {
            if (simulation != null) {
                simulation.end();
            }
        }
    }

    /** Whatever closing says: a process that has failed may not close in order. */
    private void end() {
        try {
            attempt.crash();
        } catch (Exception unheard) {
            trace.tell(time, unheard::toString);
        }
    }

    private SimAttempt start() throws Exception {
        trace.tell(
                time,
                () -> "STARTS in " + tasks + " tasks from " + (last == null ? "nothing" : "checkpoint " + last.id()));
        asked = time.nanos() - REST;
        return new SimAttempt(settings.graph(tasks), world, last, newest, complete -> {
            last = complete;
            if (attempt.behind() < attempt.lateAtSnapshot() && world.isOrdered()) {
                throw new SimFailure("what came late only through a restart was counted nowhere: records="
                        + attempt.lateAtSnapshot() + ", counted=" + attempt.behind());
            }
            trace.tell(time, () -> "checkpoint " + complete.id() + " is complete");
        });
    }

    private void run() throws Exception {
        while (acted < script.size()) {
            step();
            if (isTime(script.get(acted))) {
                act(script.get(acted));
                acted++;
                actedAtStep = step;
            }
        }
        feed.endTransactions(Integer.MAX_VALUE);
        for (SimPartition partition : world.kafka().all()) {
            partition.stampsAhead(0);
            time.passUntil(partition.newest());
        }
        time.pass(Duration.ofHours(1).toMillis());
        feed.sendLast();
        // The leader's clock may be ahead.
        rest(time.millis() + Duration.ofSeconds(1).toMillis());
        commit();
        if (settings.ends()) {
            String kept = keptAfter(AFTER_ALL);
            // At one watermark the store lets so many blocks go, and no more.
            for (String before = ""; !kept.equals(before); ) {
                before = kept;
                kept = keptAfter(Duration.ofHours(1).toMillis());
            }
            if (late + attempt.late() + attempt.lateAgain() == 0 && !kept.isEmpty()) {
                throw new SimFailure("what is over is kept: " + kept);
            }
        }
        note();
        if (isCut) {
            if (cut.entrySet().stream().anyMatch(one -> one.getKey().isSeenBefore(one.getValue()))) {
                throw new SimFailure("what was read is gone from a log, and nobody said so");
            }
            return;
        }
        if (late > 0 && clocksAgree) {
            throw new SimFailure("came late, though the brokers were as 'settle' allows: records=" + late);
        }
        if (late > 0 && keepsAll && settings.ends()) {
            verdict.nothingVanished(world.kafka());
        }
        if (late == 0) {
            if (world.isOrdered()) {
                oracle.advance(world.kafka(), passed);
            }
            oracle.advance(world.kafka(), Long.MAX_VALUE);
            verdict.check();
        }
    }

    /** What stages have when so much time has passed, and been read. */
    private String keptAfter(long millis) throws Exception {
        time.pass(millis);
        rest(time.millis() + Duration.ofSeconds(1).toMillis());
        commit();
        return attempt.kept();
    }

    private boolean isTime(SimAct act) {
        return step >= actedAtStep + act.afterSteps();
    }

    private void step() throws Exception {
        step++;
        if (step > MOST_STEPS) {
            throw new SimFailure("the job does not come to rest: sources have passed "
                    + attempt.sources().stream().map(SimSource::passed).toList() + ", it is " + time.millis());
        }
        dice.step(step);
        int draw = dice.of(16);
        List<SimChannel> ready = attempt.network().ready();
        List<SimCoordinator.Message> messages = attempt.coordinator().messages();
        try {
            if (draw < 9 && !ready.isEmpty()) {
                deliver(ready);
            } else if (draw < 12 || ready.isEmpty()) {
                attempt.sources().get(dice.of(attempt.sources().size())).poll();
            }
            if (draw == 12 && !messages.isEmpty()) {
                message(messages);
            }
            if (draw == 13) {
                time.pass(dice.of(8));
            }
            if ((draw >= 14 || mustAsk) && world.isOrdered()) {
                ask();
            }
        } catch (PartitionsChangedException changed) {
            trace.tell(time, () -> "STOPS: " + changed.getMessage());
            if (isCut && String.valueOf(changed.getMessage()).contains("cut: ")) {
                throw new OverException();
            }
            restart(0);
        }
        SimCheckpoint complete = last;
        if (clocksAgree
                && keepsAll
                && !isCut
                && world.isOrdered()
                && complete != null
                && complete != compared
                && attempt.coordinator().isIdle()) {
            compared = complete;
            compare(complete);
        }
    }

    /** What is committed by now with what must be, as far as sources have passed. */
    private void compare(SimCheckpoint complete) {
        passed = Math.max(passed, attempt.passed());
        if (late + attempt.late() == 0) {
            oracle.advance(world.kafka(), passed);
            verdict.soFar(true, complete.passed());
        }
    }

    private void message(List<SimCoordinator.Message> messages) throws Exception {
        SimCoordinator.Message message = messages.remove(dice.of(messages.size()));
        message.sending().run();
    }

    /** Some channels are slower than others. */
    private void deliver(List<SimChannel> ready) throws Exception {
        SimChannel channel = ready.get(dice.of(ready.size()));
        int burst = 1 + dice.of(4);
        while (burst-- > 0 && channel.isReady()) {
            channel.deliver();
        }
    }

    /** The thread of the brokers' clock: at its pace while something waits. */
    private void ask() throws InterruptedException {
        SteppedInputs inputs = attempt.inputs();
        long since = time.nanos() - asked;
        boolean isDue = mustAsk || (inputs.somethingWaits() ? since >= PACE : inputs.isAsked() || since >= REST);
        if (isDue) {
            mustAsk = false;
            inputs.ask();
            asked = time.nanos();
        }
    }

    private void act(SimAct act) throws Exception {
        feed.endTransactions(acted);
        time.pass(act.kind() == SimAct.Kind.UNTIL ? moments.gap(act, time.millis()) : act.afterMillis());
        trace.act(time, act);
        switch (act.kind()) {
            case INPUT -> moments.sent(act, feed.send(act, acted));
            case UNTIL -> mustAsk = true;
            case STEP -> {
                SimAct timed = moments.timed(act, time.millis());
                moments.published(timed, time.millis());
                feed.publish(timed);
            }
            case CHECKPOINT -> attempt.coordinator().trigger(false);
            case SAVEPOINT -> {
                finishCheckpoint();
                attempt.coordinator().trigger(true);
                finishCheckpoint();
                restart(act.number());
            }
            case CRASH -> restart(act.number());
            case STORE_FAILS -> attempt.coordinator().fail();
            case DAMAGES -> {
                refuses(SimDamage.values()[act.number()]);
                restart(0);
            }
            case ADD_PARTITION -> world.kafka().addPartition(act.topic());
            case RETENTION -> delete();
            case RETENTION_AHEAD ->
                deleteAll(world.kafka().partitions(act.topic()).get(act.number()));
            case CLOCK_JUMPS -> leader(act).skewed(act.number() / 100 - 200L);
            case STAMPS_AHEAD ->
                world.kafka()
                        .partitions(act.topic())
                        .get(act.number() % 100 % PARTITIONS)
                        .stampsAhead(Duration.ofMinutes(act.number() / 100).toMillis());
            case CUTS -> cut(world.kafka().partitions(act.topic()).get(0), act.number());
            case HANGS -> leader(act).hangs(act.number() / 100);
            case COPIES_SLOWLY, FREEZES -> leader(act).copiesIn(act.number() / 100);
        }
    }

    private void cut(SimPartition partition, int last) {
        partition.cut(last);
        for (SimSource source : attempt.sources()) {
            long next = source.next(partition.name());
            if (next > partition.entries()) {
                isCut = true;
                cut.merge(partition, next, Math::max);
            }
        }
    }

    private void deleteAll(SimPartition partition) {
        partition.deleteBefore(partition.lastStable());
        partition.lose(attempt.sources().stream()
                .mapToLong(source -> source.next(partition.name()))
                .max()
                .orElse(0));
    }

    /** A job does not start from a damaged checkpoint. Then it does from the sound one, which stands for an earlier. */
    private void refuses(SimDamage damage) {
        SimCheckpoint damaged = last == null ? null : damage.of(last, dice);
        if (damaged == null) {
            return;
        }
        try {
            new SimAttempt(settings.graph(tasks), world, damaged, newest, unheard -> {}).crash();
        } catch (Exception refused) {
            if (!ExceptionUtils.stringifyException(refused).contains(TaskStore.DAMAGED)) {
                throw new SimFailure("a damaged file is not called that: " + refused);
            }
            trace.tell(time, () -> "REFUSED is the checkpoint: a file is " + damage);
            return;
        }
        throw new SimFailure("a damaged file was taken for a sound one: " + damage);
    }

    private SimPartition leader(SimAct act) {
        List<SimPartition> all = world.kafka().all();
        return all.get(act.number() % 100 % all.size());
    }

    private void delete() {
        SimCheckpoint behind = last;
        if (behind != null) {
            for (SimSource source : attempt.sources()) {
                for (List<?> splits : behind.all(source.name(), List.class)) {
                    splits.forEach(split -> world.kafka().deleteRead(split));
                }
            }
        }
    }

    /** What came late in an attempt that is over. */
    private void note() {
        if (settings.arrival()) {
            return;
        }
        late += attempt.late() + attempt.lateAgain();
        // What came late to an attempt may be held in a checkpoint, and reach the next stage in another one.
        if (late == 0 && attempt.behind() > 0) {
            throw new SimFailure(
                    "a stage took what was behind its watermark: no source was late, records=" + attempt.behind());
        }
        if (world.delivery() == Delivery.AT_LEAST_ONCE) {
            // Of what is written already a job that starts again does not know that it is late.
            late += attempt.sources().stream().filter(SimSource::isBehind).count();
        }
        passed = Math.max(passed, attempt.passed());
        if (attempt.inputs().toldLate() != attempt.late()) {
            throw new SimFailure("not all that came late was said: late=" + attempt.late() + ", told="
                    + attempt.inputs().toldLate());
        }
    }

    private void restart(int inTasks) throws Exception {
        if (isCut) {
            // What looks before a start refuses this one.
            throw new OverException();
        }
        note();
        newest = attempt.coordinator().newest();
        attempt.crash();
        tasks = inTasks == 0 ? tasks : inTasks;
        attempt = start();
    }

    /** Until nothing is under way, and all sources have passed a time. */
    private void rest(long until) throws Exception {
        while (!attempt.network().isEmpty()
                || !attempt.sources().stream()
                        .allMatch(source -> source.isAtEnd()
                                && (world.isOrdered()
                                        ? source.passed() >= until
                                        : source.isIdle() && time.millis() >= until + QUIET))) {
            step();
            if (step % 16 == 0) {
                time.pass(5);
            }
        }
    }

    /** A checkpoint that begins now, so that all is committed. */
    private void commit() throws Exception {
        finishCheckpoint();
        attempt.coordinator().trigger(false);
        finishCheckpoint();
    }

    private void finishCheckpoint() throws Exception {
        while (!attempt.coordinator().isIdle()) {
            step();
        }
    }
}
