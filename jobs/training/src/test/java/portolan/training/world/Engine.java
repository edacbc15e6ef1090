// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.kafka.OutcomeDecoder;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.score.Assessment;

/** The engine over a world, by the job's own decoders: the last assessment of each consignment. */
final class Engine {
    private Engine() {}

    static Map<String, Assessment> assess(Dealt dealt) {
        SequentialEngine engine = new SequentialEngine(BaselineRuleSet.compiled(), "test", Reference.bundled());
        FilingDecoder filings = new FilingDecoder();
        OutcomeDecoder outcomes = new OutcomeDecoder();
        AvroWire<Filing> filingWire = Topics.CONSIGNMENTS_FILED.wire();
        AvroWire<InspectionOutcome> outcomeWire = Topics.INSPECTIONS_REPORTED.wire();
        Map<String, Assessment> last = new HashMap<>();
        long line = 0;
        for (Dealt.Event event : dealt.timeline()) {
            line++;
            List<Replayed> came;
            if (event instanceof Dealt.Filed filed) {
                Decoded decoded =
                        filings.decode(RawRecord.line("filings", line, event.at(), filingWire.encode(filed.filing())));
                if (!(decoded instanceof LedgerInput input)) {
                    throw new AssertionError("refused: " + decoded);
                }
                came = engine.take(Objects.requireNonNull(input.filing()));
            } else {
                InspectionOutcome outcome = ((Dealt.Reported) event).outcome();
                Decoded decoded =
                        outcomes.decode(RawRecord.line("outcomes", line, event.at(), outcomeWire.encode(outcome)));
                if (!(decoded instanceof LedgerInput input)) {
                    throw new AssertionError("refused: " + decoded);
                }
                came = engine.take(Objects.requireNonNull(input.outcome()));
            }
            for (Replayed replayed : came) {
                if (!replayed.failures().isEmpty() || replayed.refusal() != null) {
                    throw new AssertionError("not taken: " + replayed);
                }
                if (replayed.assessment() != null) {
                    last.put(replayed.assessment().key().value(), replayed.assessment());
                }
            }
        }
        return last;
    }

    /** Whether the indicator says that something is out of the ordinary. */
    static boolean fires(Assessment assessment, String name) {
        Indicator indicator = Objects.requireNonNull(Indicators.named(name), name);
        Double value = value(assessment, indicator);
        if (value == null) {
            return false;
        }
        return switch (name) {
            case "amendment_churn" -> value >= 2;
            case "words_new_to_goods" -> value > 0.5;
            default ->
                switch (indicator.unit()) {
                    case SCORE_Z -> Math.abs(value) > 1.5;
                    case RATIO -> value > 1.5;
                    case SURPRISE, BITS -> value > 1;
                    default -> value >= 1;
                };
        };
    }

    static @Nullable Double value(Assessment assessment, Indicator indicator) {
        Reading reading = assessment.readings().get(indicator);
        return reading == null ? null : reading.value();
    }
}
