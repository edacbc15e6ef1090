// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JvmTest {
    private static final String TURNS = "portolan.turns";

    private final Jvm jvm = Jvm.own("Main", List.of("-Xmx1g"), List.of("--key"));

    @AfterEach
    void forget() {
        System.clearProperty(TURNS);
    }

    @Test
    void isStartedUnderWhatTheLauncherSaysOfTurns() {
        System.setProperty(TURNS, "chrt -b 0");

        assertThat(command(jvm.takingTurns()))
                .startsWith("chrt", "-b", "0", java(), "-Xmx1g")
                .endsWith("Main", "--key");
        assertThat(command(jvm)).as("who sends and measures").startsWith(java(), "-Xmx1g");
    }

    @Test
    void isStartedByItselfWhereTheLauncherSaysNothing() {
        assertThat(command(jvm.takingTurns())).startsWith(java());

        System.setProperty(TURNS, "");
        assertThat(command(jvm.takingTurns())).startsWith(java());
    }

    private static List<String> command(Jvm jvm) {
        return jvm.command(Path.of("a.log"));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
