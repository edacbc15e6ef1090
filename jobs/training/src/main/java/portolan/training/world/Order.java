// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be dealt. With equal seeds, equal orders give equal worlds, byte for byte, on every machine.
 *
 * @param post where
 * @param day first day of the window, UTC
 * @param window how long consignments of the exercise arrive; the clock of a round runs over it
 * @param bills consignments of the window, offences and look-alikes among them
 * @param pastDays days before the window that the past has filings and outcomes of
 * @param schemes labels of schemes, with how many offences of each; 0 plants look-alikes only
 * @param alikes look-alikes of each offence
 * @param papers whether each consignment of the window has a set of papers
 */
public record Order(
        Post post,
        LocalDate day,
        Duration window,
        int bills,
        int pastDays,
        Map<String, Integer> schemes,
        int alikes,
        boolean papers) {
    public Order {
        schemes = Collections.unmodifiableMap(new TreeMap<>(schemes));
    }

    /** Offences of the window. */
    public int offences() {
        return schemes.values().stream().mapToInt(Integer::intValue).sum();
    }
}
