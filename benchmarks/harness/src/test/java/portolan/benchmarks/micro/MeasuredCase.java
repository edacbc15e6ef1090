// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.kafka.OutcomeDecoder;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.SequentialLedger;
import portolan.scoring.reference.Reference;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.score.Assessment;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/** A consignment of the generated feed with all that was measured of it: what rules are judged on. */
record MeasuredCase(CaseEvent event, Readings readings, DataQuality dataQuality) {
    private static final LedgerSettings SETTINGS = LedgerSettings.keeping(java.time.Duration.ofDays(180));

    /**
     * The last ones of a seeded feed, when the engine knows its shippers.
     *
     * @param filings how many are replayed
     * @param wanted how many of them are kept
     */
    static List<MeasuredCase> lastOf(int filings, int wanted) {
        Feed feed = new Feed(FeedSettings.builder().seed(24).filings(filings).build());
        SequentialEngine engine = new SequentialEngine(BaselineRuleSet.compiled(), "benchmark", Reference.bundled());
        // Beside the engine's own: it says which event an assessment is about.
        SequentialLedger ledger = new SequentialLedger(SETTINGS);
        AvroWire<Filing> filed = Topics.CONSIGNMENTS_FILED.wire();
        AvroWire<InspectionOutcome> reported = Topics.INSPECTIONS_REPORTED.wire();
        FilingDecoder filingDecoder = new FilingDecoder();
        OutcomeDecoder outcomeDecoder = new OutcomeDecoder();
        List<MeasuredCase> measured = new ArrayList<>();
        for (long line = 1; feed.hasNext(); line++) {
            FeedEvent next = feed.next();
            if (next instanceof FeedEvent.Filed event) {
                long at = event.filing().getReceivedAt().toEpochMilli();
                RawRecord raw = RawRecord.line("filings", line, at, filed.encode(event.filing()));
                var filing = Objects.requireNonNull(((LedgerInput) filingDecoder.decode(raw)).filing());
                pair(ledger.take(filing), engine.take(filing), measured);
            } else if (next instanceof FeedEvent.Reported event) {
                long at = event.outcome().getReportedAt().toEpochMilli();
                RawRecord raw = RawRecord.line("outcomes", line, at, reported.encode(event.outcome()));
                var outcome = Objects.requireNonNull(((LedgerInput) outcomeDecoder.decode(raw)).outcome());
                pair(ledger.take(outcome), engine.take(outcome), measured);
            }
        }
        return measured.subList(Math.max(0, measured.size() - wanted), measured.size());
    }

    private static void pair(List<LedgerStep> steps, List<Replayed> replayed, List<MeasuredCase> measured) {
        for (int i = 0; i < steps.size(); i++) {
            CaseEvent event = steps.get(i).event();
            Assessment assessment = replayed.get(i).assessment();
            if (event != null && assessment != null && event.isAssessed()) {
                measured.add(new MeasuredCase(event, assessment.readings(), assessment.dataQuality()));
            }
        }
    }
}
