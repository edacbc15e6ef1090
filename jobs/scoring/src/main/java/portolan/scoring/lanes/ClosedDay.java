// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lanes;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import portolan.scoring.rules.Budget;
import portolan.scoring.rules.Lane;

/** What a day that is over came to, kept to tell a drift. */
record ClosedDay(LocalDate day, Budget budget, Map<Lane, Integer> selected) {
    ClosedDay {
        Map<Lane, Integer> copy = new EnumMap<>(Lane.class);
        copy.putAll(selected);
        selected = Collections.unmodifiableMap(copy);
    }

    int selected(Lane lane) {
        return selected.getOrDefault(lane, 0);
    }
}
