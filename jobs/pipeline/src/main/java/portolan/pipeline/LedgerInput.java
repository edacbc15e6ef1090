// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Position;

/**
 * A valid filing, outcome or move of a container, exactly one of them, on its way to the ledger, and a move from there to
 * memories.
 *
 * @param raw what it was read from: a refusal of the ledger still gives back, or finds, the original bytes
 */
public record LedgerInput(
        @Nullable Filing filing,
        @Nullable Outcome outcome,
        @Nullable ContainerMove move,
        RawRecord raw) implements Decoded {
    public LedgerInput {
        if ((filing == null ? 0 : 1) + (outcome == null ? 0 : 1) + (move == null ? 0 : 1) != 1) {
            throw new IllegalArgumentException("either a filing or an outcome or a move: input=" + raw);
        }
    }

    public static LedgerInput of(Filing filing, RawRecord raw) {
        return new LedgerInput(filing, null, null, raw);
    }

    public static LedgerInput of(Outcome outcome, RawRecord raw) {
        return new LedgerInput(null, outcome, null, raw);
    }

    public static LedgerInput of(ContainerMove move, RawRecord raw) {
        return new LedgerInput(null, null, move, raw);
    }

    /** The key of the consignment that it is about; of a move, which is about none, where its sender is checked. */
    public String ledgerKey() {
        if (move != null) {
            return move.equipmentId();
        }
        return filing != null
                ? filing.consignment().ledgerKey()
                : Consignment.ledgerKey(
                        present(outcome).tenant(), present(outcome).consignmentKey());
    }

    public Position position() {
        if (move != null) {
            return move.position();
        }
        return filing != null ? filing.position() : present(outcome).position();
    }

    private static Outcome present(@Nullable Outcome outcome) {
        return Objects.requireNonNull(outcome, "a filing or an outcome goes to the ledger");
    }
}
