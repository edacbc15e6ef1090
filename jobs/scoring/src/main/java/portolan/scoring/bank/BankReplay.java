// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.SequentialLedger;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;

/**
 * Declared memories alone, without the engine: takes inputs in their order, and tells what is read of each event. The
 * second opinion is fitted on this.
 */
public final class BankReplay {
    private final SequentialLedger ledger;
    private final CellMap wide = new CellMap(Cells.WIDE);
    private final CellMap narrow = new CellMap(1);
    private final BankMemory memory;

    public BankReplay(Bank bank, LedgerSettings settings) {
        this.ledger = new SequentialLedger(settings);
        this.memory = new BankMemory(bank, wide, narrow);
    }

    /**
     * An event of the ledger and what is read of it.
     *
     * @param said by memories; null where nothing is assessed anew
     */
    public record Measured(CaseEvent event, @Nullable BankAnswer said) {
        /** Whether it is a version, or a claim, that is to be assessed. */
        public boolean isMeasured() {
            return said != null;
        }

        /** In the order of {@link Bank#readings()}; empty where nothing is assessed anew. */
        public float[] values() {
            return said == null ? new float[0] : said.values();
        }

        public String ledgerKey() {
            return event.ledgerKey();
        }

        /** Epoch milliseconds. */
        public long orderTime() {
            return event.position().orderTime();
        }
    }

    /** Takes the next input, a filing. */
    public List<Measured> take(Filing filing) {
        return measured(ledger.take(filing));
    }

    /** Takes the next input, an outcome. */
    public List<Measured> take(Outcome outcome) {
        return measured(ledger.take(outcome));
    }

    private List<Measured> measured(List<LedgerStep> steps) {
        List<Measured> measured = new ArrayList<>(steps.size());
        for (LedgerStep step : steps) {
            CaseEvent event = step.event();
            if (event != null) {
                measured.add(new Measured(event, memory.answer(event)));
            }
        }
        return measured;
    }
}
