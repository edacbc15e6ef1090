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

    private static String enter(RoomDoor door, String name, String kept) {
        return door.enter(name, door.code(), kept).map(Entrance::proof).orElse("");
    }

    @Test
    void aTraineeComesInByTheCodeHoweverItIsTyped() throws Exception {
        String code = door.code();
        assertThat(door.enter("Ana Ë.", " " + code.toUpperCase(Locale.ROOT).replace("-", " ")))
                .contains(new User("ana-e", Role.OFFICER, ""));
        assertThat(door.enter("ben", code.replace('-', 'x'))).isEmpty();
        assertThat(door.enter("ben", "")).isEmpty();
        assertThat(again().code()).isNotEqualTo(code);
    }

    @Test
    void aNameIsOneBrowsersAlsoAfterARestart() throws Exception {
        String kept = enter(door, "ben", "");
        assertThat(kept).hasSizeGreaterThan(30);
        RoomDoor restarted = again();

        for (String other : new String[] {"", "a guess", enter(restarted, "zoe", kept)}) {
            assertThatThrownBy(() -> enter(restarted, "BEN", other))
                    .as(other)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("ben");
        }
        assertThat(enter(restarted, "Ben", kept)).isEqualTo(kept);
        assertThat(Files.readString(directory.resolve("round/journal.jsonl")))
                .contains("\"ben\"")
                .doesNotContain(kept);
    }

    @Test
    void aNewRoundTakesNoNameOfAnOlderOneAway() throws Exception {
        String kept = enter(door, "ben", "");
        SmallRounds.open(directory.resolve("next"));
        RoomDoor next = new RoomDoor(SmallRounds.reopen(directory.resolve("next")), Set.of("mentor"), Words.english());

        assertThat(enter(next, "ben", kept)).isEqualTo(kept);
        assertThat(enter(again(), "ben", kept)).isEqualTo(kept);
    }

    @Test
    void theMentorFreesANameForAnotherBrowser() throws Exception {
        String kept = enter(door, "ben", "");
        User ben = new User("ben", Role.OFFICER, "");
        assertThat(door.isStill(ben, kept)).isTrue();

        door.free("ben");

        assertThat(door.isStill(ben, kept)).isFalse();
        String other = enter(door, "ben", "");
        assertThat(door.isStill(ben, other)).isTrue();
        assertThat(door.isStill(ben, kept)).as("the first browser").isFalse();
        assertThat(other).isNotEmpty().isNotEqualTo(kept);
        assertThatThrownBy(() -> enter(door, "ben", kept)).isInstanceOf(RefusedException.class);
    }

    @Test
    void nobodyIsTheMentorOrABotOrNobody() {
        for (String name : new String[] {"Mentor", "bot-engine", "...", "Λ"}) {
            assertThatThrownBy(() -> door.enter(name, door.code())).as(name).isInstanceOf(RefusedException.class);
        }
    }
}
