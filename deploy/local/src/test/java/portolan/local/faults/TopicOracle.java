package portolan.local.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import portolan.local.Portolan;
import portolan.pipeline.Decoded;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.AlertRecords;
import portolan.pipeline.kafka.AssessmentRecords;
import portolan.pipeline.kafka.TopicDecoder;
import portolan.schemas.AvroWire;
import portolan.schemas.Topic;
import portolan.schemas.Topics;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.SequentialLedger;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSetCompiler;

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

    private TopicOracle(JobSettings settings) {
        this.settings = settings;
    }

    /**
     * What must come of the input topics.
     *
     * @param settings of the job, by the names of {@code jobs/README.md}, as far as they are given
     */
    static Expected expect(String bootstrap, Map<String, String> settings) {
        return expect(bootstrap, settings, input -> true);
    }

    /** @param handled which inputs are handled at all: the others were set aside before they changed anything */
    static Expected expect(String bootstrap, Map<String, String> settings, Predicate<RawRecord> handled) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("mode", "ordered");
        all.put("engine-version", version());
        return new TopicOracle(JobSettings.of(all)).run(bootstrap, handled);
    }

    private Expected run(String bootstrap, Predicate<RawRecord> handled) {
        List<LedgerInput> sound = new ArrayList<>();
        TopicDecoder decoder = new TopicDecoder(settings.remembersPersons());
        for (Topic<?> topic : List.of(Topics.CONSIGNMENTS_FILED, Topics.INSPECTIONS_REPORTED)) {
            try (TopicReader reader = new TopicReader(bootstrap, topic)) {
                reader.read(record -> {
                    RawRecord raw = raw(record);
                    if (!handled.test(raw)) {
                        return;
                    }
                    inputs++;
                    Decoded decoded = decoder.decode(raw);
                    if (decoded instanceof LedgerInput input) {
                        sound.add(input);
                    } else {
                        rejects.put(raw.toString(), ((Reject) decoded).reason());
                    }
                });
            }
        }
        sound.sort(Comparator.comparing(LedgerInput::position));
        score(sound);
        account(sound);
        return new Expected(
                inputs, assessments, alerts, rejects, refusedLater, dropped, withdrawals, outcomes, waiting);
    }

    private void score(List<LedgerInput> sound) {
        SequentialEngine engine = new SequentialEngine(
                ((Compiled.Accepted) RuleSetCompiler.compile(settings.rules().text())).ruleSet(),
                settings.engineVersion(),
                settings.reference(),
                settings.ledger(),
                settings.memory(),
                Set.of());
        for (LedgerInput input : sound) {
            List<Replayed> all = input.filing() != null
                    ? engine.take(input.filing())
                    : engine.take(Objects.requireNonNull(input.outcome()));
            for (Replayed replayed : all) {
                if (replayed.assessment() != null) {
                    assessments.put(
                            replayed.assessment().assessmentId(),
                            assessed.encode(AssessmentRecords.of(replayed.assessment())));
                }
                replayed.alerts().forEach(alert -> {
                    AlertRaised record = AlertRecords.of(alert);
                    alerts.put(record.toString(), raised.encode(record));
                });
            }
        }
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
                    rejects.put(input.raw().toString(), "NOT_HANDLED");
                } else if (step.note() != null) {
                    dropped.merge(step.note().name(), 1, Integer::sum);
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

    private static String version() {
        try (InputStream in = Portolan.class.getResourceAsStream("/portolan/version")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
