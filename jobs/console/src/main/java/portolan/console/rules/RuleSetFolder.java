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
import portolan.scoring.rules.ExampleRun;
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
    /** Of the parameter that names one. */
    static final String DESCRIPTION = "Folder of the rule set, for example deploy/rules/baseline.";

    private static final String EXAMPLES = "examples.yaml";

    /** @throws UnusableInputException if there is no text of rules, or one cannot be read */
    public static RuleSetFolder read(Path folder) throws UnusableInputException {
        Path examples = folder.resolve(EXAMPLES);
        try {
            RuleText rules = text(folder.resolve(RULES));
            return new RuleSetFolder(rules, Files.exists(examples) ? text(examples) : null);
        } catch (IOException e) {
            throw new UnusableInputException("no rule set: " + e.getMessage(), e);
        }
    }

    /** The same without its examples, which may fail. */
    public RuleSetFolder rulesAlone() {
        return new RuleSetFolder(rules, null);
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

    /**
     * Told before anything is read.
     *
     * @throws UnusableInputException if the folder of a draft is there
     */
    public static void refuseExisting(@Nullable Path folder) throws UnusableInputException {
        if (folder != null && Files.exists(folder)) {
            throw new UnusableInputException("the folder of the draft is there already; name another: dir=" + folder);
        }
    }

    /** With a text whose bits changed: scores that examples expect follow it. Examples that expect more than it does are left out. */
    public RuleSetFolder with(String text) {
        RuleText rewritten = new RuleText(rules.file(), text);
        RuleText follow = examples;
        if (examples != null && RuleSetCompiler.compile(rewritten, examples) instanceof Compiled.Refused refused) {
            String scored = ExampleRun.scored(examples, refused.issues());
            follow = scored == null ? null : new RuleText(examples.file(), scored);
        }
        boolean hold = RuleSetCompiler.compile(rewritten, follow) instanceof Compiled.Accepted;
        return new RuleSetFolder(rewritten, hold ? follow : null);
    }

    /** Writes both files. */
    public void write(Path to) throws IOException {
        Files.createDirectories(to);
        Files.writeString(to.resolve(RULES), rules.text(), StandardCharsets.UTF_8);
        if (examples != null) {
            Files.writeString(to.resolve(EXAMPLES), examples.text(), StandardCharsets.UTF_8);
        }
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
