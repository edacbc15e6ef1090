// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;

/**
 * A filing or an outcome, exactly one of them, that came before the filing that creates its consignment.
 *
 * @param until the last order time at which that filing is still waited for
 * @param origin what it was read from, as whoever reads it wrote it down: a refusal gives it back
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content below: entries are compared in tests.
record EarlyInput(@Nullable Filing filing, @Nullable Outcome outcome, long until, byte[] origin) {
    EarlyInput {
        if ((filing == null) == (outcome == null)) {
            throw new IllegalArgumentException("either a filing or an outcome");
        }
    }

    /** Outcomes first, then filings as their filer numbered them. */
    int order() {
        return filing == null ? 0 : filing.filingVersion();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EarlyInput that
                && until == that.until
                && Objects.equals(filing, that.filing)
                && Objects.equals(outcome, that.outcome)
                && Arrays.equals(origin, that.origin);
    }

    @Override
    public int hashCode() {
        return Objects.hash(filing, outcome, until);
    }
}
