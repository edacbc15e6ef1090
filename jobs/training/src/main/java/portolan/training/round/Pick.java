// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionPlace;
import portolan.training.papers.PaperSet;

/**
 * A consignment that a trainee would inspect.
 *
 * @param reasons names of indicators that it shows
 * @param confidence that it is an offence, 0 to 1; null where none is stated
 * @param papers asked for
 * @param place where to search by hand; null where none is named
 * @param scan whether the scanner is to run over it
 */
public record Pick(
        String key,
        Set<String> reasons,
        @Nullable Double confidence,
        Set<PaperSet.Kind> papers,
        @Nullable InspectionPlace place,
        boolean scan) {
    private static final Pattern INDICATOR = Pattern.compile("[a-z][a-z0-9_]{0,79}");
    private static final int MOST_REASONS = 60;

    public Pick {
        reasons = Collections.unmodifiableSet(new TreeSet<>(reasons));
        papers = Collections.unmodifiableSet(new TreeSet<>(papers));
        if (reasons.size() > MOST_REASONS
                || !reasons.stream()
                        .allMatch(reason -> INDICATOR.matcher(reason).matches())) {
            throw new IllegalArgumentException(
                    "reasons are names of indicators, " + MOST_REASONS + " at most: consignment=" + key);
        }
        if (confidence != null && !(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException(
                    "confidence is from 0 to 1: consignment=" + key + ", confidence=" + confidence);
        }
    }

    /** A pick that says no more. */
    public static Pick of(String key) {
        return new Pick(key, Set.of(), null, Set.of(), null, false);
    }
}
