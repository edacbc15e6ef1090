// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.consignee;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.kind.History;
import portolan.scoring.kind.Memories;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.DeclaredValue;
import portolan.scoring.sketch.Inspections;
import portolan.scoring.sketch.PersonalEffects;
import portolan.scoring.sketch.RecentValues;
import portolan.scoring.sketch.SmallValues;

class ConsigneeMemoryTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aConsigneesMemoryAgreesWithATwinThatKeepsEverything(long seed) {
        History<ConsigneeMemory> history = new History<>(Memories.CONSIGNEE, History.Variety.LARGE, seed);

        history.run(300, (twin, memory) -> {
            assertThat(memory.consignments()).as(twin.facts()).isEqualTo(twin.live.size());
            assertThat(memory.names().total()).as(twin.facts()).isEqualTo(twin.live.size());
            assertThat(memory.inspections().examined()).as(twin.facts()).isEqualTo(twin.known.size());
            assertThat(Memories.CONSIGNEE.write(memory).length).as(twin.facts()).isLessThanOrEqualTo(1_088);
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
    void aConsigneesRecentValuesAreThoseOfATwinWhileTheyAreKept(long seed) {
        Random random = new Random(seed);
        ConsigneeMemory memory = Memories.CONSIGNEE.unseen();
        List<Consignment> twin = new ArrayList<>();
        for (int step = 0; step < 200; step++) {
            if (twin.size() == RecentValues.MOST || (!twin.isEmpty() && random.nextInt(5) < 2)) {
                memory.retract(twin.remove(random.nextInt(twin.size())));
            } else {
                Consignment one = consignment()
                        .shippedBy("S" + random.nextInt(2))
                        .worth(9_000 + random.nextInt(3), random.nextBoolean() ? "EUR" : "USD")
                        .onDay(random.nextInt(3))
                        .build();
                memory.learn(one);
                twin.add(one);
            }
            memory = Memories.CONSIGNEE.read(Memories.CONSIGNEE.write(memory));
            assertThat(IntStream.range(0, memory.recentValues().size()).mapToObj(memory.recentValues()::get))
                    .as("seed=" + seed + ", step=" + step)
                    .containsExactlyInAnyOrderElementsOf(twin.stream()
                            .map(one -> RecentValues.Entry.of(
                                    Objects.requireNonNull(DeclaredValue.of(one)),
                                    Bucket.day(one.receivedAt()),
                                    BelowValueLine.shipper(one)))
                            .toList());
        }
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
}
