// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Ports that public sources name for a threat, by UN/LOCODE: a prior and no more. */
public final class ExposedPorts {
    static final OwnTable TABLE = new OwnTable("port-exposure.csv", "locode", "name", "threat", "source");

    private static final Pattern LOCODE = Pattern.compile("[A-Z]{2}[A-Z0-9]{3}");
    private static final Pattern THREAT = Pattern.compile("[a-z][a-z_]*");

    /**
     * One port and one threat.
     *
     * @param threat as rule sets name it, lower case
     */
    public record Exposure(String locode, String name, String threat, String source) {
        private static Exposure of(List<String> fields) {
            if (!LOCODE.matcher(fields.get(0)).matches()) {
                throw new IllegalArgumentException("not a UN/LOCODE: '" + fields.get(0) + "'");
            }
            if (!THREAT.matcher(fields.get(2)).matches()) {
                throw new IllegalArgumentException("a threat is a lower-case word: '" + fields.get(2) + "'");
            }
            if (fields.get(1).isEmpty() || fields.get(3).isEmpty()) {
                throw new IllegalArgumentException("the name or the source is missing");
            }
            return new Exposure(fields.get(0), fields.get(1), fields.get(2), fields.get(3));
        }
    }

    private final Map<String, List<Exposure>> byLocode = new HashMap<>();

    /** Reads the table; faults are added to the list. */
    ExposedPorts(String text, List<String> faults) {
        for (Exposure exposure : TABLE.read(text, Exposure::of, faults)) {
            List<Exposure> ofPort = byLocode.computeIfAbsent(exposure.locode(), locode -> new ArrayList<>());
            if (ofPort.stream().anyMatch(other -> other.threat().equals(exposure.threat()))) {
                faults.add(TABLE.file() + ": listed twice: " + exposure.locode() + " for " + exposure.threat());
            }
            ofPort.add(exposure);
        }
    }

    /** What a port is exposed to, in the order of the file; empty for most. */
    public List<Exposure> of(String locode) {
        return byLocode.getOrDefault(locode, List.of());
    }
}
