// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.Note;
import portolan.scoring.ledger.Refusal;
import portolan.scoring.score.Alert;
import portolan.scoring.score.Assessment;

/**
 * What came of one input, or of a moment that passed between two.
 *
 * @param assessment of the version that the input made live; null for outcomes, withdrawals and what was set aside
 * @param alerts news of alerts, often none
 * @param refusal why the ledger refused the input; null when it did not
 * @param failures what handling it ended in, once for each operator of the job that would set it aside; mostly none
 * @param note why the input changed nothing, for example that it is a duplicate; null when it did
 */
public record Replayed(
        @Nullable Assessment assessment,
        List<Alert> alerts,
        @Nullable Refusal refusal,
        @Nullable Note note,
        List<RuntimeException> failures) {
    public Replayed {
        failures = List.copyOf(failures);
        alerts = List.copyOf(alerts);
    }
}
