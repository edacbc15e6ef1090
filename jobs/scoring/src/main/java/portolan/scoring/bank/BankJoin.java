// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;

/** Reads what all shards hold of one version, wherever they are kept: the bits are those of {@link BankMemory}. */
public final class BankJoin {
    private Bank bank;
    private Drawn drawn;
    private final long[] since;

    public BankJoin(Bank bank) {
        this.bank = bank;
        this.drawn = new Drawn(bank);
        this.since = new long[bank.kinds().size()];
    }

    /**
     * What declared memories say of an event.
     *
     * @param cells of all shards
     * @return null where a shard could not be asked, or was asked for other declarations
     */
    public @Nullable BankAnswer of(CaseEvent event, List<BankCells> cells) {
        for (BankCells ofShards : cells) {
            if (!ofShards.areOf(bank)) {
                return null;
            }
        }
        // Who keeps them knows since when: all tasks from the same start on.
        cells.get(0).since(since);
        if (!Arrays.equals(since, bank.since())) {
            bank = bank.since(since);
            drawn = new Drawn(bank);
        }
        drawn.clear();
        for (BankCells ofShards : cells) {
            ofShards.addTo(drawn, since);
            if (!Arrays.equals(since, bank.since())) {
                throw new IllegalStateException(
                        "tasks keep declared memories since different hours: shards of one task=" + ofShards.shards());
            }
        }
        long now = Fading.hour(event.position().orderTime());
        return drawn.answer(Calls.of(bank, event.live()), event.amendments(), now);
    }
}
