// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Unit;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class ColumnJudgeTest {
    /** Several strips, the last of which is not full. */
    private static final int ROWS = 2 * Strip.LONGEST + 77;

    private static final String TEXT = """
            name: test
            version: 1
            why: judged in tests
            threats:
              revenue:
                prior: -5
                lanes: {red: 0, yellow: -2, blue: -4}
                offices: {DEHAM: {mon-thu: {red: -1.5, yellow: -3, blue: -4.5}, sun: {red: 1, yellow: 0, blue: -1}}}
              narcotics: {prior: -9, lanes: {red: -2, yellow: -4, blue: -6}}
            groups: {novelty: 1.5, unused: 1}
            lists: {ports: [ECGYE, COCTG]}
            rules:
              - {id: goods, threats: [revenue], when: commodity_offence_rate > 0.5, bits: "min(commodity_offence_rate, 3.0)", why: a}
              - {id: shipper, threats: [revenue, narcotics], when: first_time_shipper, bits: 1, group: novelty, why: b}
              - {id: consignee, threats: [narcotics], when: first_time_consignee, bits: 1, group: novelty, why: c}
              - {id: port, threats: [narcotics], when: consignment.loadingPort in lists.ports, bits: 4, why: d}
              - {id: goods-of, threats: [narcotics], when: "consignment.hs4.exists(h, h.startsWith('08'))", bits: 2, why: e}
              - {id: twice, threats: [narcotics], when: consignment.shipperCountry != consignment.loadingCountry, bits: 0.7, why: f}
              - {id: undefined, threats: [narcotics], when: amendment_churn >= 0.0, bits: 1.0 / amendment_churn, why: g}
              - {id: office, threats: [revenue], when: "consignment.office.startsWith('DE') ? port_exposure : !port_exposure", bits: 0.3, why: h}
              - {id: nothing, threats: [revenue], when: 'true', bits: 0, why: counts for nothing}
              - {id: either, threats: [revenue], when: notorious_goods > 2.5 || notorious_goods < 0.5, bits: 0.2, why: i}
              - {id: both, threats: [revenue], when: "port_exposure && consignment.hs2.exists(c, c in ['0803', 'NL'])", bits: 0.1, why: j}
              - {id: refiled, threats: [revenue, narcotics], when: cancel_and_refile, bits: 1.5, why: l}
              - {id: for-other, threats: [revenue], when: refiled_for_other, bits: "min(amendment_churn, 2.0)", why: m}
              - {id: pardoned, threats: [revenue], when: cancel_and_refile || refiled_for_other, bits: -0.3, why: m}
              - {id: curved, threats: [revenue, narcotics], curve: {of: shipper_consignments, bins: [{to: 0, bits: -0.4, finds: 3}, {to: 1.5, bits: 1.2}, {to: 3, slope: -0.7}, {bits: 0}]}, group: novelty, why: l}
              - {id: known, threats: [narcotics], when: port_exposure, curve: {of: commodity_offence_rate - notorious_goods, unknown: 0.3, bins: [{to: 0, bits: 0.1}, {bits: 0.7}]}, family: novelty, why: m}
              - {id: table, threats: [revenue], curve: {of: 1.0 / amendment_churn, by: consignment.items, columns: [2, 5], unknown: -0.2, bins: [{to: 1, bits: [0.1, 0.2, 0.3]}, {bits: [1, 0, -1]}]}, why: n}
              - {id: nowhere, threats: [revenue], curve: {of: amendment_churn / amendment_churn, unknown: 2, bins: [{to: 0, bits: 0.1}, {bits: 1}]}, why: o}
              - {id: few, threats: [revenue], when: consignment.items <= 3.0 && !vague_description, bits: 0.4, why: k}
            """;

    private final Random random = new Random(4711);

    @Test
    void judgesEveryRowAsTheRuleSetDoes() {
        assertAgrees(((Compiled.Accepted) RuleSetCompiler.compile(TEXT)).ruleSet());
    }

    /** Any rules weighed otherwise, and any curves that are the second opinion's. */
    @ParameterizedTest
    @MethodSource("seeds")
    void judgesEveryRowAsTheRuleSetDoesWithASecondOpinion(long seed) {
        random.setSeed(seed);
        String text =
                TEXT.replace("revenue:\n", "revenue:\n    overall: true\n").replace("prior: -5\n", "prior: -6\n");
        for (String curve : List.of("curved", "known", "table", "nowhere")) {
            text = random.nextBoolean() ? text.replace("id: " + curve, "id: second-" + curve) : text;
        }
        List<String> times = new ArrayList<>();
        for (Rule rule : compiled(text).rules()) {
            if (!Second.isOwn(rule) && random.nextInt(3) > 0) {
                times.add(rule.id() + ": " + Bits.show(0.1 + 1.9 * random.nextDouble()));
            }
        }
        RuleSet ruleSet = compiled(text + "second: {share: 0.25, toll: " + Bits.show(random.nextDouble()) + ", times: {"
                + String.join(", ", times) + "}}\n");

        int heard = assertAgrees(ruleSet);

        assertThat(heard).as("rows for which it says more").isBetween(ROWS / 100, ROWS - 1);
    }

    static LongStream seeds() {
        return Seeds.upTo(4, 60);
    }

    @Test
    void judgesEveryRowAsTheBaselineDoes() {
        assertAgrees(BaselineRuleSet.compiled());
    }

    /** More rules than a word has bits, each of the first ones again and again with other numbers. */
    @Test
    void judgesEveryRowOfManyRulesAsTheRuleSetDoes() {
        int from = TEXT.indexOf("  - {id:");
        StringBuilder many = new StringBuilder(TEXT.substring(0, from));
        for (int round = 0; round < 12; round++) {
            many.append(TEXT.substring(from)
                    .replace("{id: ", "{id: r" + round + "-")
                    .replace("0.5", "0." + (5 + round)));
        }
        RuleSet ruleSet = ((Compiled.Accepted) RuleSetCompiler.compile(many.toString())).ruleSet();

        assertThat(ruleSet.rules()).hasSizeGreaterThan(2 * Long.SIZE);
        assertAgrees(ruleSet);
    }

    @Test
    void judgesWhatHasNoColumnsAsAbsent() {
        RuleSet ruleSet = BaselineRuleSet.compiled();

        ColumnVerdicts verdicts =
                ColumnJudge.of(ruleSet).judge(FactColumns.of(2).build(), new byte[] {1, 7});

        List<Verdict> expected = ruleSet.judge(Facts.stated(Map.of(), Map.of()), DayOfWeek.SUNDAY);
        for (int threat = 0; threat < expected.size(); threat++) {
            assertThat(verdicts.score(threat, 1)).isEqualTo(expected.get(threat).score());
        }
        assertThat(verdicts.lane(1)).isEqualTo(Lane.GREEN);
    }

    /** One after the other: of a rule alone, of a group, of a threat, and what a rule asks. */
    @Test
    void aTurnComesToWhatAllRulesComeTo() {
        List<StatedColumns.Row> rows = new ArrayList<>();
        byte[] days = new byte[ROWS];
        for (int row = 0; row < ROWS; row++) {
            rows.add(row());
            days[row] = (byte) (1 + random.nextInt(7));
        }
        FactColumns facts = StatedColumns.of(rows);
        String text = TEXT;
        RuleSet before = compiled(text);
        ColumnVerdicts said = ColumnJudge.of(before).judge(facts, days);
        for (String[] turn : new String[][] {
            {"bits: 4, why: d", "bits: -2.5, why: d"},
            {"novelty: 1.5", "novelty: 1.2"},
            {"first_time_consignee, bits: 1", "first_time_consignee, bits: 2"},
            {"prior: -9", "prior: -8.5"},
            {"items <= 3.0", "items <= 1.0"},
            {"1.0 / amendment_churn", "2.0 / amendment_churn"},
            {"why: e}", "why: e, group: novelty}"},
            {"cancel_and_refile, bits: 1.5", "cancel_and_refile, bits: 0.4"},
            {"bits: -0.4, finds: 3", "bits: -0.9, finds: 30"},
            {"[1, 0, -1]", "[1, 0.5, -1]"},
            {"slope: -0.7", "slope: -0.6"}
        }) {
            assertThat(text).contains(turn[0]);
            text = text.replace(turn[0], turn[1]);
            RuleSet after = compiled(text);
            RuleTurn between = Objects.requireNonNull(RuleTurn.between(before, after), turn[1]);
            said = new ColumnTurn(between).judge(facts, days, said, null);
            ColumnVerdicts whole = ColumnJudge.of(after).judge(facts, days);
            assertThat(said.scores()).as(turn[1]).isDeepEqualTo(whole.scores());
            assertThat(said.fired()).as(turn[1]).isDeepEqualTo(whole.fired());
            for (int row = 0; row < ROWS; row++) {
                assertThat(said.lane(row)).as(turn[1]).isEqualTo(whole.lane(row));
            }
            before = after;
        }
    }

    @Test
    void whatHasOtherRulesOrOtherListsIsNoTurn() {
        RuleSet before = compiled(TEXT);
        for (String other : List.of(
                TEXT + "  - {id: more, threats: [revenue], when: port_exposure, bits: 1, why: l}\n",
                TEXT.replace("{id: few", "{id: fewer"),
                TEXT.replace("COCTG", "BRSSZ"),
                TEXT.replace("groups: {novelty: 1.5, unused: 1}", "groups: {novelty: 1.5}"))) {
            assertThat(RuleTurn.between(before, compiled(other))).isNull();
        }
    }

    private static RuleSet compiled(String text) {
        return ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
    }

    /** @return in how many rows a second opinion says more than what is written */
    private int assertAgrees(RuleSet ruleSet) {
        List<StatedColumns.Row> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(row());
        }
        byte[] days = new byte[ROWS];
        for (int row = 0; row < ROWS; row++) {
            days[row] = (byte) (1 + random.nextInt(7));
        }
        // The same judge twice: what it learnt of the texts of other columns must be gone.
        ColumnJudge judge = ColumnJudge.of(ruleSet);
        judge.judge(StatedColumns.of(List.of(row(), row())), new byte[] {1, 2});

        ColumnVerdicts verdicts = judge.judge(StatedColumns.of(rows), days);

        int fired = 0;
        int heard = 0;
        for (int row = 0; row < ROWS; row++) {
            List<Verdict> expected = ruleSet.judge(rows.get(row).facts(), DayOfWeek.of(days[row]));
            Lane strictest = Lane.GREEN;
            List<String> firing = new ArrayList<>();
            for (int threat = 0; threat < expected.size(); threat++) {
                Verdict verdict = expected.get(threat);
                assertThat(verdicts.score(threat, row)).as("row %d", row).isEqualTo(verdict.score());
                assertThat(verdicts.lane(threat, row)).as("row %d", row).isEqualTo(verdict.lane());
                strictest = Lane.strictest(strictest, verdict.lane());
                List<Integer> places = verdict.shares().stream()
                        .filter(share -> share.rule() != null)
                        .map(share -> ruleSet.rules().indexOf(share.rule()))
                        .toList();
                assertThat(places).as("in the rule set's order").isSorted();
                heard +=
                        verdict.shares().stream().anyMatch(share -> share.name().equals(Second.OPINION)) ? 1 : 0;
                assertThat(verdict.shares().stream()
                                .mapToLong(Verdict.Share::units)
                                .sum())
                        .as("row %d", row)
                        .isEqualTo(verdict.score());
            }
            Fired all = ruleSet.fire(rows.get(row).facts());
            for (int i = 0; i < all.count(); i++) {
                firing.add(ruleSet.rules().get(all.rule(i)).id());
            }
            assertThat(verdicts.lane(row)).isEqualTo(strictest);
            for (int rule = 0; rule < ruleSet.rules().size(); rule++) {
                boolean fires = firing.contains(ruleSet.rules().get(rule).id());
                assertThat(verdicts.fired(rule, row))
                        .as("row %d, rule %d", row, rule)
                        .isEqualTo(fires);
                fired += fires ? 1 : 0;
            }
        }
        assertThat(fired).isGreaterThan(ROWS);
        return heard;
    }

    private StatedColumns.Row row() {
        Map<Indicator, Double> readings = new TreeMap<>();
        for (Indicator indicator : Indicators.all()) {
            if (random.nextInt(3) > 0) {
                boolean isFlag = indicator.unit() == Unit.FLAG;
                readings.put(indicator, isFlag ? random.nextInt(2) : random.nextInt(5) - 1 + random.nextDouble());
            }
        }
        readings.put(Indicators.get("amendment_churn"), (double) random.nextInt(2));
        Map<ConsignmentField, Object> fields = new EnumMap<>(ConsignmentField.class);
        for (ConsignmentField field : ConsignmentField.values()) {
            if (random.nextInt(4) > 0) {
                fields.put(field, value(field));
            }
        }
        return new StatedColumns.Row(readings, fields);
    }

    private Object value(ConsignmentField field) {
        List<String> texts = field.codes().isEmpty() ? List.of("DEHAM", "ECGYE", "0803", "NL", "") : field.codes();
        return switch (field.type()) {
            case NUMBER -> (double) random.nextInt(10);
            case TRUTH -> random.nextBoolean();
            case TEXT -> texts.get(random.nextInt(texts.size()));
            case TEXTS -> List.of(texts.get(random.nextInt(texts.size())), texts.get(random.nextInt(texts.size())));
        };
    }
}
