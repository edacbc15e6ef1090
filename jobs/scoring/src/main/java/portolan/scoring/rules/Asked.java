// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Set;
import portolan.scoring.reading.Indicator;

/** What a rule needs to be judged: what it reads, and what it only asks to be known. */
public record Asked(Set<Indicator> readings, Set<ConsignmentField> fields) {
    public Asked {
        readings = Set.copyOf(readings);
        fields = Set.copyOf(fields);
    }
}
