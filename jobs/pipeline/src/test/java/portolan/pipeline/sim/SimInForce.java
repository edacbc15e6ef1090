// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.JobSettings;
import portolan.pipeline.PublishedText;
import portolan.pipeline.PublishedText.Role;
import portolan.records.DocumentTopics;
import portolan.records.RuleStepRecords;
import portolan.schemas.avro.RuleSetPublished;
import portolan.schemas.wire.DecodeResult;
import portolan.scoring.bank.Bank;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleHistory;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.WatchlistText;
import portolan.scoring.reference.ListsByTime;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Senders;
import portolan.scoring.rules.SendersInForce;
import portolan.scoring.rules.Suppressions;
import portolan.scoring.rules.SuppressionsInForce;

/** What the topics of signed texts put in force, and from when on: the oracle's engine is told in order of time. */
final class SimInForce {
    private final SequentialEngine engine;
    private final @Nullable Bank kept;
    private final Map<DocumentKind, RuleHistory> histories = new EnumMap<>(DocumentKind.class);
    private final Map<DocumentKind, Integer> read = new EnumMap<>(DocumentKind.class);
    private final PriorityQueue<PublishedText> coming = new PriorityQueue<>();
    private final TreeMap<String, Integer> lists = new TreeMap<>();
    private final TreeMap<String, SuppressionsInForce.Signed> suppressions = new TreeMap<>();
    private final TreeMap<String, Senders> senders = new TreeMap<>();
    private final TreeMap<Long, RuleSet> judges = new TreeMap<>();
    private final List<String> audited = new ArrayList<>();

    /** @param first judges until another does; the job keeps the memories that it declares */
    SimInForce(SequentialEngine engine, JobSettings settings, RuleSet first) {
        this.engine = engine;
        this.kept = first.memories();
        judges.put(Long.MIN_VALUE, first);
        for (DocumentKind kind : DocumentKind.values()) {
            histories.put(kind, new RuleHistory(kind, settings.ruleKeys()));
        }
    }

    /** What must have become of each step, by where it stands; of a text that the job cannot keep twice. */
    List<String> audited() {
        return audited;
    }

    /** Which rule set judges at an order time that was told of. */
    RuleSet judge(long orderTime) {
        return judges.floorEntry(orderTime).getValue();
    }

    /** Tells all that is in force from this order time on, or was before. */
    void advance(SimKafka kafka, long until) {
        histories.forEach((kind, history) -> {
            SimPartition partition =
                    kafka.partitions(DocumentTopics.of(kind).name()).get(0);
            List<SimPartition.Entry> shown = partition.settled();
            for (SimPartition.Entry entry : shown.subList(read.getOrDefault(kind, 0), shown.size())) {
                take(kind, history, partition.name().topic() + "/0@" + entry.offset(), entry);
            }
            read.put(kind, shown.size());
        });
        while (!coming.isEmpty() && coming.peek().orderTime() <= until) {
            tell(coming.remove());
        }
    }

    private void take(DocumentKind kind, RuleHistory history, String place, SimPartition.Entry entry) {
        DecodeResult<RuleSetPublished> decoded =
                DocumentTopics.of(kind).wire().decode(Objects.requireNonNull(entry.value()));
        RuleStep step = decoded instanceof DecodeResult.Value<RuleSetPublished> value
                ? RuleStepRecords.read(value.value())
                : null;
        boolean wasInUse = step != null && history.isInUse(step.name(), step.version());
        boolean accepted = step != null && history.take(step, entry.time()).accepted();
        audited.add(place + ' ' + accepted);
        if (step == null
                || !accepted
                || !(step.kind().putsToUse() || step.kind() == RuleStep.Kind.RETIRE && wasInUse)) {
            return;
        }
        if (kind == DocumentKind.RULE_SET && step.kind().putsToUse() && !isKept(step.text())) {
            audited.add(place + " false");
            return;
        }
        // A shadow's assessments are not compared.
        if (step.kind() != RuleStep.Kind.SHADOW
                && !(kind == DocumentKind.RULE_SET && !step.kind().putsToUse())) {
            coming.add(new PublishedText(
                    kind,
                    step.name(),
                    step.version(),
                    step.hash(),
                    step.text(),
                    step.author(),
                    Objects.requireNonNullElse(step.approver(), ""),
                    place,
                    step.effectiveAt(),
                    entry.offset(),
                    step.kind().putsToUse() ? Role.CHAMPION : Role.RETIRED));
        }
    }

    private boolean isKept(String text) {
        Bank declared = ((RuleSet) document(DocumentKind.RULE_SET, text)).memories();
        return declared == null || kept != null && kept.lacks(declared).isEmpty();
    }

    private static Object document(DocumentKind kind, String text) {
        return Objects.requireNonNull(kind.read(text).document());
    }

    private void tell(PublishedText text) {
        boolean ends = text.role() == Role.RETIRED;
        switch (text.kind()) {
            case RULE_SET -> {
                RuleSet ruleSet = (RuleSet) document(text.kind(), text.text());
                judges.put(text.orderTime(), ruleSet);
                engine.judging(text.orderTime(), ruleSet);
            }
            case SENDERS -> {
                Senders now = senders.get(text.name());
                if (!ends) {
                    senders.put(text.name(), (Senders) document(text.kind(), text.text()));
                } else if (now != null && now.version() == text.version()) {
                    senders.remove(text.name());
                }
                engine.checking(text.orderTime(), new SendersInForce(List.copyOf(senders.values())));
            }
            case SUPPRESSIONS -> {
                SuppressionsInForce.Signed now = suppressions.get(text.name());
                if (!ends) {
                    suppressions.put(
                            text.name(),
                            new SuppressionsInForce.Signed(
                                    (Suppressions) document(text.kind(), text.text()),
                                    text.author() + " and " + text.approver()));
                } else if (now != null && now.list().version() == text.version()) {
                    suppressions.remove(text.name());
                }
                engine.suppressing(text.orderTime(), new SuppressionsInForce(List.copyOf(suppressions.values())));
            }
            case WATCH_LIST -> {
                if (!ends) {
                    lists.put(text.name(), text.version());
                    WatchlistText read = (WatchlistText) document(text.kind(), text.text());
                    engine.publish(new ListsByTime.Use(text.orderTime(), text.name(), read.list()));
                } else if (lists.remove(text.name(), text.version())) {
                    engine.publish(new ListsByTime.Use(text.orderTime(), text.name(), null));
                }
            }
        }
    }
}
