package portolan.scoring.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kind of harm that consignments are scored for, in units of 1/1024 bit.
 *
 * @param prior log2 odds of the harm before anything is known about a consignment
 * @param lanes thresholds of every office that has none of its own
 * @param offices thresholds by the office that decides, as {@link ConsignmentField#OFFICE} names it
 * @param urgent the least score that is urgent, or null when none is
 */
public record Threat(
        String name,
        long prior,
        Thresholds lanes,
        Map<String, Thresholds> offices,
        @Nullable Long urgent) {
    public Threat {
        offices = Collections.unmodifiableMap(new LinkedHashMap<>(offices));
    }

    /** The lane that a score falls into at an office; a consignment that names none is judged like most. */
    public Lane lane(long score, @Nullable String office) {
        return at(office).lane(score);
    }

    /** The thresholds in force at an office. */
    public Thresholds at(@Nullable String office) {
        Thresholds own = office == null ? null : offices.get(office);
        return own == null ? lanes : own;
    }

    public boolean isUrgent(long score) {
        return urgent != null && score >= urgent;
    }
}
