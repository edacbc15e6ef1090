// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.pipeline.LedgerInput;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.FilingLayout;
import portolan.scoring.manifest.OutcomeLayout;

/**
 * Layout of a ledger input.
 *
 * <pre>
 *   v1   flag | filing where it is set, else outcome | raw record
 * </pre>
 */
final class LedgerInputLayout extends StreamLayout<LedgerInput> {
    LedgerInputLayout() {
        super("ledger-input", 1, LedgerInput.class);
    }

    @Override
    void write(LayoutWriter out, LedgerInput input) {
        out.flag(input.filing() != null);
        if (input.filing() != null) {
            FilingLayout.write(out, input.filing());
        } else if (input.outcome() != null) {
            OutcomeLayout.write(out, input.outcome());
        }
        RawRecordLayout.append(out, input.raw());
    }

    @Override
    LedgerInput read(int written, LayoutReader in) {
        return in.flag()
                ? LedgerInput.of(FilingLayout.read(in), RawRecordLayout.take(in))
                : LedgerInput.of(OutcomeLayout.read(in), RawRecordLayout.take(in));
    }
}
