// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.scoring.reading.Indicator;

/** What to ask a filer for, by the reading that fired: no score depends on it, so it is in no reference version. */
public final class DocumentsAsked {
    static final OwnTable TABLE = new OwnTable("documents-asked.csv", "indicator", "ask", "compare", "look");

    private static final String NONE = "none";
    private static final Pattern DIVIDER = Pattern.compile("\\s*;\\s*");

    /**
     * What is asked for one reading.
     *
     * @param ask documents; empty where none clears it up
     * @param compare what in them
     * @param look where, at the goods
     */
    public record Asked(Indicator indicator, List<String> ask, List<String> compare, List<String> look) {
        private static Asked of(List<String> fields) {
            Indicator indicator = Indicator.named(fields.get(0));
            if (indicator == null) {
                throw new IllegalArgumentException("there is no such reading: '" + fields.get(0) + "'");
            }
            if (fields.get(1).isEmpty()) {
                throw new IllegalArgumentException("no document is asked for: write 'none' where none helps");
            }
            boolean isNone = fields.get(1).equals(NONE);
            return new Asked(
                    indicator,
                    isNone ? List.of() : divided(fields.get(1)),
                    divided(fields.get(2)),
                    divided(fields.get(3)));
        }

        /** Whether no document clears it up. */
        public boolean isNone() {
            return ask.isEmpty();
        }

        private static List<String> divided(String field) {
            return field.isEmpty() ? List.of() : List.of(DIVIDER.split(field));
        }
    }

    private final Map<Indicator, Asked> byIndicator = new LinkedHashMap<>();

    /** Reads the table; faults are added to the list. */
    DocumentsAsked(String text, List<String> faults) {
        for (Asked asked : TABLE.read(text, Asked::of, faults)) {
            if (byIndicator.put(asked.indicator(), asked) != null) {
                faults.add(TABLE.file() + ": listed twice: " + asked.indicator().ruleName());
            }
        }
    }

    /** The table that came with this release. */
    public static DocumentsAsked bundled() {
        List<String> faults = new ArrayList<>();
        try {
            DocumentsAsked asked = new DocumentsAsked(ReferenceFiles.bundled().ours(TABLE, faults), faults);
            if (!faults.isEmpty()) {
                throw new IllegalStateException(String.join("; ", faults));
            }
            return asked;
        } catch (IOException e) {
            throw new UncheckedIOException(TABLE.file(), e);
        }
    }

    /** Of a part what is asked for the whole; null where the table has no line. */
    public @Nullable Asked of(Indicator indicator) {
        Indicator whole = indicator.whole();
        return byIndicator.get(whole == null ? indicator : whole);
    }

    /** All of them, in the order of the table. */
    public List<Asked> all() {
        return List.copyOf(byIndicator.values());
    }
}
