// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.kafka.OutcomeDecoder;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.scoring.reference.Reference;
import portolan.scoring.replay.MemorySizes;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/** What memories take after a feed of few shippers with long histories, outcomes included. */
class MemorySizeTest {
    private static final int FILINGS = 8_000;
    private static final int SHIPPERS = 60;

    @Test
    void aShippersMemoryIsOneKibibyteAtThe99thPercentileAndNeverFour() {
        MemorySizes shippers = sizes("shipper");

        assertThat(shippers.memories()).as("long histories").isBetween(SHIPPERS / 2, FILINGS / 30);
        assertThat(shippers.p99()).as("p99: %s", shippers).isLessThanOrEqualTo(1_024);
        assertThat(shippers.largest()).as("largest: %s", shippers).isLessThanOrEqualTo(4_096);
    }

    private static MemorySizes sizes(String kind) {
        SequentialEngine engine = new SequentialEngine(BaselineRuleSet.compiled(), "test", Reference.bundled());
        AvroWire<Filing> filings = Topics.CONSIGNMENTS_FILED.wire();
        AvroWire<InspectionOutcome> outcomes = Topics.INSPECTIONS_REPORTED.wire();
        FilingDecoder filingDecoder = new FilingDecoder();
        OutcomeDecoder outcomeDecoder = new OutcomeDecoder();
        Feed feed = new Feed(FeedSettings.builder()
                .seed(24)
                .filings(FILINGS)
                .shippers(SHIPPERS)
                .days(1_000)
                .consignmentsPerDay(25)
                .build());
        long line = 0;
        while (feed.hasNext()) {
            FeedEvent event = feed.next();
            line++;
            if (event instanceof FeedEvent.Filed filed) {
                long at = filed.filing().getReceivedAt().toEpochMilli();
                byte[] bytes = filings.encode(filed.filing());
                LedgerInput input = (LedgerInput) filingDecoder.decode(RawRecord.line("filings", line, at, bytes));
                engine.take(Objects.requireNonNull(input.filing()));
            } else if (event instanceof FeedEvent.Reported reported) {
                long at = reported.outcome().getReportedAt().toEpochMilli();
                byte[] bytes = outcomes.encode(reported.outcome());
                LedgerInput input = (LedgerInput) outcomeDecoder.decode(RawRecord.line("outcomes", line, at, bytes));
                engine.take(Objects.requireNonNull(input.outcome()));
            }
        }
        return engine.memorySizes().stream()
                .filter(sizes -> sizes.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
