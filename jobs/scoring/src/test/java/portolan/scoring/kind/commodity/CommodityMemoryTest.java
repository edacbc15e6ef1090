// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.commodity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.item;
import static portolan.scoring.Consignments.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.scoring.Consignments;
import portolan.scoring.kind.History;
import portolan.scoring.kind.Memories;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.base.BaseRateKind;
import portolan.scoring.kind.base.BaseRateMemory;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Money;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.LogHistogram;
import portolan.scoring.sketch.Place;
import portolan.scoring.sketch.Sourcing;
import portolan.scoring.sketch.UnitValue;
import portolan.scoring.sketch.UnitValues;
import portolan.scoring.sketch.Words;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class CommodityMemoryTest {
    private static final String HS6 = "392690";
    private static final Instant AS_OF = Consignments.RECEIVED_AT.plusSeconds(400L * 86_400);

    /** What a histogram cannot tell apart. */
    private static final double A_STEP = Math.log(2) / LogHistogram.STEPS_AN_OCTAVE;

    private static final Comparator<Double> WITHIN_ROUNDING =
            (one, other) -> Math.abs(one - other) < 1e-9 ? 0 : Double.compare(one, other);

    private static LongStream seeds() {
        return Seeds.upTo(2, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithATwinThatKeepsEverything(long seed) {
        History<CommodityMemory> history = new History<>(Memories.COMMODITY, History.Variety.LARGE, seed);

        history.run(200, (twin, memory) -> {
            assertThat(memory.counted().all()).as(twin.facts()).isEqualTo(twin.live.size());
            Map<Sourcing, long[]> bySourcing = new HashMap<>();
            for (History.Known one : twin.known) {
                long[] counts =
                        bySourcing.computeIfAbsent(Sourcing.of(one.consignment(), HS6), sourcing -> new long[2]);
                counts[0]++;
                counts[1] += one.outcome().code().isOffence() ? 1 : 0;
            }
            bySourcing.forEach((sourcing, counts) -> {
                CommodityMemory.Found found = memory.found(sourcing, Sourcing.Level.DUTY, Consignments.RECEIVED_AT);
                assertThat(new long[] {found.examinedEver(), found.offencesEver()})
                        .as(twin.facts() + ", " + sourcing)
                        .isEqualTo(counts);
            });
        });

        history.takeAllBack();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void itsTrafficAgreesWithATwinThatKeepsEverythingWhileItsBoundsHold(long seed) {
        History<CommodityMemory> history = new History<>(Memories.COMMODITY, History.Variety.SMALL, seed);

        history.run(200, 5, (twin, memory) -> {
            for (Consignment one : twin.live) {
                assertRoutes(twin, memory.routes(), one);
                assertWords(twin, memory.words(), one);
                assertMasses(twin, memory.packageMasses(), GoodsWeights::kgPerPackage);
                assertMasses(twin, memory.densities(), GoodsWeights::kgPerCubicMetre);
                UnitValue value = UnitValue.of(one, HS6);
                if (value != null) {
                    assertValues(twin, memory.values(), value.currency(), value.origin());
                    assertValues(twin, memory.values(), value.currency(), "");
                }
            }
        });

        history.takeAllBack();
    }

    private static void assertRoutes(History<?> twin, GoodsRoutes routes, Consignment one) {
        String loading = loading(one);
        GoodsRoutes.Seen loaded = routes.loadedIn(origin(one), loading, AS_OF);
        GoodsRoutes.Seen direct =
                routes.over(loading, GoodsRoutes.placesBetween(one).get(0), AS_OF);

        assertThat(loaded)
                .as(twin.facts())
                .usingRecursiveComparison()
                .withComparatorForType(WITHIN_ROUNDING, Double.class)
                .isEqualTo(seen(
                        twin.live,
                        other -> origin(other).equals(origin(one)),
                        other -> loading(other).equals(loading)));
        assertThat(direct)
                .as(twin.facts())
                .usingRecursiveComparison()
                .withComparatorForType(WITHIN_ROUNDING, Double.class)
                .isEqualTo(seen(
                        twin.live,
                        other -> loading(other).equals(loading),
                        other -> GoodsRoutes.placesBetween(other).equals(GoodsRoutes.placesBetween(one))));
    }

    /** The slow way: every step of every consignment; all are of two half-years at most, so no bucket is folded. */
    private static GoodsRoutes.Seen seen(
            List<Consignment> live, Predicate<Consignment> first, Predicate<Consignment> second) {
        double step = 0;
        double fromFirst = 0;
        double toSecond = 0;
        double all = 0;
        long stepEver = 0;
        long fromFirstEver = 0;
        for (Consignment one : live) {
            double weight = Math.pow(0.5, (Bucket.of(AS_OF) - Bucket.of(one.receivedAt())) / 3.0);
            all += weight;
            fromFirst += first.test(one) ? weight : 0;
            fromFirstEver += first.test(one) ? 1 : 0;
            toSecond += second.test(one) ? weight : 0;
            step += first.test(one) && second.test(one) ? weight : 0;
            stepEver += first.test(one) && second.test(one) ? 1 : 0;
        }
        return new GoodsRoutes.Seen(step, fromFirst, toSecond, all, 0, stepEver, fromFirstEver);
    }

    private static void assertWords(History<?> twin, CommonWords words, Consignment one) {
        for (int word : words(one)) {
            assertThat(words.count(word))
                    .as(twin.facts())
                    .isEqualTo(twin.live.stream()
                            .filter(other -> Arrays.stream(words(other)).anyMatch(has -> has == word))
                            .count());
        }
        assertThat(words.total())
                .as(twin.facts())
                .isEqualTo(twin.live.stream()
                        .mapToLong(other -> words(other).length)
                        .sum());
    }

    private static int[] words(Consignment one) {
        return Words.of(one.items().get(0).description());
    }

    private static void assertValues(History<?> twin, UnitValues values, String currency, String origin) {
        List<Double> logs = new ArrayList<>();
        for (Consignment one : twin.live) {
            UnitValue value = UnitValue.of(one, HS6);
            if (value != null
                    && value.currency().equals(currency)
                    && (origin.isEmpty() || value.origin().equals(origin))) {
                logs.add(Math.log(value.perKg()));
            }
        }
        LogHistogram histogram = values.of(currency, origin);
        assertThat(histogram).as(twin.facts()).isNotNull();
        assertThat(histogram.total()).as(twin.facts()).isEqualTo(logs.size());
        double median = histogram.logMedian();
        assertThat(median).as(twin.facts()).isCloseTo(lowerMedian(logs), within(A_STEP));
        logs.replaceAll(log -> Math.abs(log - median));
        assertThat(histogram.logDeviation(median))
                .as(twin.facts())
                .isCloseTo(lowerMedian(logs), within(A_STEP / 2 + 1e-9));
    }

    private static void assertMasses(
            History<?> twin, LogHistogram masses, ToDoubleFunction<GoodsItem> kilogramsPerUnit) {
        List<Double> logs = new ArrayList<>();
        for (Consignment one : twin.live) {
            double kg = kilogramsPerUnit.applyAsDouble(one.items().get(0));
            if (kg > 0) {
                logs.add(Math.log(kg));
            }
        }
        assertThat(masses.total()).as(twin.facts()).isEqualTo(logs.size());
        if (!logs.isEmpty()) {
            assertThat(masses.logMedian()).as(twin.facts()).isCloseTo(lowerMedian(logs), within(A_STEP + 1e-9));
        }
    }

    private static double lowerMedian(List<Double> values) {
        values.sort(null);
        return values.get((values.size() - 1) / 2);
    }

    private static String origin(Consignment one) {
        return Objects.requireNonNull(one.items().get(0).origin());
    }

    private static String loading(Consignment one) {
        return Objects.requireNonNull(Place.countryOfLoading(one));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverCountsMoreTrafficThanThereWas(long seed) {
        History<CommodityMemory> history = new History<>(Memories.COMMODITY, History.Variety.LARGE, seed);

        history.run(400, (twin, memory) -> {
            for (Consignment one : twin.live) {
                GoodsRoutes.Seen loaded = memory.routes().loadedIn(origin(one), loading(one), AS_OF);
                GoodsRoutes.Seen all = seen(
                        twin.live,
                        other -> origin(other).equals(origin(one)),
                        other -> loading(other).equals(loading(one)));
                assertThat(loaded.stepEver()).as(twin.facts()).isBetween(0L, all.stepEver());
                assertThat(loaded.fromFirstEver()).as(twin.facts()).isBetween(loaded.stepEver(), all.fromFirstEver());
            }
        });

        history.takeAllBack();
    }

    @Test
    void sharesAndWaysFadeAsFastAsTheSettingsSayAndSoDoesTheBaseRate() {
        MemorySettings halfYear = new MemorySettings(180, 180, 16, 8, 12, 16, 8, 6, 24, 64, 150, 1_000, 730);
        CommodityMemory memory = CommodityKind.remembered(halfYear).kind().unseen();
        BaseRateMemory base = BaseRateKind.remembered(halfYear).kind().unseen();
        Consignment one =
                consignment().carrying(HS6).originating("CN").loadedAt("CNSHA").build();
        learn(memory, consignment().carrying(HS6).originating("CN").loadedAt("CNSHA"), true);
        memory.learn(one, HS6);
        BaseRateKind.remembered(halfYear).kind().learnOutcome(base, "", one, outcome(one, OutcomeCode.UNDERVALUED));
        memory = CommodityKind.remembered(halfYear)
                .kind()
                .read(CommodityKind.remembered(halfYear).kind().write(memory));
        Instant yearLater = Consignments.RECEIVED_AT.plusSeconds(360L * 86_400);
        Instant yearAfterReport =
                outcome(one, OutcomeCode.UNDERVALUED).reportedAt().plusSeconds(360L * 86_400);

        for (Sourcing.Level level : Sourcing.Level.values()) {
            assertThat(memory.found(Sourcing.of(one, HS6), level, yearAfterReport)
                            .offences())
                    .as("%s", level)
                    .isCloseTo(0.25, within(1e-12));
        }
        assertThat(memory.routes().loadedIn("CN", "CN", yearLater).step()).isCloseTo(0.25, within(1e-12));
        assertThat(base.inspections().examined(yearAfterReport)).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void looksAtInspectionsMoreAndMoreFinely() {
        CommodityMemory memory = Memories.COMMODITY.unseen();
        learn(
                memory,
                consignment().carrying(HS6).originating("CN").loadedAt("CNSHA").dutiable(8.0, "A"),
                true);
        learn(
                memory,
                consignment().carrying(HS6).originating("CN").loadedAt("CNSHA").dutiable(6.5, "A"),
                false);
        learn(
                memory,
                consignment().carrying(HS6).originating("CN").loadedAt("HKHKG").dutiable(8.0, "A"),
                false);
        learn(
                memory,
                consignment().carrying(HS6).originating("VN").loadedAt("CNSHA").dutiable(8.0, "A"),
                false);
        Sourcing sourcing = new Sourcing("CN", "CN", 800, "A");

        assertThat(Sourcing.Level.values())
                .extracting(level ->
                        memory.found(sourcing, level, Consignments.RECEIVED_AT).examinedEver())
                .containsExactly(4L, 3L, 2L, 1L);
        assertThat(Sourcing.Level.values())
                .extracting(level ->
                        memory.found(sourcing, level, Consignments.RECEIVED_AT).offencesEver())
                .containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void letsTheHeaviestItemOfASubheadingStandForAll() {
        Consignment consignment = consignment()
                .items(item(1, HS6, "VN", 10.0), item(2, HS6, "CN", 20.0), item(3, "080300", "EC", 99.0))
                .build();

        assertThat(Sourcing.of(consignment, HS6).origin()).isEqualTo("CN");
    }

    @Test
    void isAtMostSixteenKibibytesAndKeepsItsSumsWhateverIsInspected() {
        Random random = new Random(7);
        CommodityMemory memory = Memories.COMMODITY.unseen();
        int largest = 0;
        for (int i = 0; i < 6_000; i++) {
            Consignment one = consignment()
                    .carrying(HS6)
                    .originating(twoLetters(random))
                    .loadedInCountry(twoLetters(random))
                    .dutiable(random.nextInt(1_000_000) / 7.0, "\uD83D\uDEA2".repeat(20))
                    .transshippedAt(twoLetters(random) + "XYZ")
                    .describedAs(twoLetters(random) + "WARE, " + twoLetters(random) + "STUFF")
                    .valued(new Money(Math.exp(20 * random.nextDouble() - 3), "US" + (char) ('A' + i % 5), "FOB"))
                    .onDay(random.nextInt(4_000))
                    .build();
            memory.learn(one, HS6);
            memory.learn(
                    Sourcing.of(one, HS6),
                    outcome(one, random.nextBoolean() ? OutcomeCode.NOTHING_FOUND : OutcomeCode.UNDERVALUED));
            if (i % 500 == 0) {
                largest = Math.max(largest, Memories.COMMODITY.write(memory).length);
            }
        }

        assertThat(Math.max(largest, Memories.COMMODITY.write(memory).length)).isBetween(8_000, 16 * 1024);
        assertThat(memory.found(new Sourcing("", "", -1, ""), Sourcing.Level.SUBHEADING, Consignments.RECEIVED_AT)
                        .examinedEver())
                .isEqualTo(6_000);
    }

    private static String twoLetters(Random random) {
        return "" + (char) ('A' + random.nextInt(26)) + (char) ('A' + random.nextInt(26));
    }

    private static void learn(CommodityMemory memory, Consignments.Draft draft, boolean offence) {
        Consignment one = draft.build();
        memory.learn(
                Sourcing.of(one, HS6),
                outcome(one, offence ? OutcomeCode.MISDECLARED_GOODS : OutcomeCode.NOTHING_FOUND));
    }
}
