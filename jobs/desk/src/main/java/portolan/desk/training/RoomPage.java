// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.training.exercise.Exercise;
import portolan.training.round.State;

/**
 * The room as the mentor sees it.
 *
 * @param title what the exercise is called
 * @param addresses where trainees come in, each of the same room
 * @param cards one of which each of them types
 * @param time that is left; null for no clock
 * @param arrived consignments so far
 */
public record RoomPage(
        String title,
        Exercise exercise,
        State state,
        String hash,
        List<String> addresses,
        List<String> cards,
        List<Seat> seats,
        @Nullable Duration time,
        int arrived,
        boolean hasSession,
        boolean isExam) {
    public RoomPage {
        addresses = List.copyOf(addresses);
        cards = List.copyOf(cards);
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
