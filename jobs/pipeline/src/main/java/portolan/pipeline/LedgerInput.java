// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Position;

/**
 * A valid filing or a valid outcome, exactly one of them, on its way to the ledger.
 *
 * @param raw what it was read from: a refusal of the ledger still gives back, or finds, the original bytes
 */
public record LedgerInput(@Nullable Filing filing, @Nullable Outcome outcome, RawRecord raw) implements Decoded {
    public LedgerInput {
        if ((filing == null) == (outcome == null)) {
            throw new IllegalArgumentException("either a filing or an outcome: input=" + raw);
        }
    }

    public static LedgerInput of(Filing filing, RawRecord raw) {
        return new LedgerInput(filing, null, raw);
    }

    public static LedgerInput of(Outcome outcome, RawRecord raw) {
        return new LedgerInput(null, outcome, raw);
    }

    /** The key of the consignment that it is about. */
    public String ledgerKey() {
        return filing != null
                ? filing.consignment().ledgerKey()
                : Consignment.ledgerKey(
                        present(outcome).tenant(), present(outcome).consignmentKey());
    }

    public Position position() {
        return filing != null ? filing.position() : present(outcome).position();
    }

    private static Outcome present(@Nullable Outcome outcome) {
        return Objects.requireNonNull(outcome, "checked when made");
    }
}
