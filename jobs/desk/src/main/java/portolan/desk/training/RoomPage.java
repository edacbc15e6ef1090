// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.List;
import portolan.training.exercise.Exercise;
import portolan.training.round.State;

/**
 * The room as the mentor sees it.
 *
 * @param address where trainees come in
 * @param code that they type
 * @param endsAt epoch milliseconds; 0 for no clock
 * @param arrived consignments so far
 */
public record RoomPage(
        Exercise exercise,
        State state,
        String hash,
        String address,
        String code,
        List<Seat> seats,
        long endsAt,
        int arrived,
        boolean hasSession,
        boolean isExam) {
    public RoomPage {
        seats = List.copyOf(seats);
    }

    /** A trainee, and how many they have picked. */
    public record Seat(String name, int picked) {
        public boolean isBot() {
            return name.startsWith("bot-");
        }
    }

    public boolean is(String name) {
        return state == State.valueOf(name);
    }
}
