// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One place on the route; {@code locode} is a five-letter UN/LOCODE, {@code country} ISO 3166-1 alpha-2. */
public record Leg(
        int seq,
        LegFunction function,
        @Nullable String locode,
        @Nullable String name,
        @Nullable String country,
        @Nullable Instant eta,
        @Nullable Instant etd,
        @Nullable Instant ata,
        @Nullable Instant atd) {
    /** The country of the place: as filed, else the first two letters of its UN/LOCODE. */
    public @Nullable String countryOrOfLocode() {
        return country != null || locode == null || locode.length() < 2 ? country : locode.substring(0, 2);
    }
}
