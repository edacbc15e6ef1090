// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.testing.FuzzTest;

/** Texts of rule sets, with their examples behind a line of three dashes: compiled, or refused by line and column. */
class RuleSetFuzzTest extends FuzzTest {
    @Override
    protected List<byte[]> made() throws Exception {
        List<byte[]> made = new ArrayList<>();
        URL refused = Objects.requireNonNull(RuleSetFuzzTest.class.getResource("/rules/refused"));
        try (Stream<Path> folders = Files.list(Path.of(refused.toURI()))) {
            for (Path folder : folders.sorted().toList()) {
                Path examples = folder.resolve("examples.yaml");
                made.add((Files.readString(folder.resolve("ruleset.yaml"))
                                + (Files.exists(examples) ? "\n---\n" + Files.readString(examples) : ""))
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return made;
    }

    @Override
    protected void take(byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf("\n---\n");
        String rules = end < 0 ? text : text.substring(0, end + 1);
        bounded(bytes, 256 << 20, 200_000, () -> compile(rules, end < 0 ? null : text.substring(end + 5)));
    }

    private static void compile(String rules, @Nullable String examples) {
        Compiled compiled = RuleSetCompiler.compile(rules, examples);
        if (compiled instanceof Compiled.Refused refused) {
            assertThat(refused.issues()).isNotEmpty().hasSizeLessThan(500).allSatisfy(issue -> {
                assertThat(issue.message()).isNotBlank().hasSizeLessThan(4_000);
                assertThat(issue.line()).isPositive();
                assertThat(issue.column()).isPositive();
            });
            assertThat(refused.render()).isNotBlank();
        } else {
            RuleSet ruleSet = ((Compiled.Accepted) compiled).ruleSet();
            assertThat(((Compiled.Accepted) RuleSetCompiler.compile(ruleSet.text(), examples))
                            .ruleSet()
                            .hash())
                    .isEqualTo(ruleSet.hash());
        }
    }
}
