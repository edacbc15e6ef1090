// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.console.evidence.EvidenceWriter;
import portolan.console.rules.RuleChronicle;
import portolan.console.rules.RuleTopic;
import portolan.desk.server.RefusedException;
import portolan.records.DocumentTopics;
import portolan.records.RuleStepRecords;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.lines.ContentId;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.Taken;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.RuleSet;
import portolan.topics.KafkaAccess;

/**
 * All steps with signed texts, and what the job said of each, followed from their topics. What the desk shows is what
 * stands there, not what it sent.
 */
public final class SignedTexts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignedTexts.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final KafkaAccess kafka;
    private final EvidenceWriter evidence;
    private final KeyFolder keys;
    private final Runnable changed;
    private final Clock clock;
    private final Map<TopicPartition, DocumentKind> steps = new HashMap<>();
    private final TopicPartition audits;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Thread follower = new Thread(this::follow, "desk-signed-texts");

    // Guarded by this.
    private final Map<DocumentKind, List<Published>> published = new EnumMap<>(DocumentKind.class);
    private final Map<DocumentKind, RuleChronicle> chronicles = new EnumMap<>(DocumentKind.class);
    private final Map<String, RuleSetAudited> answers = new HashMap<>();
    private final Map<String, RuleTopic.Place> places = new HashMap<>();
    private final Set<String> sending = new HashSet<>();
    private Keyring folded;
    private boolean isRead;
    private String fault = "";
    private volatile boolean open = true;

    private record Published(RuleStep step, Instant at, long offset) {}

    /**
     * Where a step that was sent is now.
     *
     * @param state whether it is there, and what the job made of it
     * @param place in the topic; empty where it is not there
     * @param faults why the job refused it
     */
    record Sent(State state, String place, List<String> faults) {
        /** As scripts know it. */
        enum State {
            /** The topics are not read to their ends yet: nobody knows. */
            READING,
            /** It is not in the topic. */
            ABSENT,
            /** It is in the topic, and no job has said anything of it. */
            PUBLISHED,
            TAKEN,
            REFUSED
        }
    }

    /**
     * One that does not follow yet.
     *
     * @param evidence by which steps are published
     * @param changed is called after something came
     */
    public SignedTexts(KafkaAccess kafka, EvidenceWriter evidence, KeyFolder keys, Runnable changed, Clock clock) {
        this.kafka = kafka;
        this.evidence = evidence;
        this.keys = keys;
        this.changed = changed;
        this.clock = clock;
        this.audits = new TopicPartition(kafka.name(Topics.RULESETS_AUDITED), 0);
        this.folded = keys.keys();
        for (DocumentKind kind : DocumentKind.values()) {
            steps.put(new TopicPartition(kafka.name(DocumentTopics.of(kind)), 0), kind);
            published.put(kind, new ArrayList<>());
            chronicles.put(kind, new RuleChronicle(kind, folded));
        }
        follower.setDaemon(true);
    }

    /** Begins to follow. */
    public SignedTexts start() {
        follower.start();
        return this;
    }

    KeyFolder keys() {
        return keys;
    }

    /** Looks at the steps with one kind of text; nothing comes while it looks. */
    synchronized <T> T read(DocumentKind kind, Function<RuleChronicle, T> look) {
        RuleChronicle chronicle = chronicles.get(kind);
        if (chronicle == null) {
            throw new IllegalStateException("every kind has one");
        }
        return look.apply(chronicle);
    }

    /** What the job said of the step at a place; null where it has said nothing. */
    synchronized @Nullable RuleSetAudited answer(RuleTopic.Place place) {
        return answers.get(place.toString());
    }

    /** The rule set of this hash, whatever became of it; null where none was published that this release takes. */
    public @Nullable RuleSet ruleSet(String hash) {
        String text = text(hash);
        return text != null && DocumentKind.RULE_SET.read(text).document() instanceof RuleSet ruleSet ? ruleSet : null;
    }

    private synchronized @Nullable String text(String hash) {
        return published.getOrDefault(DocumentKind.RULE_SET, List.of()).stream()
                .map(one -> one.step().text())
                .filter(text -> !text.isEmpty() && Document.sha256(text).equals(hash))
                .findFirst()
                .orElse(null);
    }

    /** Why the topics are not followed; empty where they are. */
    synchronized String fault() {
        return fault;
    }

    /** Whether the topics were read to their ends once. */
    synchronized boolean isRead() {
        return isRead;
    }

    /** What would come of a step if it were published now. */
    Taken tryOut(DocumentKind kind, RuleStep step) {
        return read(kind, chronicle -> chronicle.tryOut(step, clock.instant(), keys.keys()));
    }

    /**
     * Publishes a step, once: one that stands in the topic is left there.
     *
     * @throws portolan.topics.KafkaFault if the broker does not take it
     */
    RuleTopic.Place publish(DocumentKind kind, RuleStep step) {
        String id = id(step);
        synchronized (this) {
            RuleTopic.Place place = places.get(id);
            if (place != null) {
                return place;
            }
            if (!sending.add(id)) {
                throw RefusedException.overtaken("this step is being sent");
            }
        }
        try {
            RuleTopic.Place place = RuleTopic.publish(evidence, kind, step, clock.instant());
            synchronized (this) {
                places.putIfAbsent(id, place);
            }
            return place;
        } finally {
            synchronized (this) {
                sending.remove(id);
            }
        }
    }

    /** Where a step is, by its {@link #id}. */
    synchronized Sent find(String id) {
        RuleTopic.Place place = places.get(id);
        if (place == null) {
            boolean isKnown = isRead && fault.isEmpty() && !sending.contains(id);
            return new Sent(isKnown ? Sent.State.ABSENT : Sent.State.READING, "", List.of());
        }
        RuleSetAudited answer = answers.get(place.toString());
        if (answer == null) {
            return new Sent(Sent.State.PUBLISHED, place.toString(), List.of());
        }
        return Boolean.TRUE.equals(answer.getAccepted())
                ? new Sent(Sent.State.TAKEN, place.toString(), List.of())
                : new Sent(Sent.State.REFUSED, place.toString(), faults(answer));
    }

    /** What the job found wrong. */
    static List<String> faults(RuleSetAudited answer) {
        return answer.getIssues().stream()
                .map(issue -> issue.getLine() == 0
                        ? issue.getMessage()
                        : issue.getLine() + ":" + issue.getColumn() + ": " + issue.getMessage())
                .toList();
    }

    /** A step's number: SHA-256 of its signature, in hexadecimal. */
    static String id(RuleStep step) {
        byte[] signature = step.signature();
        return ContentId.sha256Hex(signature == null ? new byte[0] : signature);
    }

    private void follow() {
        while (open) {
            try (Consumer<byte[], byte[]> consumer = kafka.reader("portolan-desk-rules", Map.of())) {
                follow(consumer);
            } catch (KafkaException e) {
                LOG.warn("the topics of signed texts cannot be read, trying again: {}", e.getMessage());
                say(String.valueOf(e.getMessage()));
                rest();
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> all = new ArrayList<>(steps.keySet());
        all.add(audits);
        for (TopicPartition each : all) {
            if (consumer.partitionsFor(each.topic()).isEmpty()) {
                say("there is no topic " + each.topic());
                rest();
                return;
            }
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        next.forEach(consumer::seek);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        say("");
        while (open) {
            boolean any = foldAgain(keys.keys());
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(record);
                any = true;
            }
            if (!isRead() && all.stream().allMatch(each -> consumer.position(each) >= ends.getOrDefault(each, 0L))) {
                finish();
                any = true;
            }
            if (any) {
                changed.run();
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        DocumentKind kind = steps.get(partition);
        if (kind == null) {
            RuleSetAudited answer = decoded(Topics.RULESETS_AUDITED, record.value());
            if (answer != null && answer.getInput() != null) {
                hear(answer.getInput(), answer);
            }
        } else {
            var said = decoded(DocumentTopics.of(kind), record.value());
            RuleStep step = said == null ? null : RuleStepRecords.read(said);
            // What is no step has changed nothing.
            if (step != null) {
                take(kind, new Published(step, Instant.ofEpochMilli(record.timestamp()), record.offset()));
            }
        }
        next.put(partition, record.offset() + 1);
    }

    private synchronized void hear(String input, RuleSetAudited answer) {
        answers.put(input, answer);
    }

    private synchronized void take(DocumentKind kind, Published one) {
        published.computeIfAbsent(kind, unused -> new ArrayList<>()).add(one);
        places.putIfAbsent(id(one.step()), new RuleTopic.Place(kind, one.offset()));
        chronicles
                .computeIfAbsent(kind, unused -> new RuleChronicle(kind, folded))
                .add(one.step(), one.at(), one.offset());
    }

    /** Judges all steps by other keys, where the keys have changed; returns whether they have. */
    private synchronized boolean foldAgain(Keyring now) {
        if (now == folded) {
            return false;
        }
        folded = now;
        published.forEach((kind, all) -> {
            RuleChronicle chronicle = new RuleChronicle(kind, now);
            all.forEach(one -> chronicle.add(one.step(), one.at(), one.offset()));
            chronicles.put(kind, chronicle);
        });
        return true;
    }

    private synchronized void finish() {
        isRead = true;
    }

    private synchronized void say(String message) {
        fault = message;
    }

    private static <T extends org.apache.avro.specific.SpecificRecord> @Nullable T decoded(
            Topic<T> topic, byte @Nullable [] value) {
        return value != null && topic.wire().decode(value) instanceof DecodeResult.Value<T> decoded
                ? decoded.value()
                : null;
    }

    private void rest() {
        try {
            Thread.sleep(AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open = false;
        }
    }

    @Override
    public void close() {
        open = false;
        try {
            follower.join(KafkaAccess.PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
