// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;

/** Places as memories know them: the UN/LOCODE, else the country, else nothing. */
public final class Place {
    /** Characters of a UN/LOCODE. */
    public static final int LOCODE = 5;

    private static final int COUNTRY = 2;

    private Place() {}

    /** Five characters of a UN/LOCODE or two of a country; null when the filing has neither. */
    public static @Nullable String ofLoading(Consignment consignment) {
        return of(consignment.loading());
    }

    /** The UN/LOCODE itself in capitals where it is one, else null. */
    public static @Nullable String locode(@Nullable String code) {
        String plain = code == null ? null : code.strip().toUpperCase(Locale.ROOT);
        return isCode(plain, LOCODE) ? plain : null;
    }

    /** The same of any leg. */
    public static @Nullable String of(@Nullable Leg leg) {
        if (leg == null) {
            return null;
        }
        return isCode(leg.locode(), LOCODE) ? leg.locode() : country(leg.countryOrOfLocode());
    }

    /**
     * Where the goods leave the ship, else where they are delivered: five characters of a UN/LOCODE or two of a
     * country; null when the filing has neither.
     */
    public static @Nullable String ofDestination(Consignment consignment) {
        Leg discharge = destination(consignment);
        if (discharge == null) {
            return null;
        }
        return isCode(discharge.locode(), LOCODE) ? discharge.locode() : country(discharge.countryOrOfLocode());
    }

    /** The leg of discharge, else of delivery, or null. */
    public static @Nullable Leg destination(Consignment consignment) {
        Leg discharge = consignment.discharge();
        if (discharge != null) {
            return discharge;
        }
        for (Leg leg : consignment.routing()) {
            if (leg.function() == LegFunction.DELIVERY) {
                return leg;
            }
        }
        return null;
    }

    /** The country of loading, ISO 3166-1 alpha-2; null when the filing does not say. */
    public static @Nullable String countryOfLoading(Consignment consignment) {
        Leg loading = consignment.loading();
        return loading == null ? null : country(loading.countryOrOfLocode());
    }

    /** The code itself when it is two capital letters, else null: nothing else may grow a memory's bytes. */
    public static @Nullable String country(@Nullable String code) {
        return isCode(code, COUNTRY) ? code : null;
    }

    private static boolean isCode(@Nullable String code, int length) {
        if (code == null || code.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char character = code.charAt(i);
            boolean letter = character >= 'A' && character <= 'Z';
            boolean digit = character >= '0' && character <= '9';
            if (!letter && !(digit && i >= COUNTRY)) {
                return false;
            }
        }
        return true;
    }
}
