// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import java.util.List;
import portolan.scoring.rules.Lane;

/**
 * The score of one threat. Its contributions add up to it exactly, in any order.
 *
 * @param score bits: log2 odds that the threat is real
 * @param probability of an overall threat the share that its rule set tells; else what the score stands for, {@code
 *     1 / (1 + 2^-score)}, but no more than is told of any offence
 * @param alerting whether the rule set makes an alert of this lane
 * @param urgent whether nobody should wait with it
 */
public record ThreatScore(
        String threat,
        double score,
        double probability,
        Lane lane,
        boolean alerting,
        boolean urgent,
        List<Contribution> contributions) {
    public ThreatScore {
        contributions = List.copyOf(contributions);
    }
}
