// SPDX-License-Identifier: Apache-2.0
package portolan.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.server.Door;
import portolan.desk.server.Federation;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.desk.work.AuditNotes;

class WatchedDoorTest {
    private static final User DRITA = new User("drita.oidc-0123456789ab", Role.OFFICER, "");

    private final List<String> lines = new ArrayList<>();

    /** Who has the code "good" is let in. */
    private static final class Provider implements Door, Federation {
        @Override
        public Optional<Entrance> enter(String name, String password, String kept) {
            return Optional.empty();
        }

        @Override
        public @Nullable Federation federation() {
            return this;
        }

        @Override
        public About about() {
            return new About("login", "help", false);
        }

        @Override
        public URI page(String state, String nonce, String verifier) {
            return URI.create("https://login.example/");
        }

        @Override
        public Arrival enter(String code, String issuer, String nonce, String verifier, Instant begun, String from)
                throws Refusal {
            if (!code.equals("good")) {
                throw new Refusal(Why.NO_ROLE, "luan\u001b[31m", "subject=82, no role");
            }
            return new Arrival(DRITA, "subject=81");
        }
    }

    private WatchedDoor door(Path directory, boolean isAway) {
        AuditNotes notes = new AuditNotes() {
            @Override
            public void audit(String by, String role, String action, String subject, String detail) {
                if (isAway) {
                    throw new IllegalStateException("not noted");
                }
                auditLater(by, role, action, subject, detail);
            }

            @Override
            public void auditLater(String by, String role, String action, String subject, String detail) {
                lines.add(String.join(" ", by, role, action, subject, detail));
            }
        };
        return new WatchedDoor(
                new Provider(), new Roster(Map::of, directory.resolve("noted"), (action, name, detail) -> {}), notes);
    }

    private static User enter(WatchedDoor door, String code) throws Exception {
        return Objects.requireNonNull(door.federation())
                .enter(code, "", "nonce", "verifier", Instant.EPOCH, "10.0.0.7")
                .user();
    }

    @Test
    void whoeverComesFromAProviderIsNotedFirst(@TempDir Path directory) throws Exception {
        WatchedDoor door = door(directory, false);

        assertThat(enter(door, "good")).isEqualTo(DRITA);
        assertThat(lines)
                .containsExactly("drita.oidc-0123456789ab officer OIDC_ENTERED drita.oidc-0123456789ab"
                        + " from=10.0.0.7, subject=81");
        assertThat(door.isStill(DRITA, Federation.PROOF + "any")).isTrue();
        assertThat(door.isStill(DRITA, "any")).isFalse();
        assertThatThrownBy(() -> enter(door(directory, true), "good")).hasMessage("not noted");
    }

    @Test
    void whoeverIsRefusedIsNotedAsFarAsTheyAreKnown(@TempDir Path directory) {
        WatchedDoor door = door(directory, false);

        assertThatThrownBy(() -> enter(door, "bad")).isInstanceOf(Federation.Refusal.class);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith("desk  OIDC_REFUSED luan")
                .doesNotContain("\u001b")
                .endsWith("from=10.0.0.7, subject=82, no role");
    }
}
