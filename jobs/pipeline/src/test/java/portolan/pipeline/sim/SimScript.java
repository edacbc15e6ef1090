// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import static portolan.pipeline.sim.SimAct.Kind;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Delivery;
import portolan.records.DocumentTopics;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;

/** All that happens from outside in a run of one seed: everyday trade, everything that can be wrong with a feed, and faults. */
final class SimScript {
    static final long START = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();

    private static final int MOST_TASKS = 8;

    private final Random random;
    private final List<SimAct> acts = new ArrayList<>();
    private final Map<Integer, Integer> versions = new LinkedHashMap<>();
    private final Map<Integer, Filed> filed = new LinkedHashMap<>();

    /** Bills that wait for others, until they are due. */
    private final List<Integer> awaiting = new ArrayList<>();

    private final List<Integer> withdrawn = new ArrayList<>();
    private final SimSettings settings;
    private final int hurry;
    private final boolean grows;
    private final boolean jumps;
    private final boolean bursts;
    private final boolean publishes;

    /** Whether there are many checkpoints, so that some have nothing new. */
    private final boolean often;

    /** Then inputs come one after the other, and nothing falls due: whoever is first decides, and none is asked. */
    private final boolean arrival;

    private final Map<String, Integer> published = new LinkedHashMap<>();
    private long at = START;

    /** Whether the next input comes in the same millisecond as the one before. */
    private boolean together;

    /** So many inputs of about the same millisecond come next. */
    private int near;

    /** When a bill was filed last, when it arrives, and what draws its parties. */
    private record Filed(long at, @Nullable Instant eta, int goods) {}

    private SimScript(long seed) {
        settings = SimSettings.of(seed);
        random = new Random(seed);
        // Some seeds crash all the time, some hardly ever; some have hours between inputs, some milliseconds.
        hurry = 1 + random.nextInt(12);
        grows = random.nextInt(4) == 0 && !settings.arrival();
        jumps = random.nextInt(10) == 0 && !settings.arrival();
        bursts = random.nextInt(2) == 0 && !settings.arrival();
        publishes = seed % 3 == 2;
        often = seed % 4 == 1;
        arrival = settings.arrival();
    }

    static List<SimAct> of(long seed, int steps) {
        SimScript script = new SimScript(seed);
        for (int i = 0; i < steps; i++) {
            script.next(i);
        }
        for (int i = 0; script.publishes && script.settings.declares() && i < 4 && !script.awaiting.isEmpty(); i++) {
            script.due();
        }
        for (int i = 0; script.jumps && i < Math.min(steps, 6); i++) {
            script.acts.add(script.random.nextInt(steps), script.jump());
        }
        if (seed % 29 == 6 && steps > 0 && !script.arrival) {
            String topic = Topics.CONSIGNMENTS_FILED.name();
            int last = 1 + script.random.nextInt(3);
            script.acts.add(
                    script.random.nextInt(steps),
                    SimAct.of(Kind.CUTS, 0, 60, topic, last, "the last " + last + " entries off " + topic + "-0"));
        }
        if (script.jumps && seed % 2 == 0) {
            script.lateAfterTwoRestarts();
        }
        for (int i = 0; seed % 17 == 9 && i < Math.min(steps, 4) && !script.arrival; i++) {
            script.acts.add(script.random.nextInt(steps), script.hang());
        }
        if (seed % 19 == 4 && steps > 0 && !script.settings.rocksDb()) {
            script.acts.add(steps / 2 + script.random.nextInt(1 + steps / 2), script.damage());
        }
        if (seed % 7 == 3 && steps > 0 && !script.arrival) {
            script.acts.add(new Random(~seed).nextInt(steps), script.stampAhead());
        }
        if (seed % 13 == 5 && steps > 0 && !script.arrival && script.settings.delivery() == Delivery.EXACTLY_ONCE) {
            String topic = Topics.CONSIGNMENTS_FILED.name();
            int partition = script.random.nextInt(3);
            script.acts.add(
                    script.random.nextInt(steps),
                    SimAct.of(Kind.RETENTION_AHEAD, 0, 60, topic, partition, "of all on " + topic + '-' + partition));
        }
        if (script.grows && steps > 0) {
            script.acts.add(new Random(~seed).nextInt(steps), script.growth());
        }
        return script.acts;
    }

    private void next(int number) {
        int draw = random.nextInt(100);
        if (draw < (often ? 16 : 6)) {
            act(Kind.CHECKPOINT, "", 0, "begins");
        } else if (draw < (often ? 16 : 6) + Math.min(4, hurry)) {
            fault();
        } else if (publishes && random.nextInt(9) == 0) {
            text(number);
        } else if (draw > 95 && !filed.isEmpty()) {
            moment();
        } else if (draw > 94 && !arrival && !awaiting.isEmpty()) {
            due();
        } else if (draw == 94 && !filed.isEmpty()) {
            movedUp();
        } else {
            input(number);
        }
    }

    private void act(Kind kind, String topic, int count, String what) {
        acts.add(SimAct.of(kind, random.nextInt(40), random.nextInt(120), topic, count, what));
    }

    private void fault() {
        int draw = random.nextInt(10);
        if (draw < 2) {
            act(Kind.CRASH, "", 0, "and start again");
        } else if (draw < 6) {
            int tasks = random.nextInt(4) == 0 ? 1 + random.nextInt(MOST_TASKS) : 1 + random.nextInt(3);
            act(draw < 3 ? Kind.SAVEPOINT : Kind.CRASH, "", tasks, "and start in " + tasks + " tasks");
        } else if (draw < 7) {
            act(Kind.STORE_FAILS, "", 0, "for the checkpoint under way");
        } else if (draw < 8) {
            act(Kind.RETENTION, "", 0, "of all that is checkpointed");
        } else if (grows && draw < 9) {
            acts.add(growth());
        } else if (!arrival) {
            int leader = random.nextInt(9);
            int millis = random.nextInt(30);
            act(Kind.COPIES_SLOWLY, "", leader + 100 * millis, "of leader " + leader + ", in " + millis + " ms");
        }
    }

    /** A new version is written, approved and put to use; or something else is tried with one that there is, or was never. */
    private void text(int number) {
        DocumentKind kind = DocumentKind.values()[random.nextInt(DocumentKind.values().length)];
        if (arrival && kind == DocumentKind.WATCH_LIST) {
            return;
        }
        String topic = DocumentTopics.of(kind).name();
        int draw = random.nextInt(12);
        int variant = random.nextInt(60);
        if (draw == 0) {
            send(DocumentTopics.of(kind), "x" + number, "malformed".getBytes(StandardCharsets.UTF_8), "MALFORMED step");
        } else if (draw < 4 && published.containsKey(topic)) {
            RuleStep.Kind one = RuleStep.Kind.values()[random.nextInt(RuleStep.Kind.values().length)];
            SimAct earlier = acts.stream()
                    .filter(act -> act.kind() == Kind.STEP && act.topic().equals(topic))
                    .reduce((first, second) -> random.nextInt(3) == 0 ? first : second)
                    .orElseThrow();
            step(topic, one.name(), earlier.value(), lead(), pass());
        } else {
            byte[] text = SimTexts.bytes(SimTexts.text(kind, published.merge(topic, 1, Integer::sum), variant));
            int lead = lead();
            step(topic, RuleStep.Kind.PROPOSE.name(), text, lead, pass());
            if (draw > 4) {
                step(topic, RuleStep.Kind.APPROVE.name(), text, lead, 0);
            }
            step(topic, (draw == 11 ? RuleStep.Kind.SHADOW : RuleStep.Kind.ACTIVATE).name(), text, lead, 0);
            if (random.nextInt(3) == 0) {
                // All tasks know it, and nobody goes by it yet.
                act(Kind.CHECKPOINT, "", 0, "begins");
                int steps = 1_200 + random.nextInt(1_200);
                acts.add(SimAct.of(Kind.CRASH, 0, steps, "", 0, "before it holds"));
            }
            // Inputs of about the time from which it holds.
            if (random.nextInt(2) == 0) {
                byte[] nothing = {};
                acts.add(new SimAct(
                        Kind.UNTIL, lead, random.nextInt(8), "", topic, nothing, random.nextInt(3), "it holds"));
                at += lead;
                near = 3;
                create();
            }
        }
    }

    private void step(String topic, String step, byte[] text, int lead, long gap) {
        String head = new String(text, StandardCharsets.UTF_8);
        acts.add(new SimAct(
                Kind.STEP,
                gap,
                random.nextInt(20),
                topic,
                step,
                text,
                lead,
                step + " in " + lead + " ms, of " + topic + ": "
                        + head.lines().limit(2).collect(Collectors.joining(", "))));
    }

    /** Mostly as soon as may be, which is a second; now and then too soon. */
    private int lead() {
        return random.nextInt(8) == 0
                ? random.nextInt(1_500)
                : 1_000 + random.nextInt(random.nextInt(4) == 0 ? 7_200_000 : 60);
    }

    /** Read by a job that has started twice since it passed its time, the second time before it passed anything again. */
    private void lateAfterTwoRestarts() {
        String topic = Topics.CONSIGNMENTS_FILED.name();
        // Its leader comes next after that of the brokers' clock.
        acts.add(SimAct.of(Kind.FREEZES, 0, 0, "", 1 + 100 * 3_000, "of " + topic + "-0: copies take 3 s"));
        create();
        SimAct late = acts.remove(acts.size() - 1);
        acts.add(new SimAct(Kind.INPUT, 1, 0, topic, "", late.value(), 0, late.what() + " late"));
        act(Kind.SAVEPOINT, 500, 600, "and start again");
        act(Kind.SAVEPOINT, 0, 0, "and start at once");
        act(Kind.CRASH, 3_000, 0, "and start again");
        act(Kind.CHECKPOINT, 0, 300, "begins");
    }

    private void act(Kind kind, long afterMillis, int afterSteps, String what) {
        acts.add(SimAct.of(kind, afterMillis, afterSteps, "", 0, what));
    }

    /** A leader's clock jumps, or what it appends is copied in seconds. */
    private SimAct jump() {
        int leader = random.nextInt(9);
        int millis = random.nextInt(400);
        return random.nextInt(4) == 0
                ? SimAct.of(
                        Kind.FREEZES,
                        0,
                        0,
                        "",
                        leader + 1_000 * millis,
                        "of leader " + leader + ": copies take " + millis * 10 + " ms")
                : SimAct.of(
                        Kind.CLOCK_JUMPS,
                        0,
                        0,
                        "",
                        leader + 100 * millis,
                        "of leader " + leader + " to " + (200 - millis) + " ms late");
    }

    private SimAct damage() {
        SimDamage damage = SimDamage.values()[random.nextInt(SimDamage.values().length)];
        return SimAct.of(
                Kind.DAMAGES, 0, 60, "", damage.ordinal(), damage + ": a file of the last checkpoint; starts again");
    }

    private SimAct hang() {
        // The first has the topic of the brokers' clock.
        int leader = random.nextInt(3) == 0 ? 0 : random.nextInt(14);
        int millis = 100 + random.nextInt(5_000);
        return SimAct.of(Kind.HANGS, 0, 0, "", leader + 100 * millis, "leader " + leader + " for " + millis + " ms");
    }

    private SimAct stampAhead() {
        String topic = Topics.CONSIGNMENTS_FILED.name();
        int minutes = 2 + random.nextInt(3_000);
        int partition = random.nextInt(3);
        String what = "by " + minutes + " min: the next record of " + topic + '-' + partition;
        return SimAct.of(Kind.STAMPS_AHEAD, 0, random.nextInt(20), topic, partition + 100 * minutes, what);
    }

    private SimAct growth() {
        String topic = Topics.CONSIGNMENTS_FILED.name();
        return SimAct.of(Kind.ADD_PARTITION, random.nextInt(40), random.nextInt(120), topic, 0, "to " + topic);
    }

    /** Mostly milliseconds after the one before, now and then hours; in some seeds often none. */
    private long pass() {
        together = bursts && random.nextInt(3) == 0;
        if (near > 0) {
            near--;
            together = random.nextInt(3) > 0 && !arrival;
            // The first stands at the very moment.
            int gap = arrival ? 1 : near == 2 ? 0 : random.nextInt(2);
            at += gap;
            return gap;
        }
        if (together) {
            return 0;
        }
        long gap = random.nextInt(hurry) == 0
                ? Duration.ofMinutes(20 + random.nextInt(40 * 60)).toMillis()
                : 1 + random.nextInt(59);
        at += gap;
        return gap;
    }

    /** Something happens by itself, or is over, and at about that time its bill is heard of again. */
    private void moment() {
        int bill = List.copyOf(filed.keySet()).get(random.nextInt(filed.size()));
        Filed last = Objects.requireNonNull(filed.get(bill));
        int draw = random.nextInt(8);
        Instant eta = last.eta();
        Duration retention = Duration.ofDays(settings.forgets() ? 3 : 20);
        long then = draw == 0
                ? last.at() + Duration.ofDays(settings.forgets() ? 30 : 60).toMillis()
                : eta == null || draw < 3
                        ? last.at() + (draw % 2 == 0 ? retention : Duration.ofDays(3)).toMillis()
                        : eta.toEpochMilli() + (draw % 2 == 0 ? retention : Duration.ofDays(-1)).toMillis();
        if (then > at) {
            // A memory's moment is met exactly: there one too many is seen, a millisecond beside it nothing.
            until(then, SimFilings.key("B" + bill), draw == 0 ? 1 : draw / 2, "a moment of B" + bill);
        }
        if (draw % 3 == 0) {
            outcome(bill, 1 + random.nextInt(2));
        } else {
            EventKind kind = draw == 7 ? EventKind.DELETE : EventKind.REPLACE;
            file(kind, bill, versions.merge(bill, 1, Integer::sum), "FILER", null, draw == 4 && !arrival);
        }
    }

    /**
     * It comes to the very moment at which a bill falls due, and now and then a list is in force from then on, or a rule
     * set that reads of the bill what nobody has read before.
     */
    private void due() {
        int bill = awaiting.get(random.nextInt(awaiting.size()));
        Filed last = Objects.requireNonNull(filed.get(bill));
        Instant eta = last.eta();
        long then = eta == null
                ? last.at() + Duration.ofDays(3).toMillis()
                : eta.minus(Duration.ofDays(1)).toEpochMilli();
        if (then <= at) {
            return;
        }
        String key = SimFilings.key("B" + bill);
        if (publishes && random.nextBoolean()) {
            DocumentKind kind = settings.declares() ? DocumentKind.RULE_SET : DocumentKind.WATCH_LIST;
            int variant = settings.declares() ? SimTexts.COUNTS : 77 + last.goods() % 77;
            String topic = DocumentTopics.of(kind).name();
            byte[] text = SimTexts.bytes(SimTexts.text(kind, published.merge(topic, 1, Integer::sum), variant));
            step(topic, RuleStep.Kind.PROPOSE.name(), text, 1_000, pass());
            step(topic, RuleStep.Kind.APPROVE.name(), text, 1_000, 0);
            step(topic, RuleStep.Kind.ACTIVATE.name() + '@' + key, text, 1_000, 0);
        }
        until(then, key, random.nextInt(3), "B" + bill + " is due");
    }

    /** A bill arrives sooner than was said, is over sooner, and is filed anew by a job that has started since. */
    private void movedUp() {
        int bill = List.copyOf(filed.keySet()).get(random.nextInt(filed.size()));
        file(
                EventKind.REPLACE,
                bill,
                versions.merge(bill, 1, Integer::sum),
                "FILER",
                null,
                false,
                100 + random.nextInt(300));
        file(EventKind.REPLACE, bill, versions.merge(bill, 1, Integer::sum), "FILER", null, false, 26);
        long over = at
                + Duration.ofDays(settings.forgets() ? 3 : 20).toMillis()
                + Duration.ofHours(26 + random.nextInt(100)).toMillis();
        until(over, SimFilings.key("B" + bill), 3, "B" + bill + " is over");
        act(Kind.CHECKPOINT, "", 0, "begins");
        acts.add(SimAct.of(Kind.CRASH, 0, 600 + random.nextInt(1_200), "", 0, "and start again"));
        file(EventKind.REPLACE, bill, versions.merge(bill, 1, Integer::sum), "FILER", null, false);
    }

    private void until(long then, String key, int number, String what) {
        byte[] nothing = {};
        String words = "about " + Duration.ofMillis(then - at).toHours() + " h later, " + what;
        acts.add(new SimAct(Kind.UNTIL, then - at, random.nextInt(40), "", key, nothing, number, words));
        at = then;
        near = 3;
    }

    private void input(int number) {
        int known = versions.isEmpty() ? 0 : random.nextInt(versions.size());
        int draw = versions.isEmpty() ? 99 : random.nextInt(100);
        int next = versions.size();
        if (draw < 3) {
            send(Topics.CONSIGNMENTS_FILED, "x" + number, "malformed".getBytes(StandardCharsets.UTF_8), "MALFORMED");
        } else if (draw < 6) {
            file(EventKind.REPLACE, next, 2, "FILER", null, false);
        } else if (draw < 8) {
            outcome(next, 1);
        } else if (draw < 10) {
            file(EventKind.CREATE, known, 1, "OTHER", null, false);
        } else if (draw < 13) {
            again();
        } else if (draw < 24) {
            file(EventKind.REPLACE, known, versions.merge(known, 1, Integer::sum), "FILER", null, false);
        } else if (draw < 28) {
            file(EventKind.DELETE, known, versions.merge(known, 1, Integer::sum), "FILER", null, false);
        } else if (draw < 30 && !withdrawn.isEmpty()) {
            int bill = withdrawn.get(random.nextInt(withdrawn.size()));
            file(EventKind.CREATE, bill, versions.merge(bill, 1, Integer::sum), "FILER", null, false);
        } else if (draw < 42) {
            outcome(known, 1 + random.nextInt(2));
        } else if (draw < 52) {
            move(number);
        } else {
            create();
        }
    }

    private void create() {
        int next = versions.size();
        versions.put(next, 1);
        int bills = random.nextInt(4);
        String master = bills == 0 ? "B" + random.nextInt(versions.size()) : null;
        file(EventKind.CREATE, next, 1, "FILER", arrival ? null : master, bills == 1 && !arrival);
    }

    /** An exact duplicate of something that was sent. */
    private void again() {
        List<SimAct> inputs =
                acts.stream().filter(act -> act.kind() == Kind.INPUT).toList();
        SimAct one = inputs.get(random.nextInt(inputs.size()));
        acts.add(new SimAct(
                Kind.INPUT, pass(), random.nextInt(60), one.topic(), one.key(), one.value(), 0, one.what() + " again"));
    }

    private void file(EventKind kind, int bill, int version, String filer, @Nullable String master, boolean isMaster) {
        file(kind, bill, version, filer, master, isMaster, random.nextInt(3) == 0 ? 0 : 26 + random.nextInt(100));
    }

    /** @param hours until it arrives; 0 where nobody says */
    private void file(
            EventKind kind, int bill, int version, String filer, @Nullable String master, boolean isMaster, int hours) {
        String number = "B" + bill;
        long gap = pass();
        Instant eta = hours == 0
                ? null
                : Instant.ofEpochMilli(at).plus(Duration.ofHours(hours)).plusSeconds(17);
        int goods = random.nextInt(10_000);
        byte[] value = SimFilings.filing(
                new SimFilings.Bill(
                        kind, number, version, filer, "MRN-" + number + filer, goods, master, isMaster, eta),
                Instant.ofEpochMilli(at));
        String what = kind + " " + number + " v" + version + (filer.equals("FILER") ? "" : " by " + filer)
                + " shipper S" + goods % 7 + " consignee C" + goods % 11 + ' ' + (500 + goods % 2_500) + " kg"
                + (master == null ? "" : " master " + master) + (isMaster ? " MASTER" : "");
        filed.put(bill, new Filed(at, eta, goods));
        if (kind == EventKind.CREATE && (isMaster || master != null)) {
            awaiting.add(bill);
        }
        if (kind == EventKind.DELETE) {
            withdrawn.add(bill);
        }
        add(Topics.CONSIGNMENTS_FILED, gap, SimFilings.key(number), value, what);
    }

    private void outcome(int bill, int version) {
        long gap = pass();
        OutcomeCode code = random.nextInt(3) == 0 ? OutcomeCode.MISDECLARED_GOODS : OutcomeCode.NOTHING_FOUND;
        String number = "B" + bill;
        add(
                Topics.INSPECTIONS_REPORTED,
                gap,
                SimFilings.key(number),
                SimFilings.outcome(number, version, code, Instant.ofEpochMilli(at)),
                "OUTCOME " + number + " v" + version + ' ' + code);
    }

    private void move(int number) {
        long gap = pass();
        String box = SimFilings.box(random.nextInt(4));
        ContainerEvent event = ContainerEvent.values()[random.nextInt(ContainerEvent.values().length)];
        int who = random.nextInt(50);
        add(
                Topics.CONTAINERS_MOVED,
                gap,
                box,
                SimFilings.move("m" + number, box, event, who, Instant.ofEpochMilli(at)),
                "MOVE " + box + ' ' + event + " by H" + who % 5);
    }

    private void send(KafkaTopic topic, String key, byte[] value, String what) {
        add(topic, pass(), key, value, what);
    }

    private void add(KafkaTopic topic, long gap, String key, byte[] value, String what) {
        int transaction = random.nextInt(12) == 0 && !arrival ? 1 + random.nextInt(8) : 0;
        String how = transaction == 0
                ? ""
                : (transaction % 2 == 0 ? ", committed " : ", given up ") + transaction + " acts later";
        int steps = together ? 0 : random.nextInt(60);
        acts.add(new SimAct(Kind.INPUT, gap, steps, topic.name(), key, value, transaction, what + how));
    }
}
