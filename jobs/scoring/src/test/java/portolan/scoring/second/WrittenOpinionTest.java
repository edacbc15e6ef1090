// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankAnswer;
import portolan.scoring.bank.BankReading;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.Facts;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetChanges;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.ToldShares;
import portolan.scoring.rules.Verdict;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class WrittenOpinionTest {
    private static final String TEXT = """
            # A rule set with a bit of everything.
            name: port
            version: 7
            why: >-
              to be
              weighed

            # What inspections move.
            # By how much, too.
            learning: {prior: 60, most: 4.0}

            threats:
              offence: {overall: true, prior: -7.5, lanes: {red: -2, yellow: -5, blue: -6}}
              drugs: {prior: -10, lanes: {red: -2, yellow: -5, blue: -6}}   # rare

            groups:
              # New in several ways.
              novelty: 3.0

            rules:
              # Written by hand.
              - id: exposed
                threats: [drugs]
                when: port_exposure
                bits: 2.50     # says one of us
                adopted: {offence: {before: 2026-01-31, bits: -0.5}}
                why: w
              - {id: past, when: shipper_offence_rate > 1.0, bits: "1.1 * min(shipper_offence_rate, 3.0)", why: w}
              - {id: first, when: first_time_shipper, bits: 2, group: novelty, why: w}
              - id: age
                group: novelty
                curve:
                  of: shipper_consignments
                  bins:
                    - {to: 3, bits: 1.9, finds: 12}
                    - {to: 40, slope: -0.05}
                    - {bits: -1}
                why: w

              - {id: kept, when: notorious_goods > 1.0, bits: 1.25, why: w}
            # The end.
            """;

    private static final Map<String, Double> MULTIPLIERS =
            Map.of("exposed", 0.5, "past", 1.5, "first", 0.0, "age", 2.0);

    private static final Bank BANK = Bank.whole();

    private static RuleSet compiled(String text) {
        Compiled compiled = RuleSetCompiler.compile(text);
        assertThat(compiled).as("%s", compiled).isInstanceOf(Compiled.Accepted.class);
        return ((Compiled.Accepted) compiled).ruleSet();
    }

    private static Curve curve(String reading, float[] edges, double... bits) {
        int place = place(reading);
        return new Curve(
                place,
                BANK.readings().get(place),
                new Binning(edges),
                Arrays.stream(bits).mapToLong(Bits::toUnits).toArray(),
                IntStream.range(0, bits.length).toArray());
    }

    private static int place(String reading) {
        return BANK.placeOf(BankReading.variable(reading));
    }

    private static Pair pair(Curve one, Curve other, double... bits) {
        return new Pair(one, other, Arrays.stream(bits).mapToLong(Bits::toUnits).toArray());
    }

    /** One of each kind. */
    private static Curves few() {
        Curve age = curve("age(consignee.address)", new float[] {28, 0.7f + 63}, -0.1, 0.4, 0.4, -0.5);
        Curve finds = curve("finds(consignor+hs4)", new float[] {0.1f}, 0, 0, 2.75);
        Curve hits = curve("hits(consignor)", new float[] {}, -0.25, 0.5);
        Curve share = curve("share(carrier, consignee)", new float[] {0}, 0, 0, 0);
        Curve late = curve("late(consignee)", new float[] {1, 2}, 0, 0, 0.125, 1);
        Pair pair = pair(finds, share, -0.125, -0.125, -0.125, -0.125, 0, 0, -0.125, 0, 1.5);
        return new Curves(List.of(age, finds, hits, share, late), List.of(pair), 143);
    }

    private static RuleSet written(RuleSet base, Curves curves, Map<String, Double> multipliers, long shift) {
        return new WrittenOpinion("fit of 1 December", BANK, multipliers, curves, shift).after(base);
    }

    @Test
    void whatAPersonWroteUnderSuchANameStays() {
        RuleSet base = compiled(TEXT + "  - {id: second-hand-vehicles, when: first_time_shipper, bits: 4, why: w}\n"
                + "  - {id: prior-offences, when: first_time_shipper, bits: 2, why: w}\n");

        RuleSet primed =
                new WrittenOpinion("worlds", BANK, Map.of(), few(), 0).priorOf(beside(base, few(), Map.of(), 0, 0));

        assertThat(primed.text()).contains("second-hand-vehicles", "prior-offences", "\nsecond:\n");
        assertThat(written(primed, few(), Map.of(), 0).text()).contains("second-hand-vehicles", "prior-offences");
    }

    @Test
    void tellsWhatScoresMeanUntilTheNextFit() {
        ToldShares told = new ToldShares(
                800,
                60,
                List.of(
                        new ToldShares.Point(-3 * Bits.UNITS, 0.00004, 0.00002, 0.00008),
                        new ToldShares.Point(1_100, 0.21, 0.11, 0.4)),
                null);
        WrittenOpinion opinion = new WrittenOpinion("fit", BANK, Map.of(), Curves.NONE, 0);

        RuleSet telling = opinion.telling(told).after(compiled(TEXT));
        RuleSet other =
                opinion.telling(new ToldShares(900, 61, told.points(), null)).after(telling);
        RuleSet silent = opinion.after(telling);

        String weights =
                Objects.requireNonNull(Objects.requireNonNull(telling.told()).weights());
        assertThat(telling.told()).isEqualTo(told.by(telling));
        assertThat(telling.text()).contains("""
                rare

                # What scores of the overall threat mean, as inspections bear them out.
                told:
                  inspections: 800
                  finds: 60
                  weights: 'WEIGHTS'
                  shares:
                    - {score: -3, share: 0.00004, low: 0.00002, high: 0.00008}
                    - {score: 1.074, share: 0.21, low: 0.11, high: 0.4}

                groups:
                """.replace("WEIGHTS", weights));
        assertThat(other.text())
                .isEqualTo(telling.text()
                        .replace("version: 8", "version: 9")
                        .replace("inspections: 800", "inspections: 900")
                        .replace("finds: 60", "finds: 61"));
        assertThat(silent.told()).isNull();
        assertThat(silent.text()).isEqualTo(opinion.after(compiled(TEXT)).text().replace("version: 8", "version: 9"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port_exposure | port_exposure && known(shipper_offence_rate) | false",
                "bits: 2.50 | bits: 2.51 | false",
                "prior: -7.5 | prior: -7.4 | false",
                "{to: 3, bits: 1.9 | {to: 3, bits: 1.8 | false",
                "{to: 3, bits: 1.9 | {to: 4, bits: 1.9 | false",
                "slope: -0.05 | slope: -0.04 | false",
                "novelty: 3.0 | novelty: 3.5 | false",
                "toll: 1 | toll: 1.5 | false",
                "past: 1.5 | past: 1.6 | false",
                "bits: -0.5 | bits: -0.4 | false",
                "hs4]} | hs4], kept: 900} | false",
                "# says one of us | # says nobody | true",
                "red: -2 | red: -3 | true",
            })
    void whatIsToldIsOfTheWeightsThatItWasMeasuredOn(String part, String edited, boolean isOfThem) {
        ToldShares told = new ToldShares(
                800,
                60,
                List.of(new ToldShares.Point(0, 0.1, 0.05, 0.2), new ToldShares.Point(9, 0.2, 0.1, 0.4)),
                null);
        WrittenOpinion.Beside beside = new WrittenOpinion.Beside(0.25, 1_024, "why");
        String text = new WrittenOpinion("fit", BANK, Map.of("past", 1.5), few(), 0, beside, told)
                .after(compiled(TEXT))
                .text();

        assertThat(text).contains(part);
        assertThat(isOfItsWeights(text)).isTrue();
        assertThat(isOfItsWeights(text.replace(part, edited))).isEqualTo(isOfThem);
    }

    private static boolean isOfItsWeights(String text) {
        RuleSet ruleSet = compiled(text);
        boolean isOf = Objects.requireNonNull(ruleSet.toldAsWritten()).isOf(ruleSet);
        assertThat(ruleSet.told() != null).as("scores are told").isEqualTo(isOf);
        return isOf;
    }

    @Test
    void aPriorStaysWhenAFitIsWrittenAndIsWeighedByIt() {
        RuleSet base = compiled(TEXT);
        WrittenOpinion elsewhere = new WrittenOpinion("fitted to worlds a, b", BANK, Map.of(), few(), 0);

        RuleSet primed = elsewhere.priorOf(base);
        RuleSet fitted = written(primed, few(), Map.of("prior-finds-consignor-hs4", 0.5), 0);

        assertThat(primed.text()).contains("source: 'fitted to worlds a, b'").doesNotContain("second-");
        assertThat(SecondOpinion.weighed(primed)).contains("prior-finds-consignor-hs4");
        assertThat(fitted.text()).contains("id: prior-finds-consignor-hs4", "id: second-finds-consignor-hs4");
        assertThat(primed.text()).contains("bits: 2.75, finds");
        assertThat(fitted.text()).contains("bits: 1.38, finds");
        assertThat(elsewhere.priorOf(primed).text()).isEqualTo(primed.text().replace("version: 8", "version: 9"));
    }

    @Test
    void changesTheNumbersAndAddsCurvesAndNothingElse() {
        assertThat(written(compiled(TEXT), few(), MULTIPLIERS, -100).text()).isEqualTo("""
            # A rule set with a bit of everything.
            name: port
            version: 8
            why: 'fit of 1 December, 143 finds: what is written weighed by them, and what declared memories add'

            # What curves read.
            memories:
              declared:
                - {bills: [consignee.address]}
                - {bills: [consignor, hs4]}
                - {bills: [consignor]}
                - {bills: []}
                - {share: carrier, under: [consignee]}

            threats:
              offence: {overall: true, prior: -7.598, lanes: {red: -2, yellow: -5, blue: -6}}
              drugs: {prior: -10, lanes: {red: -2, yellow: -5, blue: -6}}   # rare

            groups:
              # New in several ways.
              novelty: 3.0
              second-finds-consignor: 4

            rules:
              # Written by hand.
              - id: exposed
                threats: [drugs]
                when: port_exposure
                bits: 1.25     # says one of us
                adopted: {offence: {before: 2026-01-31, bits: -0.25}}
                why: w
              - {id: past, when: shipper_offence_rate > 1.0, bits: '1.65 * min(shipper_offence_rate, 3.0)', why: w}
              - {id: first, when: first_time_shipper, bits: 0, group: novelty, why: w}
              - id: age
                group: novelty
                curve:
                  most: 6
                  of: shipper_consignments
                  bins:
                    - {to: 3, bits: 3.8, finds: 12}
                    - {to: 40, slope: -0.1}
                    - {bits: -2}
                why: w

              - {id: kept, when: notorious_goods > 1.0, bits: 1.25, why: w}

              - id: second-age-consignee_address
                threats: [offence]
                curve:
                  of: age(consignee.address)
                  bins:
                    - {below: 63.7, bits: 0.4, finds: 3}
                    - {bits: -0.5, finds: 3}
                  unknown: -0.1
                why: 'consignee address: days since it was first seen; 0 the first time'

              - id: second-finds-consignor-hs4
                threats: [offence]
                curve:
                  of: finds(consignor+hs4)
                  bins:
                    - {below: 0.1, bits: 0, finds: 1}
                    - {bits: 2.75, finds: 2}
                family: second-finds-consignor
                why: 'consignor with HS 4 digits: finds per 1,000 bills, fading by half in 60 days'

              - id: second-hits-consignor
                threats: [offence]
                curve:
                  of: hits(consignor)
                  bins:
                    - {below: 0, bits: 0.5}
                    - {bits: 0.5, finds: 1}
                  unknown: -0.25
                family: second-finds-consignor
                why: 'consignor: finds per 100 inspections, fading by half in 60 days'

              - id: second-late-consignee
                threats: [offence]
                curve:
                  of: late(consignee)
                  bins:
                    - {below: 1, bits: 0, finds: 1}
                    - {below: 2, bits: 0.125, finds: 2}
                    - {bits: 1, finds: 3}
                why: 'consignee: how often versions changed it after departure'

              - id: second-finds-consignor-hs4-with-share-carrier-under-8bbac77b
                threats: [offence]
                curve:
                  of: finds(consignor+hs4)
                  by: share(carrier, consignee)
                  columns: {below: [0]}
                  bins:
                    - {below: 0.1, bits: [0, 0]}
                    - {bits: [0, 1.5]}
                  unknown: -0.125
                family: second-finds-consignor
                why: 'consignor with HS 4 digits: finds per 1,000 bills, fading by half in 60 days; together with carrier under consignee: bits by which the value is rarer there than in all traffic'
            # The end.
            """);
    }

    @Test
    void whatDiffersIsWhatTheFitSays() {
        RuleSet base = compiled(TEXT);

        assertThat(differences(base, written(base, few(), MULTIPLIERS, -100)))
                .containsExactly(
                        "memory consignee.address ADDED",
                        "memory consignor+hs4 ADDED",
                        "memory consignor ADDED",
                        "memory all ADDED",
                        "memory carrier, consignee ADDED",
                        "threat offence prior: -7.5 -> -7.6",
                        "group second-finds-consignor ADDED",
                        "rule exposed bits: 2.50 -> 1.25",
                        "rule exposed adopted: {offence: {before: 2026-01-31, bits: -0.5}} -> {offence: {before: 2026-01-31, bits: -0.25}}",
                        "rule past bits: 1.1 * min(shipper_offence_rate, 3.0) -> 1.65 * min(shipper_offence_rate, 3.0)",
                        "rule first bits: 2 -> 0",
                        "rule age bits <=3: 1.9 (12 finds) -> 3.8 (12 finds)",
                        "rule age bits 3..40: 1.9 and -0.05 for each -> 3.8 and -0.1 for each",
                        "rule age bits >40: -1 -> -2",
                        "rule second-age-consignee_address ADDED",
                        "rule second-finds-consignor-hs4 ADDED",
                        "rule second-hits-consignor ADDED",
                        "rule second-late-consignee ADDED",
                        "rule second-finds-consignor-hs4-with-share-carrier-under-8bbac77b ADDED");
    }

    private static List<String> differences(RuleSet before, RuleSet after) {
        return RuleSetChanges.between(before, after).changes().stream()
                .flatMap(change -> change.kind() == RuleSetChanges.Kind.CHANGED
                        ? change.differences().stream()
                                .map(of -> change.part() + " " + of.aspect() + ": " + of.before() + " -> " + of.after())
                        : Stream.of(change.part() + " " + change.kind()))
                .toList();
    }

    /** What a fit adds, by a slow and obvious twin over facts at and around every edge. */
    @ParameterizedTest
    @MethodSource("seeds")
    void addsToTheUnitWhatTheFitSays(long seed) {
        Random random = new Random(seed);
        RuleSet base = compiled(TEXT);
        Curves curves = some(random);
        long shift = random.nextInt(4_000) - 2_000;
        Map<String, Double> multipliers = new TreeMap<>();
        for (String rule : List.of("exposed", "past", "first", "age", "kept")) {
            if (random.nextInt(4) > 0) {
                multipliers.put(rule, random.nextInt(3) == 0 ? 0 : random.nextDouble() * 2);
            }
        }
        RuleSet written = written(base, curves, multipliers, shift);
        Map<String, Double> times = new TreeMap<>(multipliers);
        times.replaceAll((rule, by) -> Math.max(0.1, by));
        long toll = random.nextInt(3_000);
        RuleSet beside = beside(base, curves, times, shift, toll);
        for (int at = 0; at < 200; at++) {
            float[] values = values(random, curves);
            Map<String, Double> readings = new TreeMap<>();
            for (String reading : List.of("port_exposure", "first_time_shipper")) {
                readings.put(reading, (double) random.nextInt(2));
            }
            for (String reading : List.of("shipper_offence_rate", "shipper_consignments", "notorious_goods")) {
                if (random.nextBoolean()) {
                    readings.put(reading, (double) random.nextInt(60) / 2);
                }
            }
            Verdict verdict = judged(written, readings, values);
            assertThat(verdict.threat().name()).isEqualTo("offence");
            assertThat(verdict.score())
                    .as(() -> readings + "\n" + curves.families(values) + "\n" + verdict.shares())
                    .isEqualTo(Objects.requireNonNull(base.overall()).prior()
                            + shift
                            + byHand(readings, multipliers)
                            + curves.units(values));
            Verdict asWritten = judged(base, readings, values);
            long heard = Objects.requireNonNull(base.overall()).prior()
                    + shift
                    + byHand(asWritten, times)
                    + curves.units(values);
            assertThat(judged(beside, readings, values).score())
                    .as(() -> readings + "\n" + curves.families(values) + "\n" + judged(beside, readings, values))
                    .isEqualTo(Math.max(asWritten.score() + shift, heard - toll));
        }
    }

    private static RuleSet beside(RuleSet base, Curves curves, Map<String, Double> multipliers, long shift, long toll) {
        return new WrittenOpinion(
                        "fit of 1 December",
                        BANK,
                        multipliers,
                        curves,
                        shift,
                        new WrittenOpinion.Beside(0.25, toll, "would have found 41 of 63, today's 27"),
                        null)
                .after(base);
    }

    /** What a fit makes of what the rules of {@link #TEXT} added as written. */
    private static long byHand(Verdict asWritten, Map<String, Double> times) {
        long novelty = 0;
        long others = 0;
        for (Verdict.Share share : asWritten.shares()) {
            if (share.rule() != null) {
                long units = (long) Math.rint(rounded(times.getOrDefault(share.name(), 1.0)) * share.units());
                novelty += List.of("first", "age").contains(share.name()) ? units : 0;
                others += List.of("first", "age").contains(share.name()) ? 0 : units;
            }
        }
        return others + Math.min(novelty, 3 * 1024);
    }

    @Test
    void besideWhatIsWrittenItChangesNoRule() {
        RuleSet base = compiled(TEXT);
        Map<String, Double> times = Map.of("exposed", 0.5, "past", 1.504, "first", 0.999, "kept", 1.0);

        RuleSet beside = beside(base, few(), times, -100, 1_300);

        assertThat(beside.text())
                .contains("why: 'fit of 1 December, 143 finds: would have found 41 of 63, today''s 27'\n")
                .contains("bits: 2.50     # says one of us")
                .endsWith("""
                        # The end.

                        # What finds say beside what is written, for a share of what is red.
                        second:
                          share: 0.25
                          toll: 1.27
                          times:
                            exposed: 0.5
                            past: 1.5
                        """);
        assertThat(differences(base, beside))
                .containsExactly(
                        "second ADDED",
                        "memory consignee.address ADDED",
                        "memory consignor+hs4 ADDED",
                        "memory consignor ADDED",
                        "memory all ADDED",
                        "memory carrier, consignee ADDED",
                        "threat offence prior: -7.5 -> -7.6",
                        "group second-finds-consignor ADDED",
                        "rule second-age-consignee_address ADDED",
                        "rule second-finds-consignor-hs4 ADDED",
                        "rule second-hits-consignor ADDED",
                        "rule second-late-consignee ADDED",
                        "rule second-finds-consignor-hs4-with-share-carrier-under-8bbac77b ADDED");
        for (RuleSet before : List.of(beside, compiled(TEXT.replace("# The end.\n", "")))) {
            RuleSet again = beside(before, few(), Map.of(), 0, 0);
            assertThat(again.text()).endsWith("of what is red.\nsecond:\n  share: 0.25\n  toll: 0\n");
            assertThat(again.text().split("second:", -1)).hasSize(2);
            assertThat(again.rules()).hasSameSizeAs(beside.rules());
        }
        RuleSet inPlace = written(beside, few(), Map.of(), 0);
        assertThat(inPlace.second()).isNull();
        assertThat(inPlace.text()).doesNotContain("second:", "for a share of what is red");
    }

    static LongStream seeds() {
        return Seeds.upTo(5, 100);
    }

    private static Verdict judged(RuleSet ruleSet, Map<String, Double> readings, float[] values) {
        Map<Indicator, Double> stated = new TreeMap<>();
        readings.forEach((name, value) -> stated.put(Indicators.get(name), value));
        BankAnswer memories = null;
        if (ruleSet.memories() != null) {
            Map<Integer, Double> known = new TreeMap<>();
            List<BankReading> all = ruleSet.memories().readings();
            for (int reading = 0; reading < all.size(); reading++) {
                float value = values[place(all.get(reading).name())];
                if (!Float.isNaN(value)) {
                    known.put(reading, (double) value);
                }
            }
            memories = BankAnswer.stated(ruleSet.memories(), known);
        }
        return ruleSet.judge(Facts.stated(stated, Map.of(), memories), DayOfWeek.MONDAY)
                .get(0);
    }

    /** What the rules of {@link #TEXT} add, each as it is weighed. */
    private static long byHand(Map<String, Double> readings, Map<String, Double> multipliers) {
        double goods = readings.getOrDefault("notorious_goods", 0.0);
        double past = readings.getOrDefault("shipper_offence_rate", 0.0);
        Double age = readings.get("shipper_consignments");
        long novelty = (readings.getOrDefault("first_time_shipper", 0.0) == 1 ? weighed("first", 2, multipliers) : 0)
                + (age == null
                        ? 0
                        : age <= 3
                                ? weighed("age", 1.9, multipliers)
                                : age > 40
                                        ? weighed("age", -1, multipliers)
                                        : weighed("age", 1.9, multipliers)
                                                + Bits.toUnits(
                                                        slope(multipliers.getOrDefault("age", 1.0)) * (age - 3)));
        return (readings.getOrDefault("port_exposure", 0.0) == 1
                        ? weighed("exposed", 2.5, multipliers) + weighed("exposed", -0.5, multipliers)
                        : 0)
                + (past > 1
                        ? Bits.toUnits(rounded(1.1 * multipliers.getOrDefault("past", 1.0)) * Math.min(past, 3))
                        : 0)
                + (goods > 1 ? weighed("kept", 1.25, multipliers) : 0)
                + Math.min(novelty, 3 * 1024);
    }

    private static long weighed(String rule, double bits, Map<String, Double> multipliers) {
        return Bits.toUnits(multipliers.containsKey(rule) ? rounded(bits * multipliers.get(rule)) : bits);
    }

    private static double slope(double multiplier) {
        return BigDecimal.valueOf(-0.05 * multiplier)
                .setScale(6, RoundingMode.HALF_EVEN)
                .doubleValue();
    }

    private static double rounded(double bits) {
        return BigDecimal.valueOf(bits).setScale(2, RoundingMode.HALF_EVEN).doubleValue();
    }

    private static Curves some(Random random) {
        List<Curve> curves = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        while (curves.size() < 30) {
            int reading = random.nextInt(BANK.readings().size());
            if (!taken.add(reading)) {
                continue;
            }
            TreeSet<Float> edges = new TreeSet<>();
            for (int edge = random.nextInt(12); edge > 0; edge--) {
                edges.add(edge(random));
            }
            float[] of = new float[edges.size()];
            int at = 0;
            for (float edge : edges) {
                of[at++] = edge;
            }
            boolean isFlat = random.nextInt(6) == 0;
            double[] bits = new double[of.length + 2];
            int[] finds = new int[bits.length];
            for (int bin = 0; bin < bits.length; bin++) {
                bits[bin] = isFlat ? 0 : (random.nextInt(13) - 4) / 3.0;
                finds[bin] = random.nextInt(30);
            }
            Curve curve = curve(BANK.readings().get(reading).name(), of, bits);
            curves.add(new Curve(reading, curve.measure(), curve.binning(), curve.units(), finds));
        }
        List<Pair> pairs = new ArrayList<>();
        for (int pair = 0; pair < 8; pair++) {
            Curve one = curves.get(pair * 2);
            Curve other = curves.get(pair * 2 + 1);
            int width = other.binning().bins();
            double[] bits = new double[one.binning().bins() * width];
            double unknown = (random.nextInt(3) - 1) / 7.0;
            for (int cell = 0; cell < bits.length; cell++) {
                boolean isKnown = cell >= width && cell % width != 0;
                bits[cell] = isKnown ? (random.nextInt(4) - 1) * (cell / 40) / 3.0 : unknown;
            }
            pairs.add(pair(one, other, bits));
        }
        return new Curves(curves, pairs, 99);
    }

    private static float edge(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> random.nextInt(2_000);
            case 2 -> random.nextInt(100) / 10f;
            case 3 -> (random.nextFloat() - 0.5f) * 1e-30f;
            case 4 -> (random.nextFloat() - 0.5f) * 20;
            default -> random.nextFloat() * 1e9f;
        };
    }

    private static float[] values(Random random, Curves curves) {
        float[] values = new float[BANK.readings().size()];
        Arrays.fill(values, Float.NaN);
        for (Curve curve : curves.curves()) {
            float[] edges = curve.binning().edges();
            float edge = edges.length == 0 ? 0 : edges[random.nextInt(edges.length)];
            values[curve.reading()] = switch (random.nextInt(6)) {
                case 0 -> Float.NaN;
                case 1 -> edge == 0 ? -0f : edge;
                case 2 -> Math.nextDown(edge);
                case 3 -> Math.nextUp(edge);
                case 4 -> random.nextBoolean() ? Float.POSITIVE_INFINITY : -Float.MAX_VALUE;
                default -> edge(random);
            };
        }
        return values;
    }

    @Test
    void theNextFitTakesThePlaceOfTheOneBefore() {
        RuleSet base = compiled(TEXT);
        RuleSet once = written(base, few(), MULTIPLIERS, 0);
        RuleSet again = written(once, few(), Map.of(), 0);
        RuleSet none = written(again, Curves.NONE, Map.of(), 0);
        RuleSet weighed = written(base, Curves.NONE, MULTIPLIERS, 0);

        assertThat(again.text()).isEqualTo(once.text().replace("version: 8", "version: 9"));
        assertThat(none.text())
                .isEqualTo(weighed.text().replace("version: 8", "version: 10"))
                .doesNotContain(WrittenOpinion.PREFIX, "memories:", "learning");
    }

    @Test
    void whatTheTextDeclaresItselfStays() {
        String own = TEXT.replace(
                "groups:\n",
                "memories: {bank: none, declared: [{bills: [mail]}, {bills: [consignor], kept: 600}]}\n\ngroups:\n");
        RuleSet once = written(compiled(own), few(), Map.of(), 0);

        assertThat(once.text())
                .contains("memories: {bank: none, declared: [{bills: [mail]}, {bills: [consignor], kept: 600}, "
                        + "{bills: [consignee.address]}, {bills: [consignor, hs4]}, {bills: []}, "
                        + "{share: carrier, under: [consignee]}]}\n");
        assertThat(written(once, Curves.NONE, Map.of(), 0).text())
                .contains("declared: [{bills: [mail]}, {bills: [consignor], kept: 600}]}\n");
        assertThat(written(
                                compiled(TEXT.replace("groups:\n", "memories: {bank: standard}\n\ngroups:\n")),
                                few(),
                                Map.of(),
                                0)
                        .text())
                .contains(
                        "memories: {bank: standard, declared: [{bills: [consignor]}, {share: carrier, under: [consignee]}]}\n");
    }

    @Test
    void everyReadingOfTheStandardBankCanBeWritten() {
        RuleSet base = BaselineRuleSet.compiled();
        Set<String> ids = new HashSet<>();
        List<Curve> curves = new ArrayList<>();
        for (BankReading reading : BANK.readings()) {
            curves.add(curve(reading.name(), new float[] {1}, 0, -0.1, 0.1));
            assertThat(ids.add(WrittenCurve.of(WrittenOpinion.PREFIX, curves.get(curves.size() - 1))
                            .id()))
                    .as(reading.name())
                    .isTrue();
        }
        // The names of readings are made of the same words: it takes long to compile them all.
        curves.removeIf(curve -> curve.reading() % Seeds.of(12, 4) != 0);

        RuleSet written = written(base, new Curves(curves, List.of(), 30), Map.of(), 0);

        assertThat(written.rules().subList(base.rules().size(), written.rules().size()))
                .extracting(rule -> Objects.requireNonNull(written.memories())
                        .readings()
                        .get(rule.memories().iterator().next())
                        .name())
                .containsExactlyElementsOf(
                        curves.stream().map(curve -> curve.measure().name()).toList());
    }

    @Test
    void theBaselineIsWeighedAndChangesInNothingElse() {
        RuleSet base = BaselineRuleSet.compiled();
        Map<String, Double> halved = new HashMap<>();
        base.rules().forEach(rule -> halved.put(rule.id(), 0.5));

        RuleSet written = written(base, few(), halved, 300);

        assertThat(written(base, few(), halved, 300).text()).isEqualTo(written.text());
        assertThat(differences(base, written))
                .allMatch(
                        each -> each.matches(
                                "(rule [a-z0-9-]+ bits( .+)?: .*|rule second-.* ADDED|memory .* ADDED|group second-.*|threat offence prior: .*)"));
        assertThat(differences(base, written).stream()
                        .filter(each -> each.contains(" bits"))
                        .map(each -> each.substring(0, each.indexOf(" bits")))
                        .distinct())
                .hasSize(base.rules().size());
        halved.replaceAll((rule, by) -> 2.0);
        assertThat(written(base, few(), halved, 0).rules())
                .as("doubled")
                .hasSizeGreaterThan(base.rules().size());
        assertThat(written.text().lines().filter(line -> line.startsWith("#") || line.startsWith("  #")))
                .containsSubsequence(base.text()
                        .lines()
                        .filter(line -> line.startsWith("#") || line.startsWith("  #"))
                        .filter(line -> !line.startsWith("# What is written is worth sixty"))
                        .toList());
    }

    @Test
    void whatCannotBeWrittenSaysWhatToDo() {
        assertRefused("""
                name: apart
                version: 1
                why: w
                threats: {t: {prior: -5, lanes: {red: 0, yellow: -2, blue: -4}}}
                rules:
                  - {id: a, threats: [t], when: port_exposure, bits: 1, why: w}
                """, "mark one threat with 'overall: true'");
        assertRefused(
                TEXT.replace("{red: -2, yellow: -5, blue: -6}}   #", "*l}   #").replace("lanes: {", "lanes: &l {"),
                "write it out");
        assertThatThrownBy(() -> written(compiled(TEXT), few(), Map.of("expose", 2.0), 0))
                .hasMessageStartingWith("no such rules: [expose]");
        assertThatThrownBy(() -> written(compiled(TEXT), few(), Map.of("exposed", -1.0), 0))
                .hasMessage("a multiplier is 0 or more: rule=exposed, multiplier=-1.0");
        StringBuilder many = new StringBuilder(TEXT.substring(0, TEXT.indexOf("# The end")));
        for (int rule = 0; rule < RuleSetCompiler.MOST_RULES - 5; rule++) {
            many.append("  - {id: r").append(rule).append(", when: port_exposure, bits: 1, why: w}\n");
        }
        assertRefused(many.toString(), "expected at most 2000 rules, found 2005");
        Curve curve = curve("count(mail)", new float[] {1}, 0, 0, 1);
        assertThatThrownBy(() -> written(
                        compiled(TEXT),
                        new Curves(List.of(), List.of(pair(curve, curve, 0, 0, 1, 0, 0, 0, 0, 0, 0)), 1),
                        Map.of(),
                        0))
                .hasMessageStartingWith(
                        "a pair adds the same wherever one of its readings is unknown: pair=count(mail)");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> written(compiled(text), few(), Map.of(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
