// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.training.exercise.SearchTime;
import portolan.training.round.State;

/**
 * The list as a trainee sees it.
 *
 * @param endsAt epoch milliseconds when the exercise ends; 0 where it has no clock
 * @param search what searching costs; null where it costs nothing
 * @param minutesLeft of inspection
 * @param isAlone whether the trainee ends the exercise themselves
 * @param sought that all shown bills have in them; empty for no search
 * @param order by which they are laid out; empty for that of arrival
 * @param all that have arrived
 * @param hash of what is sealed
 */
public record ListPage(
        State state,
        boolean isMentor,
        String exercise,
        List<BillLine> bills,
        int picked,
        int budget,
        int minutes,
        @Nullable SearchTime search,
        int minutesLeft,
        long endsAt,
        boolean isAlone,
        Asks asks,
        String sought,
        String order,
        int all,
        String hash) {
    public ListPage {
        bills = List.copyOf(bills);
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    public boolean isWaiting() {
        return state == State.PREPARED;
    }

    /** Whether somebody can pick from this page. */
    public boolean picks() {
        return isRunning() && !isMentor && asks.has("PICKS");
    }

    /** By what the list can be laid out. */
    public List<String> orders() {
        return List.of("", "goods", "shipper", "consignee", "route");
    }

    public int left() {
        return Math.max(0, budget - picked);
    }
}
