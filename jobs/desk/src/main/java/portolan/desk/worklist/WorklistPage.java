// SPDX-License-Identifier: Apache-2.0
package portolan.desk.worklist;

import java.util.List;

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
}
