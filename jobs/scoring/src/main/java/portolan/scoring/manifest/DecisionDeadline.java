// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.EpochMillis;

/**
 * By when a decision on a consignment is due: as filed, else as mode and route say it.
 *
 * <pre>
 *   sea, deep sea, in containers    24 h before loading
 *   sea, otherwise, inland           2 h before arrival on short sea, else 4 h
 *   air                              4 h before arrival
 *   rail                             2 h before arrival, 1 h where the journey is shorter than 2 h
 *   road                             1 h before arrival
 *   post                             not derived
 * </pre>
 *
 * <p>These are the limits of the EU's entry summary declaration (Delegated Regulation (EU) 2015/2446, Articles 105 to
 * 109); a country of other limits files its own. A voyage is short sea where it begins and ends in the same country, or
 * both ends lie in Europe or around the Mediterranean. Where the time that counts is not stated, or no place, nothing is
 * derived.
 */
public final class DecisionDeadline {
    private static final Duration BEFORE_LOADING = Duration.ofDays(1);

    /** Countries with ports that the EU's rules call short sea from one another. */
    private static final Set<String> SHORT_SEA = Set.of(
            "AL", "AT", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "DZ", "EE", "EG", "ES", "FI", "FO", "FR",
            "GB", "GE", "GI", "GL", "GR", "HR", "HU", "IE", "IL", "IS", "IT", "LB", "LT", "LU", "LV", "LY", "MA", "MC",
            "MD", "ME", "MT", "NL", "NO", "PL", "PS", "PT", "RO", "RS", "RU", "SE", "SI", "SK", "SY", "TN", "TR", "UA");

    private DecisionDeadline() {}

    /** The deadline; null when none is filed and none can be derived. */
    public static @Nullable Instant of(Consignment consignment) {
        Deadlines filed = consignment.deadlines();
        if (filed != null && filed.decisionDueBy() != null) {
            return filed.decisionDueBy();
        }
        Instant departure = consignment.departure();
        if (departure == null && filed != null) {
            departure = filed.loadingEta();
        }
        Instant arrival = consignment.arrival();
        return switch (consignment.mode()) {
            case SEA -> atSea(consignment, departure, arrival);
            case INLAND -> before(arrival, Duration.ofHours(2));
            case AIR -> before(arrival, Duration.ofHours(4));
            case RAIL -> before(arrival, isShort(departure, arrival) ? Duration.ofHours(1) : Duration.ofHours(2));
            case ROAD -> before(arrival, Duration.ofHours(1));
            case POST -> null;
        };
    }

    private static @Nullable Instant atSea(
            Consignment consignment, @Nullable Instant departure, @Nullable Instant arrival) {
        String from = country(consignment.loading());
        String to = country(consignment.discharge());
        if (from == null || to == null) {
            return null;
        }
        if (from.equals(to) || (SHORT_SEA.contains(from) && SHORT_SEA.contains(to))) {
            return before(arrival, Duration.ofHours(2));
        }
        return consignment.equipment().isEmpty()
                ? before(arrival, Duration.ofHours(4))
                : before(departure, BEFORE_LOADING);
    }

    private static @Nullable String country(@Nullable Leg leg) {
        return leg == null ? null : leg.countryOrOfLocode();
    }

    private static boolean isShort(@Nullable Instant departure, @Nullable Instant arrival) {
        return departure != null
                && arrival != null
                && Duration.between(departure, arrival).compareTo(Duration.ofHours(2)) < 0;
    }

    private static @Nullable Instant before(@Nullable Instant time, Duration span) {
        return time == null ? null : EpochMillis.minus(time, span);
    }
}
