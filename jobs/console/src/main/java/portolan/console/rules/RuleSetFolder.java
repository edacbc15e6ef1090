// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.RuleText;

/**
 * One rule set as an operator keeps it: {@code ruleset.yaml}, and {@code examples.yaml} beside it. Files are named as
 * the operator named them: terminals make such places clickable.
 *
 * @param examples null when there are none
 */
public record RuleSetFolder(RuleText rules, @Nullable RuleText examples) {
    public static final String RULES = "ruleset.yaml";
    static final String EXAMPLES = "examples.yaml";

    public static RuleSetFolder read(Path folder) throws IOException {
        RuleText rules = text(folder.resolve(RULES));
        Path examples = folder.resolve(EXAMPLES);
        return new RuleSetFolder(rules, Files.exists(examples) ? text(examples) : null);
    }

    /**
     * Compiles it and runs its examples, as {@code rules check} does.
     *
     * @throws UnusableInputException with every fault and its place
     */
    public RuleSet compiled() throws UnusableInputException {
        Compiled compiled = RuleSetCompiler.compile(rules, examples);
        if (compiled instanceof Compiled.Refused refused) {
            throw new UnusableInputException(refused.render() + "\n\nrefused: "
                    + TextLine.counted(refused.issues().size(), "fault"));
        }
        return ((Compiled.Accepted) compiled).ruleSet();
    }

    private static RuleText text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        if (Files.size(file) > 4L * RuleText.LONGEST) {
            throw new IOException("file is too large: " + file + ", bytes=" + Files.size(file) + ", expected at most "
                    + RuleText.LONGEST + " characters; a list that long belongs in a watch list");
        }
        try {
            return new RuleText(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new IOException("not text in UTF-8: " + file, e);
        }
    }
}
