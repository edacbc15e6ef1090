// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.pipeline.LedgerInput;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.ContainerMoveLayout;
import portolan.scoring.manifest.FilingLayout;
import portolan.scoring.manifest.OutcomeLayout;

/**
 * Layout of a ledger input.
 *
 * <pre>
 *   v1   flag | filing where it is set, else outcome | raw record
 *   v2   octet: 0 outcome, 1 filing, 2 move | which it is | raw record
 * </pre>
 */
final class LedgerInputLayout {
    private static final int OUTCOME = 0;
    private static final int FILING = 1;
    private static final int MOVE = 2;

    private LedgerInputLayout() {}

    static void write(LayoutWriter out, LedgerInput input) {
        if (input.filing() != null) {
            FilingLayout.write(out.octet(FILING), input.filing());
        } else if (input.outcome() != null) {
            OutcomeLayout.write(out.octet(OUTCOME), input.outcome());
        } else if (input.move() != null) {
            ContainerMoveLayout.write(out.octet(MOVE), input.move());
        }
        RawRecordLayout.write(out, input.raw());
    }

    static LedgerInput read(LayoutReader in) {
        // The first version's flag is either of the first two.
        return switch (in.octet()) {
            case OUTCOME -> LedgerInput.of(OutcomeLayout.read(in), RawRecordLayout.read(in));
            case FILING -> LedgerInput.of(FilingLayout.read(in), RawRecordLayout.read(in));
            case MOVE -> LedgerInput.of(ContainerMoveLayout.read(in), RawRecordLayout.read(in));
            default -> throw new LayoutException("a ledger input of no known kind");
        };
    }
}
