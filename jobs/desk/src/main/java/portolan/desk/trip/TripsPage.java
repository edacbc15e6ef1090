// SPDX-License-Identifier: Apache-2.0
package portolan.desk.trip;

import java.time.Instant;
import java.util.List;
import portolan.desk.index.Trip;

/**
 * Journeys, the earliest first.
 *
 * @param when which span of time was asked for
 * @param mode of transport; empty for all
 * @param modes to choose from
 * @param trips that are shown
 * @param count of all that match
 */
public record TripsPage(String when, String mode, List<String> modes, List<Trip> trips, int count, Instant now) {
    /** To choose from. */
    public static final List<String> SPANS = List.of("expected", "soon", "past", "all");

    public TripsPage {
        modes = List.copyOf(modes);
        trips = List.copyOf(trips);
    }
}
