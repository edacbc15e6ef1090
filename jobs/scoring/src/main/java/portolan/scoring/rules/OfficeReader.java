// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads what is stated by office: of every day, or of days of the week apart. Thresholds and budgets are written in the
 * same two ways.
 */
final class OfficeReader {
    private static final int MOST_OFFICES = 1000;
    static final List<String> LANE_KEYS = List.of("red", "yellow", "blue");

    private final Faults faults;

    OfficeReader(Faults faults) {
        this.faults = faults;
    }

    /** Reads what stands at one office for some days; null after reporting what is wrong with it. */
    interface Stated<T> {
        /**
         * What stands there.
         *
         * @param what for messages: whose it is, with the days where the text names them
         */
        @Nullable
        T read(Node node, DayPattern days, String what);
    }

    /**
     * What is stated without faults, by office and in the order of the text.
     *
     * @param what all of it, for messages
     * @param each one office's part, for messages, which its code follows
     */
    <T> Map<String, List<T>> read(@Nullable Node node, String what, String each, Stated<T> stated) {
        Map<String, List<T>> offices = new LinkedHashMap<>();
        if (node == null) {
            return offices;
        }
        Section section = Section.open(node, what, faults);
        if (section.entries().size() > MOST_OFFICES) {
            faults.at(
                    node,
                    "expected at most " + MOST_OFFICES + " offices, found "
                            + section.entries().size());
        }
        for (Section.Entry entry : section.entries()) {
            String office = entry.key().getValue();
            if (office.isBlank()) {
                faults.at(entry.key(), "expected the code of an office in " + what);
                continue;
            }
            List<T> own = office(entry.value(), each + " '" + office + "'", stated);
            if (!own.isEmpty()) {
                offices.put(office, List.copyOf(own));
            }
        }
        return offices;
    }

    private <T> List<T> office(Node node, String what, Stated<T> stated) {
        List<T> read = new ArrayList<>();
        if (!isByDay(node)) {
            T daily = stated.read(node, DayPattern.DAILY, what);
            if (daily != null) {
                read.add(daily);
            }
            return read;
        }
        List<DayPattern> before = new ArrayList<>();
        for (Section.Entry entry : Section.open(node, what, faults).entries()) {
            DayPattern days = days(entry, before, what);
            if (days != null) {
                before.add(days);
                T some = stated.read(entry.value(), days, what + " on " + days);
                if (some != null) {
                    read.add(some);
                }
            }
        }
        return read;
    }

    /** Lanes hold numbers, days hold lanes. */
    private static boolean isByDay(Node node) {
        return node instanceof MappingNode mapping
                && mapping.getValue().stream().anyMatch(tuple -> tuple.getValueNode() instanceof MappingNode);
    }

    private @Nullable DayPattern days(Section.Entry entry, List<DayPattern> before, String what) {
        if (LANE_KEYS.contains(entry.key().getValue())) {
            faults.at(
                    entry.key(),
                    what + ": lane '" + entry.key().getValue() + "' stands beside days; lanes are stated for every day,"
                            + " or each day states its own");
            return null;
        }
        DayPattern days;
        try {
            days = DayPattern.parse(entry.key().getValue());
        } catch (IllegalArgumentException e) {
            faults.at(entry.key(), what + ": " + e.getMessage());
            return null;
        }
        for (DayPattern other : before) {
            if (days.overlaps(other)) {
                faults.at(entry.key(), "days '" + days + "' overlap '" + other + "' in " + what);
                return null;
            }
        }
        return days;
    }
}
