// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import portolan.pipeline.LedgerInput;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.SequentialLedger;

/** A ledger of its own, to make the events that a memory is visited with. */
final class Cases {
    private final SequentialLedger ledger = new SequentialLedger(LedgerSettings.keeping(Duration.ofDays(30)));

    CaseEvent event(long hour, String line) {
        LedgerInput input = Lines.input(hour, line);
        List<LedgerStep> steps = input.filing() != null
                ? ledger.take(input.filing())
                : ledger.take(Objects.requireNonNull(input.outcome()));
        return Objects.requireNonNull(steps.get(steps.size() - 1).event(), "the line changes nothing: " + line);
    }

    /** What fell due first before this hour, when another bill is filed. */
    CaseEvent due(long hour) {
        return allDue(hour).get(0);
    }

    /** All that fell due before this hour, when another bill is filed. */
    List<CaseEvent> allDue(long hour) {
        List<LedgerStep> steps = ledger.take(
                Objects.requireNonNull(Lines.input(hour, "CREATE OTHER v1").filing()));
        // The last one is the other bill itself.
        return steps.subList(0, steps.size() - 1).stream()
                .map(step -> Objects.requireNonNull(step.event(), "nothing fell due"))
                .toList();
    }
}
