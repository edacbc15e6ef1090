// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Answered;
import portolan.pipeline.Calls;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.kafka.OutcomeDecoder;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.kind.Remembered;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.Ledger;
import portolan.scoring.ledger.LedgerEntry;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.Speaker;
import portolan.scoring.manifest.Filing;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/**
 * Filings of a seeded feed after so many others, each at every stage of its way through the engine, and the memories as
 * the others left them: what hot pieces are run on. The same in every run.
 */
final class WarmInputs {
    /** More than a cache of the processor or of the engine holds. */
    private static final int MEASURED = 4_096;

    private static final byte[] NO_ORIGIN = {};

    private final AvroWire<portolan.schemas.avro.Filing> filed = Topics.CONSIGNMENTS_FILED.wire();
    private final AvroWire<InspectionOutcome> reported = Topics.INSPECTIONS_REPORTED.wire();
    private final FilingDecoder filingDecoder = new FilingDecoder();
    private final OutcomeDecoder outcomeDecoder = new OutcomeDecoder();
    private final Ledger ledger = new Ledger(LedgerSettings.keeping(Duration.ofDays(180)));
    private final Map<String, LedgerEntry> entries = new HashMap<>();

    private final List<WarmMemories<?>> memories = new ArrayList<>();
    private final List<RawRecord> records = new ArrayList<>();
    private final List<AtLedger> atLedger = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();

    private WarmInputs() {
        for (Remembered<?> remembered : Catalogue.remembered()) {
            memories.add(new WarmMemories<>(remembered));
        }
    }

    /**
     * A filing before it meets the ledger.
     *
     * @param entry what the ledger keeps of its consignment; null when nothing is
     */
    record AtLedger(@Nullable LedgerEntry entry, Filing filing) {}

    /** A case event with its calls at memories, and what they answered. */
    record Case(CaseEvent event, List<Calls.Call> calls, List<Answered.FromMemory> answers) {}

    /** @param filings how many the memories have learned of */
    static WarmInputs after(int filings) {
        Feed feed = new Feed(
                FeedSettings.builder().seed(24).filings(filings + MEASURED).build());
        WarmInputs inputs = new WarmInputs();
        long filing = 0;
        for (long line = 1; feed.hasNext(); line++) {
            FeedEvent next = feed.next();
            if (next instanceof FeedEvent.Filed event) {
                filing++;
                inputs.take(event, line, filing > filings);
            } else if (next instanceof FeedEvent.Reported event && filing <= filings) {
                inputs.teach(event, line);
            }
        }
        return inputs;
    }

    private void take(FeedEvent.Filed event, long line, boolean measured) {
        long at = event.filing().getReceivedAt().toEpochMilli();
        RawRecord raw = RawRecord.line("filings", line, at, filed.encode(event.filing()));
        Filing filing = Objects.requireNonNull(((LedgerInput) filingDecoder.decode(raw)).filing());
        String key = filing.consignment().ledgerKey();
        LedgerEntry entry = entries.get(key);
        if (measured) {
            records.add(raw);
            atLedger.add(new AtLedger(entry, filing));
        }
        for (LedgerStep step : keep(key, ledger.take(entry, filing, Speaker.UNCHECKED, () -> NO_ORIGIN))) {
            if (step.event() != null && measured) {
                ask(step.event());
            } else if (step.event() != null) {
                teach(step.event());
            }
        }
    }

    private void teach(FeedEvent.Reported event, long line) {
        long at = event.outcome().getReportedAt().toEpochMilli();
        RawRecord raw = RawRecord.line("outcomes", line, at, reported.encode(event.outcome()));
        LedgerInput input = (LedgerInput) outcomeDecoder.decode(raw);
        String key = input.ledgerKey();
        var outcome = Objects.requireNonNull(input.outcome());
        for (LedgerStep step : keep(key, ledger.take(entries.get(key), outcome, () -> NO_ORIGIN))) {
            if (step.event() != null) {
                teach(step.event());
            }
        }
    }

    private List<LedgerStep> keep(String key, List<LedgerStep> steps) {
        LedgerEntry after = steps.get(steps.size() - 1).after();
        if (after == null) {
            entries.remove(key);
        } else {
            entries.put(key, after);
        }
        return steps;
    }

    private void teach(CaseEvent event) {
        for (WarmMemories<?> each : memories) {
            each.teach(event);
        }
    }

    private void ask(CaseEvent event) {
        if (!event.isAssessed()) {
            return;
        }
        List<Calls.Call> calls = new ArrayList<>();
        List<Answered.FromMemory> answers = new ArrayList<>();
        for (WarmMemories<?> each : memories) {
            each.ask(event, calls, answers);
        }
        cases.add(new Case(event, calls, answers));
    }

    List<RawRecord> records() {
        return records;
    }

    List<AtLedger> atLedger() {
        return atLedger;
    }

    List<Case> cases() {
        return cases;
    }

    List<WarmMemories<?>> memories() {
        return memories;
    }
}
