// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.Collections;
import java.util.Comparator;
import java.util.TreeMap;
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

    private final TreeMap<String, LogHistogram> groups = new TreeMap<>();

    public UnitValues() {}

    /** Of an origin, or with an empty one of all origins; null when there are none. */
    public @Nullable LogHistogram of(String currency, String origin) {
        return groups.get(currency + origin);
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
        if (groups.size() == MOST_GROUPS && !groups.containsKey(group)) {
            groups.remove(Collections.min(
                            groups.entrySet(),
                            Comparator.comparingLong(one -> one.getValue().total()))
                    .getKey());
        }
        groups.computeIfAbsent(group, unused -> new LogHistogram()).learn(perKg);
    }

    private void retract(String group, double perKg) {
        LogHistogram values = groups.get(group);
        if (values != null && values.retract(perKg) && values.total() == 0) {
            groups.remove(group);
        }
    }

    public void write(LayoutWriter writer) {
        writer.list(groups.entrySet(), (to, group) -> group.getValue().write(to.text(group.getKey())));
    }

    public static UnitValues read(LayoutReader reader) {
        UnitValues read = new UnitValues();
        for (int left = reader.size(MOST_GROUPS); left > 0; left--) {
            read.groups.put(reader.text(), LogHistogram.read(reader));
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
