// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.InputPosition;
import portolan.scoring.rules.RuleSet;

/**
 * News of an alert, as it is told.
 *
 * @param entry what the assessment behind it says of the alert's threat; null when that is not at hand
 * @param filed where the filing stands that was assessed; null when that is not at hand
 */
record AlertNews(
        AlertRaised alert,
        @Nullable BoardEntry entry,
        @Nullable InputPosition filed) {
    /**
     * What is told.
     *
     * @param assessment the one behind the alert; null when it is not at hand
     * @param ruleSets by hash, as far as their texts are at hand
     */
    static AlertNews of(
            AlertRaised alert,
            @Nullable ConsignmentAssessed assessment,
            Function<String, @Nullable RuleSet> ruleSets,
            long nowMillis) {
        if (assessment == null) {
            return new AlertNews(alert, null, null);
        }
        BoardEntry entry = assessment.getThreats().stream()
                .filter(threat -> threat.getThreat().equals(alert.getThreat()))
                .findFirst()
                .map(threat -> BoardEntry.of(assessment, threat, ruleSets, nowMillis))
                .orElse(null);
        return new AlertNews(alert, entry, assessment.getInput());
    }
}
