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
final class DecodedLayout extends StreamLayout<Decoded> {
    private static final LedgerInputLayout INPUT = new LedgerInputLayout();
    private static final RejectLayout REJECT = new RejectLayout();

    DecodedLayout() {
        super("decoded", 1, Decoded.class);
    }

    @Override
    void write(LayoutWriter out, Decoded decoded) {
        if (decoded instanceof LedgerInput input) {
            INPUT.write(out.flag(true), input);
        } else if (decoded instanceof Reject reject) {
            REJECT.write(out.flag(false), reject);
        }
    }

    @Override
    Decoded read(int written, LayoutReader in) {
        return in.flag() ? INPUT.read(INPUT.version(), in) : REJECT.read(REJECT.version(), in);
    }
}
