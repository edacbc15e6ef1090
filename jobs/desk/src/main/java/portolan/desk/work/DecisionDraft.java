// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionReason;

/**
 * A decision as an officer fills it in.
 *
 * @param assessmentId the assessment that the page showed
 * @param reason null where none was given
 * @param checks codes of the checks that were ticked
 */
public record DecisionDraft(
        String assessmentId,
        DecisionAction action,
        @Nullable DecisionReason reason,
        String note,
        List<String> checks) {
    public DecisionDraft {
        checks = List.copyOf(checks);
    }
}
