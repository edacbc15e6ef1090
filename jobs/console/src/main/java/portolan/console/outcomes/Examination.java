// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionPlace;
import portolan.scoring.manifest.Chosen;

/**
 * How an inspection came about and went, beside what it came to.
 *
 * @param place where it was found; null where nothing was
 * @param minutes how long it took; null where nobody says
 * @param checks codes of the checks that were done
 * @param photos SHA-256 of each photograph in hexadecimal
 * @param chosen how it was chosen
 */
public record Examination(
        @Nullable InspectionPlace place,
        @Nullable Integer minutes,
        List<String> checks,
        List<String> photos,
        Chosen chosen) {
    /** Nobody says how it went. */
    public static final Examination NONE = of(Chosen.UNSAID);

    /** Of which only the choice is known. */
    static Examination of(Chosen chosen) {
        return new Examination(null, null, List.of(), List.of(), chosen);
    }

    public Examination {
        checks = List.copyOf(checks);
        photos = List.copyOf(photos);
    }
}
