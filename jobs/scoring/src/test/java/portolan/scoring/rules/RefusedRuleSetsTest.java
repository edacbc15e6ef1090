// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an operator reads when a text is refused: pinned in {@code issues.txt} beside each text. To change messages on
 * purpose, run with {@code -Dportolan.pin=true} from {@code jobs/scoring} and read the difference.
 */
class RefusedRuleSetsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void reportsEveryFaultInItsPlace(String name) throws Exception {
        Path folder = folder().resolve(name);
        String rendered = render(folder);
        if (Boolean.getBoolean("portolan.pin")) {
            Files.writeString(Path.of("src/test/resources/rules/refused", name, "issues.txt"), rendered);
        } else {
            assertThat(rendered).isEqualTo(Files.readString(folder.resolve("issues.txt")));
        }
    }

    @Test
    void reportsFiveFaultsAtOnce() throws Exception {
        Path folder = folder().resolve("five-faults");

        Compiled compiled = RuleSetCompiler.compile(Files.readString(folder.resolve("ruleset.yaml")));

        assertThat(compiled)
                .isInstanceOfSatisfying(
                        Compiled.Refused.class,
                        refused -> assertThat(refused.issues()).hasSize(5));
    }

    @Test
    void refusesMoreRulesThanAreTested() {
        String many = small("").replace(RULE, RULE.repeat(10_000));

        assertThat(faults(many))
                .containsExactly(
                        "expected at most 2000 rules, found 10000; rules that differ in a code only are one rule"
                                + " with 'in' and a named list");
    }

    @Test
    void refusesFiveMegabytesWithoutReadingThem() {
        assertThat(faults(small("# " + "x".repeat(5_000_000))))
                .containsExactly("too long: 5000168 characters, expected at most 1048576; a list that long belongs in a"
                        + " watch list");
    }

    @Test
    void refusesAGroupThatIsCalledAsThoseOfEventsAre() {
        assertThat(faults(small("groups: {one-withdrawal: 2, once: 1}\n")))
                .containsExactly("groups of events are called 'one-...': call group 'one-withdrawal' something else");
    }

    /** Each name stands for two of the one before, the last for a million: nobody may wait until all are looked at. */
    @Test
    @Timeout(5)
    void aTextThatNamesItsPartsAgainAndAgainIsReadOnce() {
        StringBuilder doubled = new StringBuilder("x0: &x0 [a, a]\n");
        for (int i = 1; i < 60; i++) {
            doubled.append("x%d: &x%d [*x%d, *x%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(faults(small(doubled + "lists: {l: *x59}\n"))).isNotEmpty();
        assertThat(faults(small("lists: &all {l: *all}\n"))).isNotEmpty();
        assertThat(Senders.read(doubled + "name: s\nversion: 1\nsenders: *x59\n")
                        .document())
                .isNull();
    }

    private static final String RULE = "  - {id: r, threats: [t], when: port_exposure, bits: 1, why: w}\n";

    private static String small(String comment) {
        return "name: small\nversion: 1\nwhy: w\nthreats: {t: {prior: -5, lanes: {red: 0, yellow: -2, blue: -4}}}\nrules:\n"
                + RULE + comment;
    }

    private static List<String> faults(String text) {
        return RuleSetCompiler.compile(text) instanceof Compiled.Refused refused
                ? refused.issues().stream().map(RuleIssue::message).toList()
                : List.of();
    }

    private static String render(Path folder) throws IOException {
        Path examples = folder.resolve("examples.yaml");
        Compiled compiled = RuleSetCompiler.compile(
                Files.readString(folder.resolve("ruleset.yaml")),
                Files.exists(examples) ? Files.readString(examples) : null);
        assertThat(compiled).isInstanceOf(Compiled.Refused.class);
        return ((Compiled.Refused) compiled).render() + "\n";
    }

    static List<String> texts() throws IOException, URISyntaxException {
        try (Stream<Path> folders = Files.list(folder())) {
            return folders.map(folder ->
                            Objects.requireNonNull(folder.getFileName()).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(RefusedRuleSetsTest.class.getResource("/rules/refused"))
                .toURI());
    }
}
