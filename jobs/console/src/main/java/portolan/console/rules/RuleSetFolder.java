// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.RuleText;

/**
 * One rule set as an operator keeps it: {@code ruleset.yaml}, and {@code examples.yaml} beside it. Files are named as
 * the operator named them: terminals make such places clickable.
 *
 * @param examples null when there are none
 */
public record RuleSetFolder(RuleText rules, @Nullable RuleText examples) {
    private static final String EXAMPLES = "examples.yaml";

    public static RuleSetFolder read(Path folder) throws IOException {
        RuleText rules = text(folder.resolve("ruleset.yaml"));
        Path examples = folder.resolve(EXAMPLES);
        return new RuleSetFolder(rules, Files.exists(examples) ? text(examples) : null);
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
