// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;

/** Everything in {@code deploy/rules}: the rule sets we ship, and the page that describes their language. */
class RuleDirectoriesTest {
    private static final Path RULES = Path.of("../../deploy/rules");

    @ParameterizedTest
    @MethodSource("directories")
    void compilesAndKeepsAllItsExamples(String directory) throws IOException {
        Path folder = RULES.resolve(directory);
        // A later version of the baseline keeps the baseline's.
        Path own = folder.resolve("examples.yaml");
        Path examples = Files.exists(own) ? own : RULES.resolve("baseline/examples.yaml");

        Compiled compiled = RuleSetCompiler.compile(
                new RuleText(directory + "/ruleset.yaml", Files.readString(folder.resolve("ruleset.yaml"))),
                new RuleText(directory + "/examples.yaml", Files.readString(examples)));

        assertThat(compiled instanceof Compiled.Refused refused ? refused.render() : "")
                .isEmpty();
    }

    static List<String> directories() throws IOException {
        try (Stream<Path> folders = Files.list(RULES)) {
            List<String> names = folders.filter(Files::isDirectory)
                    .map(folder -> RULES.relativize(folder).toString())
                    .sorted()
                    .toList();
            assertThat(names).contains("baseline");
            return names;
        }
    }

    @Test
    void theExampleOfSendersIsAList() throws IOException {
        assertThat(Senders.read(Files.readString(RULES.resolve("senders.yaml"))).render())
                .isEmpty();
    }

    @Test
    void theExampleOfSuppressionsIsAllowedUnderTheBaselineAndKnowsItsRules() throws IOException {
        ReadText read = Suppressions.read(Files.readString(RULES.resolve("suppressions.yaml")));

        assertThat(read.render()).isEmpty();
        Suppressions list = (Suppressions) Objects.requireNonNull(read.document());
        assertThat(list.issuesUnder(BaselineRuleSet.compiled())).isEmpty();
        assertThat(list.unknownUnder(BaselineRuleSet.compiled())).isEmpty();
        assertThat(list.size()).isEqualTo(4);
    }

    @Test
    void bundlesTheBaselineAsItStandsInTheRepository() throws IOException {
        RuleSet baseline = BaselineRuleSet.compiled();

        assertThat(baseline.text()).isEqualTo(Files.readString(RULES.resolve("baseline/ruleset.yaml")));
        assertThat(baseline.name()).isEqualTo("baseline");
        assertThat(baseline.threats())
                .extracting(Threat::name)
                .containsExactly("offence", "revenue", "narcotics", "security");
    }

    @Test
    void givesEveryBaselineRuleASourceAndAnExampleThatFiresIt() throws IOException {
        RuleSet baseline = BaselineRuleSet.compiled();
        String examples = Files.readString(RULES.resolve("baseline/examples.yaml"));

        assertThat(baseline.rules())
                .allSatisfy(rule -> assertThat(rule.source()).isNotNull());
        TreeSet<String> without = baseline.rules().stream()
                .map(Rule::id)
                .filter(id -> !examples.contains(id))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(without).isEmpty();
    }

    @Test
    void everySourceThatNamesOurPageNamesNumbersThatItHas() throws IOException {
        String indicators = Files.readString(Path.of("INDICATORS.md"));

        assertThat(BaselineRuleSet.compiled().rules()).allSatisfy(rule -> {
            Matcher cited =
                    Pattern.compile("INDICATORS\\.md, numbers? ([0-9, and]+)").matcher("" + rule.source());
            while (cited.find()) {
                assertThat(cited.group(1).split("\\D+"))
                        .allSatisfy(
                                number -> assertThat(indicators).as(rule.id()).contains("| " + number + " |"));
            }
            assertThat(rule.source()).doesNotContain("domain.md");
        });
    }

    @Test
    void everyReadingIsInTheBaselineOrHasAReasonWhyNot() throws IOException {
        String text = BaselineRuleSet.compiled().text();

        assertThat(Indicators.all().stream()
                        .filter(indicator -> !indicator.isPart())
                        .map(Indicator::ruleName)
                        .filter(name -> !Pattern.compile("\\b" + name + "\\b")
                                .matcher(text)
                                .find()))
                .isEmpty();
    }

    @Test
    void describesEveryField() throws IOException {
        String document = Files.readString(RULES.resolve("FIELDS.md"));
        String fields = Arrays.stream(ConsignmentField.values())
                .map(field -> "| `" + field.qualifiedName() + "` | " + kind(field) + " | " + field.meaning() + " |")
                .collect(Collectors.joining("\n"));

        assertThat(document).contains(fields + "\n");
    }

    @Test
    void showsARuleSetInTheReadmeThatCompiles() throws IOException {
        String readme = Files.readString(RULES.resolve("README.md"));
        int start = readme.indexOf("```yaml\n") + "```yaml\n".length();

        Compiled compiled = RuleSetCompiler.compile(readme.substring(start, readme.indexOf("```", start)));

        assertThat(compiled).isInstanceOf(Compiled.Accepted.class);
    }

    private static String kind(ConsignmentField field) {
        return switch (field.type()) {
            case TEXT -> field.codes().isEmpty() ? "text" : String.join(", ", field.codes());
            case TEXTS -> "list of texts";
            case NUMBER -> "number";
            case TRUTH -> "true or false";
        };
    }
}
