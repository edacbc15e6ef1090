// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.testing.Patience;

class AccountsTest {
    private static final User ANN = new User("ann", Role.OFFICER, "ALTIA");

    @TempDir
    Path directory;

    @Test
    void whoHasAnAccountEntersByItsPasswordAlone() throws Exception {
        Path file = directory.resolve("users");
        Accounts.readOrNew(file, 4).put(ANN, "correct horse");
        Accounts accounts = Accounts.readOrNew(file, 4);
        assertThat(user(accounts, "ann", "correct horse")).contains(ANN);
        assertThat(user(accounts, "Ann", "correct horse"))
                .as("names are small letters")
                .contains(ANN);
        assertThat(user(accounts, "ann", "correct horsf")).isEmpty();
        assertThat(user(accounts, "bob", "correct horse")).isEmpty();
        assertThat(user(accounts, "ann", "x".repeat(100))).isEmpty();
        assertThat(Files.readString(file)).doesNotContain("correct horse");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aNameThatIsNotThereTakesAsManyRoundsAsOneThatIs() {
        BCrypt.Result compared = BCrypt.verifyer().verify("nobody".toCharArray(), Accounts.ofNobody(12));

        assertThat(compared.validFormat).as(compared.formatErrorMessage).isTrue();
        assertThat(compared.details.cost).isEqualTo(12);
        assertThat(compared.verified).isFalse();
    }

    @Test
    void aLostPasswordIsSetAnewByWhoHasTheMachineAndTheFormerFileIsKept() throws Exception {
        Path file = directory.resolve("users");
        Accounts running = Accounts.readOrNew(file, 4);
        running.put(ANN, "correct horse");
        String before = Files.readString(file);
        FileTime seen = Files.getLastModifiedTime(file);
        Accounts.readOrNew(file, 4).put(ANN, "battery staple");
        // As the command does it beside a desk that runs, later: file systems tell times in steps.
        Files.setLastModifiedTime(file, FileTime.from(seen.toInstant().plusSeconds(1)));
        assertThat(user(running, "ann", "battery staple")).contains(ANN);
        assertThat(user(running, "ann", "correct horse")).isEmpty();
        assertThat(directory.resolve("users.bak")).hasContent(before.strip());
    }

    @Test
    void aLineThatIsNoAccountIsNamedWithItsPlace() throws Exception {
        Path file = Files.writeString(directory.resolve("users"), """
                # our people
                ann:officer:ALTIA:secret
                bob:king::$2a$12$x
                """);
        assertThatThrownBy(() -> Accounts.readOrNew(file, 4))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("users:2: no account")
                .hasMessageContaining("users:3: there is no such role: role=king");
    }

    @Test
    void aPasswordHasAsManyBytesAsBcryptReads() throws Exception {
        Accounts accounts = Accounts.readOrNew(directory.resolve("users"), 4);
        assertThatThrownBy(() -> accounts.put(ANN, "short")).hasMessageContaining("10 to 72 bytes: found 5");
        assertThatThrownBy(() -> accounts.put(ANN, "x".repeat(73))).hasMessageContaining("found 73");
        assertThat(accounts.users()).isEmpty();
    }

    @Test
    void whoIsLookedUpWaitsForNoPasswordThatIsCompared() throws Exception {
        Path file = directory.resolve("users");
        // So many rounds take a minute: longer than the test is given.
        Accounts slow = Accounts.readOrNew(file, 20);
        Files.writeString(file, "ann:officer:ALTIA:" + Accounts.ofNobody(20) + "\n");
        Thread stranger = new Thread(() -> {
            try {
                slow.enter("nobody", "some password", "");
            } catch (IOException unread) {
                throw new UncheckedIOException(unread);
            }
        });
        stranger.setDaemon(true);
        stranger.start();
        Patience.until(
                "a password is compared",
                () -> Arrays.stream(stranger.getStackTrace())
                        .anyMatch(at -> at.getClassName().contains("bcrypt")),
                stranger::getState);

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> slow.find("ann")))
                .isEqualTo(ANN);
    }

    @Test
    void aNewPasswordEndsTheStayOfWhoCameInByTheOldOne() throws Exception {
        Accounts accounts = Accounts.readOrNew(directory.resolve("users"), 4);
        accounts.put(ANN, "correct horse");
        String proof = accounts.enter("ann", "correct horse", "").orElseThrow().proof();
        assertThat(accounts.isStill(ANN, proof)).isTrue();
        accounts.put(ANN, "battery staple");
        assertThat(accounts.isStill(ANN, proof)).isFalse();
        accounts.remove("ann");
        assertThat(accounts.isStill(ANN, proof)).isFalse();
    }

    @Test
    void officesAndTenantsAreListedAndNoneIsAll() throws Exception {
        Path file = directory.resolve("users");
        User bob = new User("bob", Role.OFFICER, Set.of("al", "mk"), Set.of("DURRES", "VLORE"));
        Accounts accounts = Accounts.readOrNew(file, 4);
        accounts.put(bob, "correct horse");
        accounts.put(ANN, "correct horse");
        assertThat(Files.readAllLines(file).get(0)).startsWith("bob:officer:DURRES,VLORE:al,mk:$2");
        assertThat(Files.readAllLines(file).get(1)).startsWith("ann:officer:ALTIA:$2");
        assertThat(Accounts.read(file).users()).containsExactly(bob, ANN);
        assertThat(bob.office()).isEmpty();
        assertThat(ANN.office()).isEqualTo("ALTIA");
        assertThatThrownBy(() -> new User("eve", Role.OFFICER, Set.of("a:b"), Set.of()))
                .hasMessageContaining("found=a:b");
        assertThatThrownBy(() -> new User("eve", Role.OFFICER, Set.of(""), Set.of()))
                .hasMessageContaining("1 to 100 characters");
    }

    @Test
    void whoIsOfOneTenantMayNothingThatIsOfAll() {
        for (Role role : Role.values()) {
            User of = new User("of", role, Set.of("al"), Set.of());
            for (Action action : Action.values()) {
                assertThat(of.may(action))
                        .as("%s, %s", role, action)
                        .isEqualTo(action.isFor(role) && action.reach(role) != Reach.ALL);
            }
        }
    }

    @Test
    void noLocalAccountIsCalledAsSomebodyOfAnIdentityProvider(@TempDir Path other) throws Exception {
        User user = new User("drita.oidc-0123456789ab", Role.OFFICER, "");

        assertThatThrownBy(() -> Accounts.readOrNew(other.resolve("users"), 4).put(user, "a password of hers"))
                .hasMessageContaining("are of who comes from an identity provider");
    }

    private static Optional<User> user(Accounts accounts, String name, String password) throws IOException {
        return accounts.enter(name, password, "").map(Door.Entrance::user);
    }
}
