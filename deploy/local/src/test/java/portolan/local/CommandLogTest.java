// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandLogTest {
    @Test
    void aCommandWithDataLogsThere() {
        assertThat(file("/state", "run", "--bootstrap", "h:1", "--data", "/data"))
                .hasToString("/data/logs/run.log");
        assertThat(file("/state", "run", "--bootstrap", "h:1"))
                .as("its data has a default")
                .hasToString("portolan-data/logs/run.log");
        assertThat(file(null, "cluster", "status", "--data", "/data")).hasToString("/data/logs/cluster-status.log");
    }

    @Test
    void eachOtherCommandHasAFileOfItsOwnWithTheUsersState() {
        assertThat(file("/state", "score", "--out", "o", "--filings", "f")).hasToString("/state/logs/score.log");
        assertThat(file("/state", "rules", "check", "d")).hasToString("/state/logs/rules-check.log");
        assertThat(file("/state")).hasToString("/state/logs/portolan.log");
    }

    @Test
    void withoutStateLog4jTakesItsOwn() {
        assertThat(file(null, "score", "--out", "o", "--filings", "f")).isNull();
    }

    private static @Nullable Path file(@Nullable String state, String... words) {
        return CommandLog.file(Portolan.commandLine().parseArgs(words), state);
    }
}
