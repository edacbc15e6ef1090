// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.scoring.Consignments;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankReading;
import portolan.scoring.bank.Declaration;
import portolan.scoring.bank.Field;
import portolan.scoring.bank.Quantity;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Position;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetChanges;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.score.Contribution;

/** Rules that read memories which their own rule set declares. */
class DeclaredMemoriesTest {
    private static final String TEXT = """
            name: test
            version: 1
            why: judged in tests
            memories:
              bank: standard
              declared:
                - {bills: [consignee, hs4, origin], kept: 600}
                - {share: payment, under: [consignor]}
            threats:
              security: {prior: -5, lanes: {red: 0, yellow: -2, blue: -4}}
            rules:
              - {id: found, threats: [security], when: finds(address) > 1.0, bits: "min(finds(address) / 10.0, 3.0)", why: w}
              - {id: young, threats: [security], when: age(consignor + consignee) < 1.0, bits: 1, why: w}
              - {id: own, threats: [security], when: known(count(consignee + hs4 + origin)), bits: 1, why: w}
              - {id: odd, threats: [security], when: "odd(weight, consignor + hs4) > 2.0", bits: 1, why: w}
              - {id: bent, threats: [security], curve: {of: finds(address), bins: [{to: 1, bits: 0}, {bits: 0.5}]}, why: w}
            """;

    @Test
    void rulesReadThemAndSayInWordsWhatIsBehind() {
        SequentialEngine engine = new SequentialEngine(compiled(TEXT), "test", Reference.bundled());
        for (int bill = 0; bill < 70; bill++) {
            Consignment each = bill(bill, 10_000 + bill);
            contributions(engine.take(filing(each)));
            if (bill == 10) {
                engine.take(Consignments.outcome(each, OutcomeCode.MISDECLARED_GOODS));
            }
        }

        List<Contribution> shares = contributions(engine.take(filing(bill(71, 90_000))));

        assertThat(shares).extracting(Contribution::rule).containsExactly("prior", "found", "own", "odd", "bent");
        assertThat(shares)
                .extracting(Contribution::evidence)
                .contains(
                        "1 find in 70 bills of this address",
                        "70 bills of this consignee with HS 4 digits with origin before");
        assertThat(shares.get(3).evidence()).startsWith("weight: ").contains("spreads above what is usual");
    }

    @Test
    void thePageAboutThemCompilesAndNamesAllThereIs() throws IOException {
        String page = Files.readString(Path.of("../../deploy/rules/MEMORIES.md"));
        String declared = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```\n\n"));
        List<String> rules = new ArrayList<>();
        Matcher row = Pattern.compile("(?m)^\\| `([^`]+)` \\|").matcher(page);
        while (row.find()) {
            rules.add("  - {id: r" + rules.size() + ", threats: [t], when: '" + row.group(1)
                    + " > 1.0', bits: 1, why: w}");
        }

        assertThat(rules).hasSize(BankReading.READS.size());
        compiled("name: page\nversion: 1\nwhy: w\n" + declared
                + "threats: {t: {prior: -5, lanes: {red: 0, yellow: -2, blue: -4}}}\nrules:\n"
                + String.join("\n", rules));
        assertThat(page)
                .contains("- Fields: " + listed(Field.values(), Field::word))
                .contains("- Quantities: " + listed(Quantity.values(), Quantity::word));
    }

    /** The page marks each with what declared memories say in its place: both are there to be read. */
    @Test
    void whatIsWrittenByHandAndDeclaredTooIsMarked() throws IOException {
        String page = Files.readString(Path.of("../../deploy/rules/MEMORIES.md"));
        List<String> rules = new ArrayList<>();
        Matcher row = Pattern.compile("(?m)^- `([a-z_]+)`: `([^`]+)`$").matcher(page);
        while (row.find()) {
            rules.add("  - {id: r" + rules.size() + ", threats: [t], when: 'known(" + row.group(1) + ") && known("
                    + row.group(2).replaceFirst(" [<>].*", "") + ")', bits: 1, why: w}");
        }

        assertThat(rules).hasSizeGreaterThan(20);
        String all =
                Bank.whole().declarations().stream().map(Declaration::written).collect(Collectors.joining(", "));
        compiled("name: page\nversion: 1\nwhy: w\nmemories: {declared: [" + all + "]}\n"
                + "threats: {t: {prior: -5, lanes: {red: 0, yellow: -2, blue: -4}}}\nrules:\n"
                + String.join("\n", rules));
    }

    private static <T> String listed(T[] all, Function<T, String> word) {
        return Arrays.stream(all).map(word).map(each -> '`' + each + '`').collect(Collectors.joining(", "));
    }

    @Test
    void examplesStateThem() {
        String examples = """
                examples:
                  - name: a new pair
                    readings: {"age(consignor+consignee)": 0}
                    expect: {security: {score: -4, fires: [young]}}
                  - name: an old pair
                    readings: {"age(consignor+consignee)": 40, "finds(address)": 20}
                    expect: {security: {score: -2.5, fires: [found, bent]}}
                """;
        assertThat(RuleSetCompiler.compile(TEXT, examples)).isInstanceOf(Compiled.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "age(adress) < 3.0 | did you mean 'age(address)'?",
                "finds(consignee + carier) > 1.0 | did you mean 'finds(consignee+carrier)'?",
                "known(silence(telefone)) | did you mean 'silence(telephone)'?",
                "age(3) < 2.0 | age",
            })
    void whatNobodyRemembersIsAFaultWithItsPlace(String when, String words) {
        String text = TEXT.replace("finds(address) > 1.0", "'" + when + "'");

        assertThat(((Compiled.Refused) RuleSetCompiler.compile(text)).issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains(words))
                .extracting(RuleIssue::line)
                .isEqualTo(12);
    }

    @Test
    void whoDeclaresNoneIsToldHow() {
        String text = TEXT.replaceFirst("(?s)memories:.*\\nthreats:", "threats:");

        assertThat(((Compiled.Refused) RuleSetCompiler.compile(text)).issues())
                .allSatisfy(issue -> assertThat(issue.message()).contains("write 'memories: {bank: standard}'"));
    }

    @Test
    void aMemoryThatIsDeclaredIsAChangeOfScores() {
        RuleSetChanges changes = RuleSetChanges.between(
                compiled(TEXT.replace("    - {share: payment, under: [consignor]}\n", "")),
                compiled(TEXT.replace("kept: 600", "kept: 700")));

        assertThat(changes.changes())
                .extracting(change -> change.kind() + " " + change.part())
                .containsExactly("CHANGED memory consignee+hs4+origin", "ADDED memory payment, consignor");
        assertThat(changes.changesScores()).isTrue();
    }

    private static RuleSet compiled(String text) {
        Compiled compiled = RuleSetCompiler.compile(text);
        assertThat(compiled)
                .as(compiled instanceof Compiled.Refused refused ? refused.render() : "")
                .isInstanceOf(Compiled.Accepted.class);
        return ((Compiled.Accepted) compiled).ruleSet();
    }

    private static List<Contribution> contributions(List<Replayed> replayed) {
        return new ArrayList<>(
                Objects.requireNonNull(replayed.get(replayed.size() - 1).assessment())
                        .threats()
                        .get(0)
                        .contributions());
    }

    private static Consignment bill(int number, double massKg) {
        return consignment()
                .id("HBL-" + number)
                .onDay(number)
                .weighingKg(massKg)
                .build();
    }

    private static Filing filing(Consignment consignment) {
        return new Filing(
                "event-" + consignment.key().value(),
                EventKind.CREATE,
                "26NL-" + consignment.key().value(),
                1,
                null,
                consignment.receivedAt(),
                new Position(consignment.receivedAt().toEpochMilli(), Position.Input.FILING, "filings", 0, 1),
                consignment);
    }
}
