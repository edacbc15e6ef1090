// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import portolan.testing.Patience;

class StateDirectoryTest {
    private static final int KILLED = 128 + 9;

    @TempDir
    private Path temporary;

    @Test
    void anotherProcessIsRefusedAndToldWhoHasIt() throws Exception {
        Path data = temporary.resolve("data");
        try (StateDirectory held = StateDirectory.lock(data)) {
            String refused = firstLineOf(another(data));

            assertThat(refused)
                    .startsWith("refused: another process uses this state directory")
                    .contains("data=" + held.path())
                    .contains("pid=" + ProcessHandle.current().pid() + ", host=")
                    .containsPattern("since=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        }
        assertThat(firstLineOf(another(data))).isEqualTo("locked");
    }

    @Test
    void theLockOfAKilledProcessIsGone() throws Exception {
        Path data = temporary.resolve("data");
        Process first = another(data);
        try (BufferedReader said = first.inputReader();
                StateDirectory copy = StateDirectory.lock(temporary.resolve("copy"))) {
            assertThat(said.readLine()).isEqualTo("locked");
            assertThatThrownBy(() -> copy.mustBeApart(data, false))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("pid=" + first.pid() + ", host=");
            assertThatThrownBy(() -> StateDirectory.lock(data))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("pid=" + first.pid() + ", host=");

            first.destroyForcibly();

            assertThat(first.waitFor(Patience.LASTS.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(first.exitValue()).isEqualTo(KILLED);
            copy.mustBeApart(data, false);
        } finally {
            first.destroyForcibly();
        }
        StateDirectory.lock(data).close();
    }

    /** Closing a second channel of the file in this process would give up the lock that the first has. */
    @Test
    void whoIsRefusedInTheSameProcessDoesNotUnlockIt() throws Exception {
        Path data = temporary.resolve("data");
        Path link = temporary.resolve("link");
        try (StateDirectory held = StateDirectory.lock(data)) {
            Files.createSymbolicLink(link, held.path());
            for (Path same : List.of(data, data.resolve("../data"), link)) {
                assertThatThrownBy(() -> StateDirectory.lock(same))
                        .isInstanceOf(BadInput.class)
                        .hasMessageContaining("pid=" + ProcessHandle.current().pid());
            }

            assertThat(firstLineOf(another(data))).startsWith("refused: ");
        }
        StateDirectory.lock(link).close();
    }

    @Test
    void aSecondClusterOnOneDirectoryIsRefusedAndTheFirstGoesOn() {
        LocalCluster.Plan plan = LocalCluster.plan().in(temporary.resolve("data"));
        try (LocalCluster first = plan.start()) {
            assertThatThrownBy(plan::start).isInstanceOf(BadInput.class).hasMessageContaining("pid=");
            assertThat(first.directory().resolve("tmp")).isNotEmptyDirectory();
        }
        plan.start().close();
    }

    @Test
    void runRefusesADirectoryInUseBeforeItLooksForKafka() {
        Path data = temporary.resolve("data");
        try (StateDirectory held = StateDirectory.lock(data)) {
            CommandRun.of("run", "--bootstrap", "127.0.0.1:1", "--data", data)
                    .assertRefused(
                            "another process uses this state directory",
                            "data=" + held.path(),
                            "pid=" + ProcessHandle.current().pid());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerMayEnterIt() throws Exception {
        Path data = temporary.resolve("made/data");
        try (StateDirectory held = StateDirectory.lock(data)) {
            assertThat(mode(held.path())).isEqualTo("rwx------");
            assertThat(mode(held.path().resolve("portolan.lock"))).isEqualTo("rw-------");
        }
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        StateDirectory.lock(data).close();
        assertThat(mode(data)).as("as an earlier release left it").isEqualTo("rwx------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatAnEarlierReleaseLeftOpenIsClosedAtTheStart() throws Exception {
        Path data = temporary.resolve("data");
        Path file =
                Files.createDirectories(data.resolve("savepoints/savepoint-1")).resolve("of-others");
        Files.writeString(file, "theirs");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(data.resolve("savepoints"), PosixFilePermissions.fromString("rwxr-xr-x"));

        try (StateDirectory held = StateDirectory.lock(data)) {
            held.restrict();
        }

        assertThat(mode(data.resolve("savepoints"))).isEqualTo("rwx------");
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** Locks it and waits for its end, or says why it cannot. */
    private static Process another(Path data) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Another.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String firstLineOf(Process process) throws Exception {
        try (BufferedReader said = process.inputReader()) {
            String line = said.readLine();
            process.destroyForcibly();
            assertThat(process.waitFor(Patience.LASTS.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            return line;
        }
    }

    /** The other process. */
    static final class Another {
        private Another() {}

        public static void main(String[] words) throws Exception {
            try {
                StateDirectory.lock(Path.of(words[0]));
                System.out.println("locked");
                // Until whoever started it is gone.
                System.in.read();
            } catch (BadInput e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }
}
