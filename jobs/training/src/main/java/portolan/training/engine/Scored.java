// SPDX-License-Identifier: Apache-2.0
package portolan.training.engine;

import java.util.Set;
import java.util.TreeSet;
import portolan.schemas.avro.ConsignmentAssessed;

/**
 * What the engine makes of one consignment at its last version.
 *
 * @param assessed the whole assessment, with lane, scores and reasons
 * @param probability of any offence, 0 to 1
 * @param indicators names of those that speak for an offence, sorted
 */
public record Scored(ConsignmentAssessed assessed, double probability, Set<String> indicators) {
    public Scored {
        indicators = java.util.Collections.unmodifiableSet(new TreeSet<>(indicators));
    }
}
