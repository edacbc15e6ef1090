// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Path;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Where a command logs: {@code logs/COMMAND.log}, with its data where it has some, else with the user's state. */
final class CommandLog {
    /** Log4j reads it when the first class asks for a logger. */
    private static final String FILE = "portolan.log";

    private static final String STATE = "portolan.state";

    private CommandLog() {}

    /** Executes the command that was named last, once it is known where it logs. */
    static int execute(ParseResult said) {
        if (file() == null) {
            Path file = file(said, System.getProperty(STATE));
            if (file != null) {
                System.setProperty(FILE, file.toString());
            }
        }
        return new CommandLine.RunLast().execute(said);
    }

    /** The file, or null where Log4j takes one in the temporary directory. */
    static @Nullable String file() {
        return System.getProperty(FILE);
    }

    /** @param state where logs of commands without data are, if anywhere */
    static @Nullable Path file(ParseResult said, @Nullable String state) {
        Path home = state == null ? null : Path.of(state);
        StringJoiner name = new StringJoiner("-", "", ".log").setEmptyValue("portolan.log");
        for (ParseResult each = said.subcommand(); each != null; each = each.subcommand()) {
            name.add(each.commandSpec().name());
            OptionSpec data = each.commandSpec().findOption("--data");
            if (data != null && data.getValue() instanceof Path directory) {
                home = directory;
            }
        }
        return home == null ? null : home.resolve("logs").resolve(name.toString());
    }
}
