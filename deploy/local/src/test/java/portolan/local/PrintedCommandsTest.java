// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

/** Every command that our documents print is one that the command takes, with options that it has. */
class PrintedCommandsTest {
    private static final List<String> DOCUMENTS = List.of(
            "README.md",
            "deploy/README.md",
            "deploy/rules/README.md",
            "deploy/SETTINGS.md",
            "deploy/METRICS.md",
            "jobs/README.md",
            "jobs/console/README.md",
            "jobs/tuning/README.md");

    private static final CommandLine PORTOLAN = Portolan.commandLine();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern LINE =
            Pattern.compile("(?m)^(?:[A-Z_]+=\\S+ )?(?:deploy|/opt/portolan/current/bin)/portolan (.+)$");
    private static final Pattern SPAN = Pattern.compile("`(?:deploy/)?portolan ([^`]+)`");
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

    @TestFactory
    List<DynamicTest> isParsed() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String document : DOCUMENTS) {
            String text = Files.readString(Path.of("../..", document));
            Matcher line = LINE.matcher(String.join("\n", matches(BLOCK, text)).replace("\\\n", " "));
            while (line.find()) {
                add(tests, document, line.group(1), false);
            }
            Matcher span = SPAN.matcher(BLOCK.matcher(text).replaceAll("").replaceAll("\\s+", " "));
            while (span.find()) {
                add(tests, document, span.group(1), true);
            }
        }
        assertThat(tests).as("commands that were found").hasSizeGreaterThan(50);
        return tests;
    }

    private static void add(List<DynamicTest> tests, String document, String command, boolean mayBeShortened) {
        // The launcher's own, and what stands for any.
        if (command.startsWith("bench ") || command.startsWith("build") || command.startsWith("COMMAND")) {
            return;
        }
        tests.add(DynamicTest.dynamicTest(document + ": " + command, () -> {
            try {
                PORTOLAN.parseArgs(words(command));
            } catch (MissingParameterException e) {
                assertThat(mayBeShortened).as(e.getMessage()).isTrue();
            }
        }));
    }

    /** Without comments, and without where the shell sends what is printed. */
    private static String[] words(String command) {
        List<String> words = new ArrayList<>();
        for (String word : matches(WORD, command)) {
            if (word.matches("[#|&>].*|2>.*")) {
                break;
            }
            words.add(word.replace("\"", ""));
        }
        return words.toArray(new String[0]);
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group()).toList();
    }
}
