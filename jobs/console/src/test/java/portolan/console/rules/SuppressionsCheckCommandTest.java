// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import portolan.console.screen.ConsoleCommand;

class SuppressionsCheckCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of(".");

    private int check(String rule) throws Exception {
        Path file = Files.writeString(folder.resolve("list.yaml"), """
                name: known-good
                version: 2
                suppressions:
                  - {id: one, rule: %s, for: {filer: A}, reason: known, until: 2027-05-31}
                """.formatted(rule));
        return new CommandLine(new SuppressionsCommand())
                .setExecutionExceptionHandler(ConsoleCommand::refused)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("check", file.toString());
    }

    @Test
    void saysWhatTheListIs() throws Exception {
        assertThat(check("new-shipper")).isZero();

        assertThat(out.toString()).startsWith("ok: known-good version 2, 1 suppression, hash ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void warnsOfARuleThatTheRuleSetDoesNotHave() throws Exception {
        assertThat(check("new-shiper")).isZero();

        assertThat(out.toString()).startsWith("ok: known-good version 2, 1 suppression, 1 warning, hash ");
        assertThat(err.toString())
                .startsWith("warning: suppressions.yaml:4:21: no rule 'new-shiper' in baseline v")
                .contains(", did you mean 'new-shipper'?");
    }

    @Test
    void refusesWhatAWatchListSays() throws Exception {
        assertThat(check("watch-list")).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith("suppressions.yaml:4:21: rule 'watch-list' reads a watch list, and what that says is never"
                        + " suppressed: take out 'one', or correct the watch list")
                .contains("refused: 1 fault");
    }
}
