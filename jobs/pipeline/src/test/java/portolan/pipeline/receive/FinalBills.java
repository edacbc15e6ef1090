// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.scoring.ledger.Ledger;
import portolan.scoring.ledger.LedgerEntry;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.Speaker;
import portolan.scoring.manifest.GoodsItem;

/** What stands once the scoring job's ledger has taken in filings: the goods of each bill that was not withdrawn. */
final class FinalBills {
    private final Ledger ledger = new Ledger(LedgerSettings.keeping(Duration.ofDays(90)));
    private final FilingDecoder decoder = new FilingDecoder();
    private final Map<String, LedgerEntry> entries = new HashMap<>();
    private int taken;

    void take(byte[] filing) {
        RawRecord raw = RawRecord.line("filings", ++taken, 1_700_000_000_000L + taken, filing);
        if (!(decoder.decode(raw) instanceof LedgerInput input) || input.filing() == null) {
            throw new AssertionError("the scoring job would not read it: " + decoder.decode(raw));
        }
        List<LedgerStep> steps =
                ledger.take(entries.get(input.ledgerKey()), input.filing(), Speaker.UNCHECKED, () -> filing);
        LedgerEntry after = steps.get(steps.size() - 1).after();
        if (steps.get(0).refusal() != null) {
            throw new AssertionError("the ledger refuses it: " + steps);
        }
        entries.put(input.ledgerKey(), Objects.requireNonNull(after));
    }

    /** By key: number, description and mass of each item, in their order. */
    Map<String, List<String>> goods() {
        Map<String, List<String>> goods = new TreeMap<>();
        entries.values().stream()
                .filter(LedgerEntry::isLive)
                .forEach(entry -> goods.put(
                        entry.stated().key().value(),
                        entry.stated().items().stream().map(FinalBills::words).toList()));
        return goods;
    }

    private static String words(GoodsItem item) {
        return item.seq() + " " + item.description() + " kg=" + item.grossMassKg();
    }
}
