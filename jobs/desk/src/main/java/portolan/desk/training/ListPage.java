// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.training.exercise.SearchTime;
import portolan.training.round.State;

/**
 * The list as a trainee sees it.
 *
 * @param search what searching costs; null where it costs nothing
 * @param minutesLeft of inspection
 * @param time that is left; null where the exercise has no clock
 * @param now of the server, from which deadlines are counted
 * @param isAlone whether the trainee ends the exercise themselves
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
        @Nullable Duration time,
        Instant now,
        boolean isAlone,
        Asks asks,
        ListView view,
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
