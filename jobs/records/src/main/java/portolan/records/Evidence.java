// SPDX-License-Identifier: Apache-2.0
package portolan.records;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.InspectionPlace;

/** What one person has to show who alone says what the examination of red goods came to. */
public enum Evidence {
    /** The consignment is theirs. */
    CLAIM,
    /** How long it took. */
    MINUTES,
    /** Places that were searched, among the checks; or the one where something was found. */
    PLACES,
    /** SHA-256 of a photograph or a scan at least. */
    PHOTO;

    /** Places that can be searched: who looked at papers alone searched nowhere. */
    public static final List<InspectionPlace> SEARCHED =
            List.copyOf(EnumSet.complementOf(EnumSet.of(InspectionPlace.DOCUMENTS)));

    /** What an outcome does not show; whose the consignment is, an outcome cannot say. */
    public static Set<Evidence> missing(InspectionOutcome outcome) {
        Set<Evidence> missing = EnumSet.noneOf(Evidence.class);
        if (outcome.getMinutes() == null || outcome.getMinutes() < 1) {
            missing.add(MINUTES);
        }
        if ((outcome.getPlace() == null || outcome.getPlace() == InspectionPlace.DOCUMENTS)
                && SEARCHED.stream().noneMatch(place -> outcome.getChecks().contains(place.name()))) {
            missing.add(PLACES);
        }
        if (outcome.getPhotos().isEmpty()) {
            missing.add(PHOTO);
        }
        return missing;
    }
}
