// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of a rule's learned bits was made part of what is written.
 *
 * @param before the day, UTC, before which inspections are in it: those move the rule no more for these threats
 * @param units of 1/1024 bit, by threat
 */
public record Adopted(LocalDate before, Map<String, Long> units) {
    public Adopted {
        units = Collections.unmodifiableMap(new TreeMap<>(units));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{before: " + before + ", bits: {");
        units.forEach((threat, of) -> text.append(text.charAt(text.length() - 1) == '{' ? "" : ", ")
                .append(threat)
                .append(": ")
                .append(Bits.show(of)));
        return text.append("}}").toString();
    }
}
