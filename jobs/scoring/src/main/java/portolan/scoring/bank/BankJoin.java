// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;

/** Reads what all shards hold of one version, wherever they are kept: the bits are those of {@link BankMemory}. */
public final class BankJoin {
    private final Bank bank;
    private final Drawn drawn;

    public BankJoin(Bank bank) {
        this.bank = bank;
        this.drawn = new Drawn(bank);
    }

    /**
     * What declared memories say of an event.
     *
     * @return null where a shard could not be asked, or was asked for other declarations
     */
    public @Nullable BankAnswer of(CaseEvent event, List<BankCells> cells) {
        Arrays.fill(drawn.wide, 0);
        Arrays.fill(drawn.outcomes, 0);
        Arrays.fill(drawn.narrow, 0);
        Arrays.fill(drawn.changes, 0);
        for (BankCells ofShards : cells) {
            if (!ofShards.addTo(drawn, bank)) {
                return null;
            }
        }
        long now = Fading.hour(event.position().orderTime());
        return drawn.answer(Calls.of(bank, event.live()), event.amendments(), now);
    }
}
