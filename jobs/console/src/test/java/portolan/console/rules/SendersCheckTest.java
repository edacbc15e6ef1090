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

class SendersCheckTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of(".");

    private int check(String tenants) throws Exception {
        Path file = Files.writeString(
                folder.resolve("list.yaml"),
                "name: senders\nversion: 2\nsenders:\n  - {sender: A, tenants: " + tenants + ", filers: [F]}\n");
        return new CommandLine(new SendersCommand())
                .setExecutionExceptionHandler(ConsoleCommand::refused)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("check", file.toString());
    }

    @Test
    void saysWhatTheListIsOrWhatIsWrongWithItAndWhere() throws Exception {
        assertThat(check("[al]")).isZero();
        assertThat(out.toString()).startsWith("ok: senders version 2, 1 sender, hash ");
        assertThat(out.toString().lines().skip(1)).contains("no proofs: whoever may write the topics is believed");

        assertThat(check("al")).isEqualTo(RuleErrand.BAD_INPUT);
        assertThat(err.toString())
                .startsWith("senders.yaml:4:26: expected a list in 'tenants', found 'al'")
                .contains("refused: 1 fault");
    }
}
