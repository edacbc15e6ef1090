// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.company;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Role;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Rejudgement;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.Scorer;

class SuppressionsTest {
    private static final RuleSet RULES = ((Compiled.Accepted) RuleSetCompiler.compile("""
            name: test
            version: 1
            why: judged in tests
            threats:
              security: {prior: -9, lanes: {red: -1, yellow: -3, blue: -5}}
              revenue: {prior: -6, lanes: {red: -1, yellow: -2, blue: -4}}
            groups: {mass: 4}
            rules:
              - {id: heavy, threats: [security], when: consignment.massKg > 1000.0, bits: 6, group: mass, why: heavy}
              - {id: heavier, threats: [security], when: consignment.massKg > 2000.0, bits: 3, group: mass, why: heavier}
              - {id: sea, threats: [security, revenue], when: consignment.massKg > 10.0, bits: -0.5, why: by sea}
              - {id: listed, threats: [security], when: watchlist_match, bits: 5, why: on a watch list}
            """)).ruleSet();

    private static final long NOW = Consignments.RECEIVED_AT.toEpochMilli();

    private static String list(String whom, String rule) {
        return """
                name: known-good
                version: 3
                suppressions:
                  - id: weaver
                    rule: %s
                    for: %s
                    reason: audited in May
                    until: 2026-12-31
                """.formatted(rule, whom);
    }

    private static Suppressions read(String text) {
        ReadText read = Suppressions.read(text);
        assertThat(read.issues()).isEmpty();
        return (Suppressions) Objects.requireNonNull(read.document());
    }

    private static SuppressionsInForce inForce(String text) {
        return new SuppressionsInForce(List.of(new SuppressionsInForce.Signed(read(text), "ann and bob")));
    }

    private static boolean suppresses(String whom, Consignment consignment) {
        return inForce(list(whom, "heavy")).of(RULES, consignment, NOW).of(0) != null;
    }

    /** As an officer writes it, and as filings spell it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{shipper: {name: Shanghai Weaving Co Ltd, country: CN}} | true",
                "{shipper: {name: SHANGHAI WEAVING CO. LTD., country: cn}} | true",
                "{shipper: {name: Shanghai Weaving Co Ltd, country: VN}} | false",
                "{shipper: {name: Shirts and More BV, country: NL}} | false",
                "{shipper: {number: {scheme: EORI, value: CN91310000}}} | true",
                "{shipper: {number: {scheme: EORI, value: CN91310001}}} | false",
                "{consignee: {name: Shirts and More BV, country: NL}} | true",
                "{shipper: {name: Shanghai Weaving, country: CN}, consignee: {name: Shirts and More, country: NL}} | true",
                "{shipper: {name: Shanghai Weaving, country: CN}, consignee: {name: Shirts and Less, country: NL}} | false",
                "{route: {from: CNSHA, to: NLRTM}} | true",
                "{route: {from: CN, to: NLRTM}} | true",
                "{route: {from: NLRTM, to: CNSHA}} | false",
                "{filer: forwarder-1} | true",
                "{filer: forwarder-2} | false"
            })
    void isForWhomItSays(String whom, boolean holds) {
        assertThat(suppresses(whom, consignment().build())).isEqualTo(holds);
    }

    @Test
    void aNameWithANumberOfItsOwnIsTheSameName() {
        Consignment unnumbered = consignment()
                .party(company(Role.CONSIGNOR, "Shanghai Weaving Co Ltd", "CN"))
                .build();

        assertThat(suppresses("{shipper: {name: Shanghai Weaving, country: CN}}", unnumbered))
                .isTrue();
        assertThat(suppresses("{shipper: {number: {scheme: EORI, value: CN91310000}}}", unnumbered))
                .as("whoever says only the name is not known by the number")
                .isFalse();
    }

    @Test
    void holdsForItsTenantOnly() {
        String own = list("{filer: FORWARDER-1}", "heavy").replace("    reason", "    tenant: test\n    reason");
        String others = own.replace("tenant: test", "tenant: other");
        Consignment filed = consignment().build();

        assertThat(inForce(own).of(RULES, filed, NOW).of(0)).isNotNull();
        assertThat(inForce(others).of(RULES, filed, NOW).of(0)).isNull();
    }

    @Test
    void isOverByItselfWithTheEndOfItsLastDay() {
        SuppressionsInForce list = inForce(list("{filer: FORWARDER-1}", "heavy"));
        long end = Instant.parse("2027-01-01T00:00:00Z").toEpochMilli();
        Consignment filed = consignment().build();

        assertThat(list.of(RULES, filed, end - 1).of(0)).isNotNull();
        assertThat(list.of(RULES, filed, end).of(0)).isNull();
    }

    @Test
    void holdsForFourHundredDaysAtMost() {
        Suppressions list = read(list("{filer: FORWARDER-1}", "heavy"));

        assertThat(list.issuesFrom(Instant.parse("2025-11-26T23:59:59Z").toEpochMilli()))
                .isEmpty();
        assertThat(list.issuesFrom(Instant.parse("2025-11-25T23:59:59Z").toEpochMilli()))
                .extracting(RuleIssue::render)
                .containsExactly("""
                        suppressions.yaml:5:11: suppression 'weaver' ends on 2026-12-31, more than 400 days after it \
                        would be in force: expected 2026-12-30 or earlier in 'until'
                                rule: heavy
                                      ^""");
    }

    @Test
    void aWatchListIsNeverSuppressed() {
        Suppressions list = read(list("{filer: FORWARDER-1}", "listed"));

        assertThat(list.issuesUnder(RULES)).extracting(RuleIssue::render).containsExactly("""
                suppressions.yaml:5:11: rule 'listed' reads a watch list, and what that says is never suppressed: \
                take out 'weaver', or correct the watch list
                        rule: listed
                              ^""");
        assertThat(read(list("{filer: FORWARDER-1}", "heavy")).issuesUnder(RULES))
                .isEmpty();
        Assessment assessment = assess(list("{filer: FORWARDER-1}", "listed"));
        assertThat(bits(assessment, "security", "listed"))
                .as("nor where nobody has checked the list against the rule set")
                .isEqualTo(5);
        assertThat(bits(assessment, "security", "suppressed:listed")).isNull();
    }

    @Test
    void aRuleThatTheRuleSetDoesNotHaveIsNamed() {
        Suppressions list = read(list("{filer: FORWARDER-1}", "heavi"));

        assertThat(list.issuesUnder(RULES)).isEmpty();
        assertThat(list.unknownUnder(RULES))
                .extracting(RuleIssue::message)
                .containsExactly("no rule 'heavi' in test v1, did you mean 'heavy'?");
        assertThat(assess(list("{filer: FORWARDER-1}", "heavi")).score())
                .isEqualTo(assess(list("{filer: nobody}", "heavy")).score());
    }

    @ParameterizedTest
    @ValueSource(strings = {"heavy", "heavier", "sea"})
    void theBitsStillAddUpAndExplainComesToTheSame(String rule) {
        Assessment assessment = assess(list("{route: {from: CN, to: NL}}", rule));

        assessment
                .threats()
                .forEach(threat -> assertThat(threat.contributions().stream()
                                .mapToDouble(Contribution::bits)
                                .sum())
                        .isEqualTo(threat.score()));
        assertThat(Rejudgement.of(RULES, assessment).differences()).isEmpty();
        Assessment without = assess(list("{filer: nobody}", rule));
        assertThat(assessment.score()).isLessThanOrEqualTo(without.score());
    }

    @Test
    void takesBackWhatCountsBeforeTheGroupsCapAndSaysWhy() {
        Assessment assessment = assess(list("{filer: FORWARDER-1}", "heavy"));

        assertThat(assessment.threats().get(0).contributions())
                .contains(new Contribution(
                        "suppressed:heavy",
                        -6,
                        "known good until 2026-12-31: audited in May (known-good:weaver v3, signed by ann and bob)",
                        "known-good:weaver"));
        assertThat(bits(assessment, "security", "cap:mass"))
                .as("what is suppressed takes no room from the others of its group")
                .isNull();
        assertThat(assessment.threats().get(0).score()).isEqualTo(-9 + 3 - 0.5 + 5);
    }

    @Test
    void whatSpeaksForSomebodyStays() {
        Assessment assessment = assess(list("{filer: FORWARDER-1}", "sea"));

        assertThat(bits(assessment, "revenue", "sea")).isEqualTo(-0.5);
        assertThat(bits(assessment, "revenue", "suppressed:sea")).isNull();
    }

    private static Assessment assess(String list) {
        CaseEvent event = filed(consignment().build());
        Readings readings = Readings.of(List.of(new Reading(Indicators.get("watchlist_match"), 1, "on the list")));
        return Scorer.assess(
                RULES,
                RuleSetRef.unsigned(RULES),
                event,
                readings,
                DataQuality.of(event, Reference.bundled()),
                Scorer.fire(RULES, event, readings),
                inForce(list).of(RULES, event.live(), event.position().orderTime()),
                "engine-1",
                Reference.bundled());
    }

    private static @Nullable Double bits(Assessment assessment, String threat, String rule) {
        return assessment.threats().stream()
                .filter(score -> score.threat().equals(threat))
                .flatMap(score -> score.contributions().stream())
                .filter(contribution -> contribution.rule().equals(rule))
                .map(Contribution::bits)
                .findFirst()
                .orElse(null);
    }

    /** One text with each fault, and what is said of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "for: {} | 6:10 | expected a shipper, a consignee, both of them, a route or a filer in 'for', and one only",
                "for: {filer: A, route: {from: CN, to: NL}} | 6:10 | expected a shipper, a consignee, both of them, a route or a filer in 'for', and one only",
                "for: {shiper: {name: A, country: CN}} | 6:11 | unknown key 'shiper' in 'for', did you mean 'shipper'?",
                "for: {shipper: {name: Shanghai Weaving}} | 6:20 | expected 'name' and 'country', or 'number', in 'shipper'",
                "for: {shipper: {name: Shanghai Weaving, country: China}} | 6:54 | expected a country's two letters, like CN, in 'country', found 'China'",
                "for: {shipper: {name: Trading Co Ltd, country: CN}} | 6:27 | many are called so in a country: state 'town', or 'number'",
                "for: {consignee: {name: TO ORDER, country: CN}} | 6:29 | expected the name of one party, found 'TO ORDER'",
                "for: {shipper: {number: {scheme: VAT, value: '0000'}}} | 6:50 | not a number of a register, found '0000'",
                "for: {shipper: {number: {scheme: NIPT, value: K12345678L}}} | 6:29 | this number is one of a country: state 'country' with it",
                "for: {route: {from: Shanghai, to: NLRTM}} | 6:25 | expected a UN/LOCODE or a country's two letters, like CNSHA or CN, in 'from', found 'Shanghai'",
                "until: 31.12.2026 | 8:12 | expected the last day, like 2027-05-31, in 'until', found '31.12.2026'",
                "id: Weaver One | 4:9 | expected 1 to 60 small letters, digits, '_' and '-' in a suppression's id, a letter first, found 'Weaver One'"
            })
    void refusesWhatItCannotReadWithLineAndColumn(String line, String where, String message) {
        String key = line.substring(0, line.indexOf(':'));
        String text = list("{filer: FORWARDER-1}", "heavy").replaceFirst("(?m)(  - |    )" + key + ":.*$", "$1" + line);

        assertThat(Suppressions.read(text).issues())
                .extracting(issue -> issue.where() + " | " + issue.message())
                .containsExactly("suppressions.yaml:" + where + " | " + message);
    }
}
