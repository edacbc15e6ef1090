// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Reject;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of what became of an input. It lies in files that live as long as one {@code score}, never in a savepoint.
 *
 * <pre>
 *   v1   flag | ledger input where it is set, else reject; either as its newest version writes it
 * </pre>
 */
final class DecodedLayout {
    private DecodedLayout() {}

    static void write(LayoutWriter out, Decoded decoded) {
        if (decoded instanceof LedgerInput input) {
            LedgerInputLayout.write(out.flag(true), input);
        } else if (decoded instanceof Reject reject) {
            RejectLayout.write(out.flag(false), reject);
        }
    }

    static Decoded read(LayoutReader in) {
        return in.flag() ? LedgerInputLayout.read(in) : RejectLayout.read(in);
    }
}
