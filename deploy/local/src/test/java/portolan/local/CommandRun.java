// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import picocli.CommandLine;
import portolan.console.screen.Outlet;

/** What a {@code portolan} command came to: its exit code, and what it said where. */
public record CommandRun(int exitCode, String output, String errors) {
    /** Runs it in this process. */
    public static CommandRun of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine portolan = Portolan.commandLine().setOut(Outlet.to(out)).setErr(Outlet.to(err));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exitCode = portolan.execute(words);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** It did what it was to do. */
    public CommandRun assertDone() {
        assertThat(exitCode).as(errors).isZero();
        return this;
    }

    /** It ended with this code, and said why in these words. */
    void assertTold(int code, String... words) {
        assertThat(exitCode).as(errors).isEqualTo(code);
        assertThat(errors).contains(words);
    }

    /** Kafka could not be reached, and the user is told so in one line with these words. */
    void assertUnreachable(String... words) {
        assertThat(exitCode).as(errors).isEqualTo(3);
        assertThat(errors.lines().filter(line -> line.startsWith("portolan: ")))
                .singleElement()
                .asString()
                .contains(words);
        assertThat(output).isEmpty();
    }

    /** The user gave what cannot be used, and is told so in these words. */
    void assertRefused(String... words) {
        assertThat(exitCode).as(errors).isEqualTo(2);
        assertThat(errors).contains(words);
        assertThat(output).isEmpty();
    }
}
