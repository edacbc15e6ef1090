// SPDX-License-Identifier: Apache-2.0
package portolan.desk.worklist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.desk.index.CaseRow;
import portolan.desk.index.WorklistFilter.State;
import portolan.desk.server.Words;
import portolan.schemas.avro.Lane;

/**
 * The list as one person sees it.
 *
 * @param bars what the day's budgets came to, an office each
 * @param ways to the lists of the day
 * @param filters in the order in which they are shown
 * @param within what the budget has room for, the earliest deadline first
 * @param beyond the rest, the riskiest first
 * @param hasLine whether a budget cuts the list
 * @param line what stands on the line that cuts it
 * @param rest that further pages show
 * @param next address of the next page; empty for none
 * @param query the filters as an address has them
 * @param room what whoever looks says they can examine today; 0 where they did not say
 * @param state which of the lists it is; empty for what is to decide
 * @param unassigned so many are of no office that anybody works for; 0 where that is not theirs to see
 * @param shownAt epoch milliseconds up to which changes are in it
 */
public record WorklistPage(
        List<Bar> bars,
        List<Way> ways,
        List<Filter> filters,
        List<WorkRow> within,
        List<WorkRow> beyond,
        boolean hasLine,
        String line,
        long rest,
        String next,
        String query,
        int room,
        String state,
        int unassigned,
        long shownAt) {
    public WorklistPage {
        bars = List.copyOf(bars);
        ways = List.copyOf(ways);
        filters = List.copyOf(filters);
        within = List.copyOf(within);
        beyond = List.copyOf(beyond);
    }

    /** Whether anything is left out by choice. */
    public boolean isFiltered() {
        return !query.isEmpty();
    }

    /**
     * What a budget came to.
     *
     * @param of 0 where none is stated
     */
    public record Bar(String text, int used, int of) {}

    /** One of the lists. */
    public record Way(String address, String text, int count, boolean isHere) {}

    /** What can be chosen. */
    public record Filter(String name, String chosen, List<Choice> choices) {
        public Filter {
            choices = List.copyOf(choices);
        }
    }

    /** One choice. */
    public record Choice(String value, String text) {}

    /** What can be chosen is what the list has, and what was chosen. */
    static List<Filter> filters(List<CaseRow> all, Map<String, String> chosen, Words words) {
        Map<String, Map<String, String>> choices = new LinkedHashMap<>();
        for (String name : List.of("office", "conveyance", "threat", "rule")) {
            choices.put(name, new TreeMap<>());
        }
        for (CaseRow row : all) {
            put(choices, "office", row.office(), row.office());
            put(choices, "conveyance", row.trip(), row.conveyance());
            row.alerted().forEach(threat -> put(choices, "threat", threat, threat));
            row.reasons().forEach(reason -> put(choices, "rule", reason.rule(), reason.rule()));
        }
        List<Filter> filters = new ArrayList<>();
        choices.forEach((name, known) -> {
            String now = chosen.getOrDefault(name, "");
            if (!now.isEmpty()) {
                known.putIfAbsent(now, now.equals(WorklistScreen.NOBODYS) ? words.say("office.nobodys") : now);
            }
            filters.add(filter(name, now, known));
        });
        Map<String, String> lanes = new LinkedHashMap<>();
        for (Lane lane : List.of(Lane.RED, Lane.YELLOW, Lane.BLUE)) {
            lanes.put(lane.name(), words.sayOr("lane." + lane, lane.name()));
        }
        filters.add(3, filter("lane", chosen.getOrDefault("lane", ""), lanes));
        Map<String, String> states = new LinkedHashMap<>();
        states.put("mine", words.say("state.mine"));
        for (State state : State.values()) {
            states.put(WorklistScreen.word(state), words.say("state." + WorklistScreen.word(state)));
        }
        filters.add(filter("state", chosen.getOrDefault("state", ""), states));
        filters.add(filter("since", chosen.getOrDefault("since", ""), Map.of("looked", words.say("since.looked"))));
        return filters;
    }

    private static void put(
            Map<String, Map<String, String>> choices, String name, @Nullable String value, @Nullable String text) {
        Map<String, String> known = choices.get(name);
        if (known != null && value != null && text != null && known.size() < 200) {
            known.put(value, text);
        }
    }

    private static Filter filter(String name, String chosen, Map<String, String> choices) {
        List<Choice> list = new ArrayList<>();
        choices.forEach((value, text) -> list.add(new Choice(value, text)));
        return new Filter(name, chosen, list);
    }
}
