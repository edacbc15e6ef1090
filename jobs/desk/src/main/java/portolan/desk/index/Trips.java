// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.TransportMode;

/** One journey of one ship, flight or truck: what filings and reports of it have in common. */
final class Trips {
    private Trips() {}

    /**
     * The name of a journey: mode, number, and the voyage; where there is none, the day of arrival.
     *
     * @return null where nothing says which it is
     */
    static @Nullable String id(
            @Nullable String mode, @Nullable String means, @Nullable String voyage, @Nullable String day) {
        if (mode == null || means == null) {
            return null;
        }
        boolean byVoyage = voyage != null && !mode.equals(TransportMode.AIR.name());
        String journey = byVoyage ? voyage : day;
        return journey == null ? null : mode + '~' + means + '~' + journey;
    }

    static @Nullable String means(Conveyance conveyance) {
        return first(conveyance.getId(), conveyance.getName(), conveyance.getVoyage());
    }

    static @Nullable String means(ConveyanceReported reported) {
        return first(reported.getImo(), reported.getCallSign(), reported.getName());
    }

    private static @Nullable String first(@Nullable String... names) {
        for (String name : names) {
            if (name != null && !FiledIdentities.letters(name).isEmpty()) {
                return FiledIdentities.letters(name);
            }
        }
        return null;
    }

    static @Nullable String voyage(@Nullable String voyage) {
        return voyage == null ? null : first(voyage);
    }

    /** The UTC day on which the filing says that the goods arrive. */
    static @Nullable String day(Filing filing) {
        Instant arrival =
                filing.getDeadlines() == null ? null : filing.getDeadlines().getArrivalEta();
        if (arrival != null) {
            return day(arrival);
        }
        for (Leg leg : filing.getRouting()) {
            Instant time = leg.getAta() == null ? leg.getEta() : leg.getAta();
            if (time != null && (arrival == null || leg.getFunction() == LegFunction.DISCHARGE)) {
                arrival = time;
            }
        }
        return arrival == null ? null : day(arrival);
    }

    static String day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
