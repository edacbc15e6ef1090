// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Values a kilogram of one subheading, under each currency (of all origins together) and under each currency and
 * origin.
 *
 * <p>Currencies are kept apart: a memory knows no rates. At most {@value #MOST_GROUPS} groups; one group too many
 * pushes out the one with the fewest values, at equal numbers the first by name, but never the newcomer. What was
 * pushed out is forgotten: a group that comes back starts anew, and a value of its former time that is retracted may
 * take one of its new time. Until then retraction is exact.
 *
 * <pre>
 *   list, ascending: text currency and origin | {@link LogHistogram}
 * </pre>
 */
public final class UnitValues {
    static final int MOST_GROUPS = 12;

    private static final int CURRENCY = 3;

    private final List<String> groups = new ArrayList<>();
    private final List<LogHistogram> values = new ArrayList<>();

    public UnitValues() {}

    /** Of an origin, or with an empty one of all origins; null when there are none. */
    public @Nullable LogHistogram of(String currency, String origin) {
        int at = Collections.binarySearch(groups, currency + origin);
        return at < 0 ? null : values.get(at);
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    public void learn(UnitValue value) {
        learn(value.currency(), value.perKg());
        if (!value.origin().isEmpty()) {
            learn(value.currency() + value.origin(), value.perKg());
        }
    }

    public void retract(UnitValue value) {
        retract(value.currency(), value.perKg());
        if (!value.origin().isEmpty()) {
            retract(value.currency() + value.origin(), value.perKg());
        }
    }

    private void learn(String group, double perKg) {
        int at = Collections.binarySearch(groups, group);
        if (at < 0) {
            if (groups.size() == MOST_GROUPS) {
                pushOutOne();
            }
            at = -Collections.binarySearch(groups, group) - 1;
            groups.add(at, group);
            values.add(at, new LogHistogram());
        }
        values.get(at).learn(perKg);
    }

    private void pushOutOne() {
        int fewest = 0;
        for (int at = 1; at < groups.size(); at++) {
            if (values.get(at).total() < values.get(fewest).total()) {
                fewest = at;
            }
        }
        groups.remove(fewest);
        values.remove(fewest);
    }

    private void retract(String group, double perKg) {
        int at = Collections.binarySearch(groups, group);
        if (at >= 0 && values.get(at).retract(perKg) && values.get(at).total() == 0) {
            groups.remove(at);
            values.remove(at);
        }
    }

    public void write(LayoutWriter writer) {
        writer.count(groups.size());
        for (int at = 0; at < groups.size(); at++) {
            writer.text(groups.get(at));
            values.get(at).write(writer);
        }
    }

    public static UnitValues read(LayoutReader reader) {
        int size = reader.size(MOST_GROUPS);
        UnitValues read = new UnitValues();
        for (int i = 0; i < size; i++) {
            read.groups.add(reader.text());
            read.values.add(LogHistogram.read(reader));
        }
        return read;
    }

    static boolean isCurrency(@Nullable String code) {
        if (code == null || code.length() != CURRENCY) {
            return false;
        }
        for (int i = 0; i < CURRENCY; i++) {
            if (code.charAt(i) < 'A' || code.charAt(i) > 'Z') {
                return false;
            }
        }
        return true;
    }
}
