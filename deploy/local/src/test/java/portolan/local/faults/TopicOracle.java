// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import portolan.local.Portolan;
import portolan.pipeline.Decoded;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.AlertRecords;
import portolan.pipeline.kafka.AssessmentRecords;
import portolan.pipeline.kafka.TopicDecoder;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.SequentialLedger;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;

/**
 * What a job in ordered mode must come to: the sequential engine over what is committed on the input topics, in the one
 * order of all inputs.
 */
final class TopicOracle {
    private final JobSettings settings;
    private final AvroWire<ConsignmentAssessed> assessed = Topics.CONSIGNMENTS_ASSESSED.wire();
    private final AvroWire<AlertRaised> raised = Topics.ALERTS_RAISED.wire();
    private final Map<String, byte[]> assessments = new TreeMap<>();
    private final Map<String, byte[]> alerts = new TreeMap<>();
    private final Map<String, String> rejects = new TreeMap<>();
    private final Map<String, Integer> refusedLater = new TreeMap<>();
    private final Map<String, Integer> dropped = new TreeMap<>();
    private int inputs;
    private int withdrawals;
    private int outcomes;
    private int waiting;
    private final Set<String> apart = new TreeSet<>();
    private int overBudget;

    private TopicOracle(JobSettings settings) {
        this.settings = settings;
    }

    /**
     * What must come of the input topics.
     *
     * @param settings of the job, by the names of {@code deploy/SETTINGS.md}, as far as they are given
     */
    static Expected expect(String bootstrap, Map<String, String> settings) {
        return expect(bootstrap, settings, raw -> null, List.of());
    }

    /**
     * The same where an operator failed on some inputs, as {@link Planted} has it.
     *
     * @param aside the operator that sets an input aside before any other learns of it; null for most
     * @param gone inputs that were handled and that the topics no longer hold
     */
    static Expected expect(
            String bootstrap,
            Map<String, String> settings,
            Function<RawRecord, @Nullable String> aside,
            List<RawRecord> gone) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("mode", "ordered");
        all.put("engine-version", version());
        return new TopicOracle(JobSettings.of(all)).run(inputs(bootstrap, gone), aside);
    }

    /** What the input topics hold now. */
    static List<RawRecord> inputs(String bootstrap) {
        return List.copyOf(inputs(bootstrap, List.of()));
    }

    private static Collection<RawRecord> inputs(String bootstrap, List<RawRecord> gone) {
        Map<String, RawRecord> byPlace = new LinkedHashMap<>();
        gone.forEach(raw -> byPlace.put(raw.toString(), raw));
        for (KafkaTopic topic : List.of(Topics.CONSIGNMENTS_FILED, Topics.INSPECTIONS_REPORTED)) {
            try (TopicReader reader = new TopicReader(bootstrap, topic)) {
                reader.read(record -> byPlace.putIfAbsent(raw(record).toString(), raw(record)));
            }
        }
        return byPlace.values();
    }

    private Expected run(Collection<RawRecord> raws, Function<RawRecord, @Nullable String> aside) {
        List<LedgerInput> sound = new ArrayList<>();
        TopicDecoder decoder = new TopicDecoder(settings.remembersPersons());
        for (RawRecord raw : raws) {
            inputs++;
            String failing = aside.apply(raw);
            Decoded decoded = decoder.decode(raw);
            if (failing != null) {
                notHandled(raw.toString(), failing);
            } else if (decoded instanceof LedgerInput input) {
                sound.add(input);
            } else {
                rejects.put(raw.toString(), ((Reject) decoded).reason());
            }
        }
        sound.sort(Comparator.comparing(LedgerInput::position));
        score(sound);
        account(sound);
        return new Expected(
                inputs, assessments, alerts, rejects, refusedLater, dropped, withdrawals, outcomes, waiting, apart);
    }

    private void score(List<LedgerInput> sound) {
        SequentialEngine engine = new SequentialEngine(
                ((Compiled.Accepted) RuleSetCompiler.compile(settings.rules().text())).ruleSet(),
                settings.engineVersion(),
                settings.reference(),
                settings.ledger(),
                settings.memory());
        for (LedgerInput input : sound) {
            List<Replayed> all = input.filing() != null
                    ? engine.take(input.filing(), input.raw().sent())
                    : engine.take(
                            Objects.requireNonNull(input.outcome()), input.raw().sent());
            for (Replayed replayed : all) {
                tell(replayed);
            }
        }
    }

    private void tell(Replayed replayed) {
        Assessment assessment = replayed.assessment();
        Planted planted =
                assessment == null ? null : Planted.in(assessment.key().value());
        if (assessment != null && planted != null) {
            fail(planted, assessment);
        }
        if (planted == Planted.DECIDE) {
            return;
        }
        if (assessment != null && planted != Planted.ASSESSMENT) {
            boolean isApart = planted == Planted.MEMORY;
            assessments.put(
                    assessment.assessmentId(),
                    isApart ? Expected.NOT_COMPARED : assessed.encode(AssessmentRecords.of(assessment)));
        }
        for (Alert alert : replayed.alerts()) {
            if (Planted.in(alert.key().value()) == Planted.ALERT) {
                notHandled("alert:" + alert.alertId() + "/0@0", Planted.ALERT.operator());
                if (alert.urgent()) {
                    notHandled("alert:" + alert.alertId() + "/0@0", "encode-urgent");
                }
            } else {
                AlertRaised record = AlertRecords.of(alert);
                alerts.put(record.toString(), raised.encode(record));
            }
        }
    }

    /** What is set aside behind the ledger, which the engine knows nothing of. */
    private void fail(Planted planted, Assessment assessment) {
        String input = RawRecord.at(assessment.position()).toString();
        switch (planted) {
            case DECIDE, ASSESSMENT -> notHandled(input, planted.operator());
            case MEMORY -> {
                notHandled(input, planted.operator());
                apart.add(assessment.assessmentId());
            }
            case COUNT -> {
                if (assessment.lane() == Lane.RED) {
                    notHandled(input, planted.operator());
                }
            }
            case LANES -> {
                overBudget++;
                if (overBudget == 2) {
                    // What exceeds a budget of one is told once a day.
                    notHandled("lanes:" + assessment.tenant() + "|PLANTEDLANES/0@0", planted.operator());
                }
            }
            case LEDGER, CALL, ALERT, REJECT -> {
                // Elsewhere.
            }
        }
    }

    private void notHandled(String input, String operator) {
        rejects.put(Told.notHandled(input, operator), Told.notHandled(Planted.EXCEPTION));
    }

    /** What becomes of each input; the engine does not say what the ledger alone knows. */
    private void account(List<LedgerInput> sound) {
        SequentialLedger ledger = new SequentialLedger(settings.ledger());
        int held = 0;
        int released = 0;
        int ended = 0;
        for (LedgerInput input : sound) {
            List<LedgerStep> steps = input.filing() != null
                    ? ledger.take(input.filing())
                    : ledger.take(Objects.requireNonNull(input.outcome()));
            for (LedgerStep step : steps) {
                CaseEvent event = step.event();
                boolean ends = step.note() != null
                        || step.refusal() != null
                        || step.failure() != null
                        || (event != null && event.kind() != CaseEvent.Kind.DUE);
                ended += ends ? 1 : 0;
                released += step.origin() != null ? 1 : 0;
                if (step.failure() != null) {
                    rejects.put(
                            Told.notHandled(input.raw().toString(), "keep-ledger"),
                            Told.notHandled(step.failure().getClass().getName()));
                } else if (step.note() != null) {
                    dropped.merge(step.note().name(), 1, Integer::sum);
                } else if (step.refusal() != null && Planted.in(input.ledgerKey()) == Planted.REJECT) {
                    notHandled(input.raw().toString(), Planted.REJECT.operator());
                } else if (step.refusal() != null && step.origin() == null) {
                    rejects.put(input.raw().toString(), step.refusal().code().name());
                } else if (step.refusal() != null) {
                    refusedLater.merge(step.refusal().code().name(), 1, Integer::sum);
                } else if (event == null) {
                    held++;
                } else if (event.kind() == CaseEvent.Kind.WITHDRAWN) {
                    withdrawals++;
                } else if (event.kind() == CaseEvent.Kind.OUTCOME_KNOWN) {
                    outcomes++;
                }
            }
        }
        waiting = held - released;
        if (sound.size() != ended + waiting) {
            throw new AssertionError(
                    "the ledger lost an input: inputs=" + sound.size() + ", ended=" + ended + ", waiting=" + waiting);
        }
    }

    static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? new byte[0] : header.value());
        }
        return new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                headers,
                record.key(),
                record.value() == null ? new byte[0] : record.value());
    }

    static String version() {
        try (InputStream in = Portolan.class.getResourceAsStream("/portolan/version")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
