// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.scoring.reading.Indicator;

/**
 * Rules that say much the same, so that together they count for no more than a cap.
 *
 * @param cap units of 1/1024 bit, not negative; no more than the largest of its rules where it is of an event
 * @param event that its rules are read from, where nobody wrote the group; else null
 */
record Group(String name, long cap, @Nullable String event) {
    /** What groups of events are called, and no other. */
    private static final String OF_EVENT = "one-";

    Group(String name, long cap) {
        this(name, cap, null);
    }

    private static Group ofEvent(String event) {
        return new Group(OF_EVENT + event.replace(' ', '-'), 0, event);
    }

    /** Whether nobody may write a group of this name. */
    static boolean isReserved(String name) {
        return name.startsWith(OF_EVENT);
    }

    /** What a group's cap is called in a list of contributions. */
    String capName() {
        return "cap:" + name;
    }

    /** @param largest units of its largest rule */
    long cap(long largest) {
        return event == null ? cap : largest;
    }

    /**
     * Puts rules into groups, of which it adds those that nobody wrote. A rule without a group that is read from an
     * event counts with all others that are: in the one group that any of them names, else in one of their own. Steps
     * over the very same readings are one measure, and add up.
     *
     * @return by rule, the place of its group; -1 for none
     */
    static int[] ofRules(List<Rule> rules, List<Group> groups) {
        int[] places = new int[rules.size()];
        for (int r = 0; r < places.length; r++) {
            Rule rule = rules.get(r);
            String event = event(rule);
            List<Rule> same = event == null || rule.group() != null
                    ? List.of(rule)
                    : rules.stream().filter(other -> event.equals(event(other))).toList();
            List<String> written = same.stream()
                    .map(Rule::group)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            // Whoever names two groups says that it is two facts: then one without a group stands by itself.
            boolean isReadTwice = same.stream().map(Rule::readings).distinct().count() > 1;
            Group own = event != null && isReadTwice && written.isEmpty() ? ofEvent(event) : null;
            if (own != null && !groups.contains(own)) {
                groups.add(own);
            }
            String name = own != null ? own.name() : written.size() == 1 ? written.get(0) : null;
            places[r] = groups.stream().map(Group::name).toList().indexOf(name);
        }
        return places;
    }

    /** The event that a rule is read from; null where there is none, or more than one. */
    private static @Nullable String event(Rule rule) {
        List<String> events = rule.readings().stream()
                .map(Indicator::event)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        return events.size() == 1 ? events.get(0) : null;
    }
}
