// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The rule set in force until another is published: {@code deploy/rules/baseline}, bundled with the code. */
public final class BaselineRuleSet {
    /** Where the build puts the rule set on the class path. */
    private static final String FOLDER = "/portolan/rules/baseline/";

    private BaselineRuleSet() {}

    /** The baseline, compiled, its examples run. */
    public static RuleSet compiled() {
        Compiled compiled = RuleSetCompiler.compile(text(), examples());
        if (compiled instanceof Compiled.Accepted accepted) {
            return accepted.ruleSet();
        }
        throw new IllegalStateException(
                "the bundled rule set does not compile:\n" + ((Compiled.Refused) compiled).render());
    }

    /** The baseline's exact text. */
    public static String text() {
        return read("ruleset.yaml");
    }

    /** The text of its examples. */
    public static String examples() {
        return read("examples.yaml");
    }

    private static String read(String file) {
        try (InputStream in = BaselineRuleSet.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the build left out a resource: " + FOLDER + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a bundled resource: " + FOLDER + file, e);
        }
    }
}
