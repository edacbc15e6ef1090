// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Finding;

/**
 * One kind of harm that consignments are scored for, in units of 1/1024 bit.
 *
 * @param prior log2 odds of the harm before anything is known about a consignment
 * @param lanes thresholds of every office that has none of its own, and of the days for which an office states none
 * @param offices own thresholds by the office that decides, as {@link ConsignmentField#OFFICE} names it; one office's
 *     days do not overlap, and what it states for every day stands as {@link DayPattern#DAILY}
 * @param urgent the least score that is urgent, or null when none is
 * @param overall whether it stands for any harm at all, so that every rule counts for it
 * @param finds of this harm in inspections
 */
public record Threat(
        String name,
        long prior,
        Thresholds lanes,
        Map<String, List<OfficeLanes>> offices,
        @Nullable Long urgent,
        boolean overall,
        Set<Finding> finds) {
    public Threat {
        Map<String, List<OfficeLanes>> copy = new LinkedHashMap<>();
        offices.forEach((office, own) -> copy.put(office, List.copyOf(own)));
        offices = Collections.unmodifiableMap(copy);
        finds = Set.copyOf(finds);
    }

    /**
     * The lane that a score falls into at an office; a consignment that names none is judged like most.
     *
     * @param day of the assessment, in UTC
     */
    public Lane lane(long score, @Nullable String office, DayOfWeek day) {
        return at(office, day).lane(score);
    }

    /**
     * The thresholds in force at an office.
     *
     * @param day of the assessment, in UTC
     */
    public Thresholds at(@Nullable String office, DayOfWeek day) {
        List<OfficeLanes> own = office == null ? null : offices.get(office);
        if (own != null) {
            for (OfficeLanes some : own) {
                if (some.days().contains(day)) {
                    return some.lanes();
                }
            }
        }
        return lanes;
    }

    public boolean isUrgent(long score) {
        return urgent != null && score >= urgent;
    }
}
