package portolan.scoring.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Duty;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;

/** Memories that only count: consignees, and the base rate of everything. */
class SmallMemoriesTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aConsigneesMemoryAgreesWithATwinThatKeepsEverything(long seed) {
        History<ConsigneeMemory> history = new History<>(Memories.CONSIGNEE, History.Variety.LARGE, seed);

        history.run(300, (twin, memory) -> {
            assertThat(memory.consignments()).as(twin.facts()).isEqualTo(twin.live.size());
            assertThat(memory.names().total()).as(twin.facts()).isEqualTo(twin.live.size());
            assertThat(memory.inspections().examined()).as(twin.facts()).isEqualTo(twin.known.size());
            assertThat(Memories.CONSIGNEE.write(memory).length).as(twin.facts()).isLessThanOrEqualTo(896);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aConsigneesInspectionsAtFourOfficesAgreeWithATwinThatKeepsEverything(long seed) {
        Random random = new Random(seed);
        ConsigneeMemory memory = Memories.CONSIGNEE.unseen();
        List<History.Known> twin = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            if (!twin.isEmpty() && random.nextInt(5) < 2) {
                History.Known one = twin.remove(random.nextInt(twin.size()));
                Memories.CONSIGNEE.retractOutcome(memory, "", one.consignment(), one.outcome());
            } else {
                Consignment of =
                        consignment().office("NL00" + random.nextInt(4)).build();
                OutcomeCode code = random.nextBoolean() ? OutcomeCode.UNDERVALUED : OutcomeCode.NOTHING_FOUND;
                History.Known one = new History.Known(of, outcome(of, code));
                Memories.CONSIGNEE.learnOutcome(memory, "", of, one.outcome());
                twin.add(one);
            }
            memory = Memories.CONSIGNEE.read(Memories.CONSIGNEE.write(memory));
            for (int i = 0; i < 4; i++) {
                String office = "NL00" + i;
                List<History.Known> there = twin.stream()
                        .filter(one -> office.equals(one.consignment().office()))
                        .toList();
                Inspections kept = memory.inspectionsAt(office);
                assertThat(kept == null ? 0 : kept.examined())
                        .as("seed=" + seed + ", step=" + step)
                        .isEqualTo(there.size());
                assertThat(kept == null ? 0 : kept.offences())
                        .as("seed=" + seed + ", step=" + step)
                        .isEqualTo(there.stream()
                                .filter(one -> one.outcome().code().isOffence())
                                .count());
            }
        }
        for (History.Known one : twin) {
            Memories.CONSIGNEE.retractOutcome(memory, "", one.consignment(), one.outcome());
        }
        assertThat(Memories.CONSIGNEE.isEmpty(memory)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aConsigneesSmallValuesAgreeWithATwinThatKeepsEverything(long seed) {
        // Four days in two currencies: as many entries as are kept.
        History.Variety fewDays = new History.Variety(6, 5, 4, 4);
        History<ConsigneeMemory> history = new History<>(Memories.CONSIGNEE, fewDays, seed);
        DeclaredValue probe = new DeclaredValue(9_000, "EUR");
        long today = Bucket.day(Consignments.RECEIVED_AT) + 3;

        history.run(300, (twin, memory) -> {
            List<DeclaredValue> low = new ArrayList<>();
            for (Consignment one : twin.live) {
                DeclaredValue value = Objects.requireNonNull(DeclaredValue.of(one));
                if (value.currency().equals("EUR") && value.cents() < 100_000) {
                    low.add(value);
                }
            }
            SmallValues.Split split =
                    Objects.requireNonNull(memory.smallValues().belowLow(probe, today));
            assertThat(split.count()).as(twin.facts()).isEqualTo(low.size() + 1);
            assertThat(split.cents())
                    .as(twin.facts())
                    .isEqualTo(
                            9_000 + low.stream().mapToLong(DeclaredValue::cents).sum());
            assertThat(Objects.requireNonNull(memory.smallValues().belowSmall(probe, today))
                            .count())
                    .as(twin.facts())
                    .isEqualTo(
                            1 + low.stream().filter(one -> one.cents() < 15_000).count());
            assertThat(memory.personalEffects().countWithin(today - 3, today))
                    .as(twin.facts())
                    .isEqualTo(twin.live.stream()
                            .filter(PersonalEffects::isDeclared)
                            .count());
        });

        history.takeAllBack();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aFilersMemoryAgreesWithATwinThatKeepsEverything(long seed) {
        History<FilerMemory> history = new History<>(Memories.FILER, History.Variety.LARGE, seed);
        Instant asOf = Consignments.RECEIVED_AT;

        history.run(300, (twin, memory) -> {
            assertThat(memory.consignments()).as(twin.facts()).isEqualTo(twin.live.size());
            assertThat(memory.leadTimes().total()).as(twin.facts()).isEqualTo(twin.live.size());
            assertThat(memory.inspections().examined()).as(twin.facts()).isEqualTo(twin.known.size());
            assertThat(Memories.FILER.write(memory).length).as(twin.facts()).isLessThanOrEqualTo(2_048);
            if (!twin.live.isEmpty()) {
                // Received from this day on: nothing weighs less than 1, so that the median is that of a sorted list.
                List<Integer> cells = new ArrayList<>();
                for (Consignment one : twin.live) {
                    cells.add(LeadTimes.cell(LeadTimes.hoursBeforeDeparture(one)));
                }
                Collections.sort(cells);
                int median = cells.get((cells.size() - 1) / 2);
                List<Integer> distances = new ArrayList<>();
                for (int cell : cells) {
                    distances.add(Math.abs(cell - median));
                }
                Collections.sort(distances);
                LeadTimes.Habit habit =
                        Objects.requireNonNull(memory.leadTimes().habit(asOf));
                assertThat(habit.medianHours())
                        .as(twin.facts())
                        .isEqualTo((median + LeadTimes.LEAST + 0.5) * LeadTimes.HOURS);
                assertThat(habit.deviationHours())
                        .as(twin.facts())
                        .isEqualTo(distances.get((distances.size() - 1) / 2) * (double) LeadTimes.HOURS);
            }
        });

        history.takeAllBack();
    }

    @Test
    void aCarriersMemoryCountsEveryPrefixOnceAConsignment() {
        FilerMemory memory = new FilerMemory();
        Consignment two = consignment()
                .inContainers("CSQU3054383", "CSQU3054384", "MSCU1234565", "not a box")
                .build();
        String key = Memories.FILER.keysOf(two).get(1);

        memory.learn(key, two);
        memory.learn(key, consignment().build());

        assertThat(key).isEqualTo("test|filer|carrier:MAEU");
        assertThat(memory.prefixes().count("CSQU")).isEqualTo(2);
        assertThat(memory.prefixes().count("MSCU")).isEqualTo(1);
        assertThat(memory.leadTimes().isEmpty()).isTrue();
        memory.retract(key, two);
        memory.retract(key, consignment().build());
        assertThat(memory.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theBaseRateAgreesWithATwinThatKeepsEverything(long seed) {
        History<BaseRateMemory> history = new History<>(Memories.BASE, History.Variety.LARGE, seed);

        history.run(300, (twin, memory) -> {
            assertThat(memory.inspections().examined()).as(twin.facts()).isEqualTo(twin.known.size());
            assertThat(memory.inspections().offences())
                    .as(twin.facts())
                    .isEqualTo(twin.known.stream()
                            .filter(one -> one.outcome().code().isOffence())
                            .count());
            assertThat(Memories.BASE.write(memory).length).as(twin.facts()).isLessThanOrEqualTo(300);
        });

        history.takeAllBack();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void repeatedInspectionsAgreeWithATwinThatKeepsEverything(long seed) {
        History<RepeatMemory> history = new History<>(Memories.REPEATS, History.Variety.SMALL, seed);
        Map<String, List<Boolean>> finds = new HashMap<>();

        history.run(300, (twin, memory) -> {
            finds.clear();
            for (History.Known one : twin.known) {
                String hs6 = HeaviestCodes.of(one.consignment(), 6).get(0);
                finds.computeIfAbsent(hs6 + Sourcing.of(one.consignment(), hs6), goods -> new ArrayList<>())
                        .add(one.outcome().code().isOffence());
            }
            double offences = 0;
            double again = 0;
            for (List<Boolean> goods : finds.values()) {
                long hits = goods.stream().filter(find -> find).count();
                if (goods.size() > 1) {
                    double counted = Math.min(4.0, goods.size()) * hits / goods.size();
                    offences += counted;
                    again += counted * Math.max(0, hits - 1) / (goods.size() - 1);
                }
            }
            assertThat(memory.offencesWithOthers()).as(twin.facts()).isCloseTo(offences, within(1e-9));
            assertThat(memory.offencesAmongOthers()).as(twin.facts()).isCloseTo(again, within(1e-9));
        });

        history.takeAllBack();
    }

    @Test
    void ofManyGoodsASampleIsKeptWhoseCountsAreExact() {
        RepeatMemory memory = new RepeatMemory();
        Random random = new Random(3);
        List<Consignment> goods = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            goods.add(consignment()
                    .carrying("%06d".formatted(random.nextInt(6_000)))
                    .dutiable(random.nextInt(3) * 1.0, "A")
                    .build());
        }
        // Odd duties are always in offence, even ones never.
        goods.forEach(one -> learn(memory, one));
        byte[] full = Memories.REPEATS.write(memory);

        assertThat(full.length).isLessThanOrEqualTo(10 * 1024);
        assertThat(memory.offencesAmongOthers()).isEqualTo(memory.offencesWithOthers());
        assertThat(memory.offencesWithOthers()).isGreaterThan(100);
        goods.subList(0, 500).forEach(one -> Memories.REPEATS.retractOutcome(memory, "", one, found(one)));
        goods.subList(0, 500).forEach(one -> learn(memory, one));
        assertThat(Memories.REPEATS.write(memory)).isEqualTo(full);
    }

    private static void learn(RepeatMemory memory, Consignment one) {
        Memories.REPEATS.learnOutcome(memory, "", one, found(one));
    }

    private static Outcome found(Consignment one) {
        Duty duty = one.items().get(0).duty();
        boolean odd = duty != null && Double.valueOf(1).equals(duty.ratePercent());
        return outcome(one, odd ? OutcomeCode.UNDERVALUED : OutcomeCode.NOTHING_FOUND);
    }

    @Test
    void everythingIsSpreadEvenlyOverTheShards() {
        int[] counts = new int[BaseRateMemory.SHARDS];
        for (int i = 0; i < 8_000; i++) {
            counts[BaseRateMemory.shard(new ConsignmentKey("MAEU:MAEU" + (100_000 + i) + ":2026"))]++;
        }

        assertThat(counts).satisfies(all -> {
            for (int count : all) {
                assertThat(count).isBetween(850, 1_150);
            }
        });
    }

    @Test
    void aConsignmentStaysInItsShardForGood() {
        assertThat(Memories.BASE.keysOf(consignment().build())).containsExactly("test|base|6");
    }
}
