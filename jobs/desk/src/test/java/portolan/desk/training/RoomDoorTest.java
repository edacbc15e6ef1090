// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.server.Door.Entrance;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.desk.server.Words;

class RoomDoorTest {
    @TempDir
    private Path directory = Path.of(".");

    private RoomDoor door;

    @BeforeEach
    void open() throws Exception {
        SmallRounds.open(directory.resolve("round"));
        door = again();
    }

    /** As after the class was ended and started again. */
    private RoomDoor again() throws Exception {
        return new RoomDoor(SmallRounds.reopen(directory.resolve("round")), Set.of("mentor"), Words.english());
    }

    private static String enter(RoomDoor door, String name, String card) {
        return door.enter(name, card, "").map(Entrance::proof).orElse("");
    }

    @Test
    void aTraineeComesInByACardHoweverItIsTyped() {
        assertThat(door.cards()).hasSize(40).doesNotHaveDuplicates().allMatch(card -> card.length() == 9);
        String card = door.cards().get(3);
        assertThat(door.enter("Ana Ë.", " " + card.toUpperCase(Locale.ROOT).replace("-", " "), ""))
                .map(Entrance::user)
                .contains(new User("ana-e", Role.OFFICER, ""));
        assertThat(door.enter("ben", card.replace('-', 'x'), "")).isEmpty();
        assertThat(door.enter("ben", "", "")).isEmpty();
    }

    /** A second window, browser or name with the same card is the same budget. */
    @Test
    void aCardIsOneNameInWhateverWindow() {
        String card = door.cards().get(0);
        String kept = enter(door, "ben", card);
        assertThat(door.isStill(new User("ben", Role.OFFICER, ""), kept)).isTrue();
        assertThat(enter(door, "Ben", card)).as("in a private window").isEqualTo(kept);

        assertThatThrownBy(() -> enter(door, "ben2", card))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("one card");
        assertThatThrownBy(() -> enter(door, "ben", door.cards().get(1)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("ben");
        assertThat(door.isStill(new User("ben2", Role.OFFICER, ""), kept)).isFalse();
    }

    @Test
    void aCardIsThatNamesAlsoAfterARestartAndTheJournalDoesNotHaveIt() throws Exception {
        String card = door.cards().get(0);
        String kept = enter(door, "ben", card);
        RoomDoor restarted = again();

        assertThat(restarted.cards()).doesNotContain(card);
        assertThat(enter(restarted, "ben", card)).isEqualTo(kept);
        assertThat(enter(restarted, "zoe", card))
                .as("a card of before, under another name")
                .isEmpty();
        assertThatThrownBy(() -> enter(restarted, "ben", restarted.cards().get(0)))
                .isInstanceOf(RefusedException.class);
        assertThat(Files.readString(directory.resolve("round/journal.jsonl")))
                .contains("\"ben\"")
                .doesNotContain(kept)
                .doesNotContain(card);
    }

    @Test
    void theMentorFreesANameForAnotherCard() {
        String kept = enter(door, "ben", door.cards().get(0));
        User ben = new User("ben", Role.OFFICER, "");

        door.free("ben");

        assertThat(door.isStill(ben, kept)).isFalse();
        String other = enter(door, "ben", door.cards().get(1));
        assertThat(door.isStill(ben, other)).isTrue();
        assertThat(door.isStill(ben, kept)).as("the first card").isFalse();
        assertThat(other).isNotEmpty().isNotEqualTo(kept);
        assertThatThrownBy(() -> enter(door, "ben", door.cards().get(0))).isInstanceOf(RefusedException.class);
    }

    @Test
    void nobodyIsTheMentorOrABotOrNobody() {
        for (String name : new String[] {"Mentor", "bot-engine", "...", "Λ"}) {
            assertThatThrownBy(() -> door.enter(name, door.cards().get(0), ""))
                    .as(name)
                    .isInstanceOf(RefusedException.class);
        }
    }
}
