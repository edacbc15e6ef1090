// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import portolan.schemas.lines.Nearest;

/**
 * What is said to whoever mistyped a command: what is wrong, the nearest thing that is right, and where the help is. The
 * usage itself would push the message off the screen.
 */
public final class WrongUsage {
    /** How picocli begins where an option that it does not know stands in place of a value. */
    private static final Pattern UNKNOWN = Pattern.compile("Unknown option: '([^'=]+)");

    private WrongUsage() {}

    /** The command line, telling wrong usage this way in every command of it. */
    public static CommandLine toldBy(CommandLine commandLine) {
        return commandLine
                // A file named --otu is a mistyped --out.
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setParameterExceptionHandler(WrongUsage::tell);
    }

    private static int tell(ParameterException fault, String[] words) {
        CommandLine command = fault.getCommandLine();
        String message = message(fault, command);
        command.getErr()
                .println("portolan: " + message + (message.endsWith("?") ? " See '" : "; see '")
                        + command.getCommandSpec().qualifiedName() + " --help'");
        return CommandLine.ExitCode.USAGE;
    }

    private static String message(ParameterException fault, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        String told = Objects.requireNonNullElse(fault.getMessage(), "wrong usage");
        Matcher inPlaceOfAValue = UNKNOWN.matcher(told);
        if (inPlaceOfAValue.lookingAt()) {
            return unknown(inPlaceOfAValue.group(1), spec);
        }
        // What is missing may be there under a wrong name, and picocli tells what is missing first.
        ParseResult said = command.getParseResult();
        List<String> unmatched = said == null ? List.of() : said.unmatched();
        if (unmatched.isEmpty()) {
            return told;
        }
        String word = unmatched.get(0);
        if (word.startsWith("-")) {
            return unknown(word.contains("=") ? word.substring(0, word.indexOf('=')) : word, spec);
        }
        return spec.subcommands().isEmpty()
                ? "unexpected argument '" + word + "'"
                : "unknown command '" + word + "'"
                        + Nearest.hint(word, spec.subcommands().keySet());
    }

    private static String unknown(String option, CommandSpec spec) {
        return "unknown option '" + option + "'" + Nearest.hint(option, options(spec));
    }

    private static Set<String> options(CommandSpec spec) {
        Set<String> names = new TreeSet<>();
        spec.optionsMap().forEach((name, option) -> {
            if (!option.hidden()) {
                names.add(name);
            }
        });
        return names;
    }
}
