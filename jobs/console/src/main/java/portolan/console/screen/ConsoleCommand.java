// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import portolan.archive.ArchiveException;

/** A command that picocli runs: it returns its exit code, and has {@code --help}. */
@Command(mixinStandardHelpOptions = true)
public abstract class ConsoleCommand implements Callable<Integer> {
    /** The exit code of bad usage and of input that cannot be worked with. */
    public static final int BAD_INPUT = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    /**
     * Tells what was given and cannot be worked with; throws any other fault. What has several lines begins with a
     * place, and that with its file: terminals make it clickable.
     */
    public static int refused(Exception fault, CommandLine command, ParseResult arguments) throws Exception {
        if (fault instanceof UnusableInputException || fault instanceof ArchiveException) {
            String message = String.valueOf(fault.getMessage());
            command.getErr().println(message.contains("\n") ? message : "portolan: " + message);
            return BAD_INPUT;
        }
        throw fault;
    }

    protected final CommandSpec spec() {
        return spec;
    }

    /** Where results go. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Where messages go. */
    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** The whole command as somebody else would type it, with {@code $PORTOLAN_DATA} for its folder. */
    protected final String asTyped() {
        List<String> words = new ArrayList<>(List.of("deploy/portolan"));
        String data = System.getenv("PORTOLAN_DATA");
        for (String word : spec.root().commandLine().getParseResult().originalArgs()) {
            words.add(data == null ? word : word.replace(data, "$PORTOLAN_DATA"));
        }
        return String.join(" ", words);
    }
}
