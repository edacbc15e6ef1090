// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What of a rule's learned bits was made part of what is written, by threat: one is learned of apart from another. */
public record Adopted(Map<String, Part> byThreat) {
    public Adopted {
        byThreat = Collections.unmodifiableMap(new TreeMap<>(byThreat));
    }

    /**
     * Of one threat.
     *
     * @param before the day, UTC, before which inspections are in it: those move the rule no more for this threat
     * @param units of 1/1024 bit
     */
    public record Part(LocalDate before, long units) {}

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        byThreat.forEach((threat, part) -> text.append(text.length() == 1 ? "" : ", ")
                .append(threat)
                .append(": {before: ")
                .append(part.before())
                .append(", bits: ")
                .append(Bits.show(part.units()))
                .append('}'));
        return text.append('}').toString();
    }
}
