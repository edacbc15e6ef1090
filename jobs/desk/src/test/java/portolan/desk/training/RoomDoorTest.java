// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.desk.server.Words;

class RoomDoorTest {
    private final RoomDoor door = new RoomDoor(Set.of("mentor"), Words.english());

    @Test
    void aTraineeComesInByTheCodeHoweverItIsTyped() {
        String code = door.code();
        assertThat(door.enter("Ana Ë.", " " + code.toUpperCase(Locale.ROOT).replace("-", " ")))
                .contains(new User("ana-e", Role.OFFICER, ""));
        assertThat(door.enter("ben", code.replace('-', 'x'))).isEmpty();
        assertThat(door.enter("ben", "")).isEmpty();
        assertThat(new RoomDoor(Set.of(), Words.english()).code()).isNotEqualTo(code);
    }

    @Test
    void aNameIsOnePersonsUntilTheMentorLetsThemBackIn() {
        door.enter("ben", door.code());
        assertThatThrownBy(() -> door.enter("BEN", door.code()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("ben");
        door.letBackIn("ben");
        assertThat(door.enter("Ben", door.code())).isPresent();
    }

    @Test
    void nobodyIsTheMentorOrABotOrNobody() {
        for (String name : new String[] {"Mentor", "bot-engine", "...", "Λ"}) {
            assertThatThrownBy(() -> door.enter(name, door.code())).as(name).isInstanceOf(RefusedException.class);
        }
    }
}
