// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.container;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.item;
import static portolan.scoring.Consignments.leg;
import static portolan.scoring.Consignments.outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.kind.Memories;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.sketch.Carriage;
import portolan.scoring.sketch.KeyHash;

class ContainerMemoryTest {
    /** A use as the slow twin knows it. */
    private static final class Known {
        private final Consignment consignment;
        private boolean withdrawn;
        private @Nullable OutcomeCode outcome;

        private Known(Consignment consignment) {
            this.consignment = consignment;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithATwinThatKeepsEverythingWhileEightAreEnough(long seed) {
        Random random = new Random(seed);
        ContainerMemory memory = new ContainerMemory();
        List<Known> twin = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            String facts = "seed=" + seed + ", step=" + step;
            int dice = random.nextInt(10);
            if (dice < 5 && twin.size() < ContainerMemory.MOST) {
                Known one = new Known(on(step, random.nextInt(300), random.nextInt(3)));
                memory.learn(one.consignment);
                twin.add(one);
            } else if (!twin.isEmpty()) {
                act(memory, twin, twin.get(random.nextInt(twin.size())), dice);
            }
            if (step % 3 == 0) {
                memory = Memories.CONTAINER.read(Memories.CONTAINER.write(memory));
            }
            assertThat(described(memory)).as(facts).containsExactlyInAnyOrderElementsOf(described(twin));
        }
        for (Known one : twin) {
            if (!one.withdrawn) {
                memory.retract(one.consignment);
            }
        }
        assertThat(memory.uses()).as("seed=" + seed).allMatch(use -> !use.isLive());
    }

    private static void act(ContainerMemory memory, List<Known> twin, Known one, int dice) {
        Outcome outcome =
                outcome(one.consignment, dice % 2 == 0 ? OutcomeCode.SMUGGLED_GOODS : OutcomeCode.NOTHING_FOUND);
        if (dice < 7 && !one.withdrawn) {
            memory.retract(one.consignment);
            twin.remove(one);
        } else if (dice == 7 && !one.withdrawn) {
            memory.withdraw(one.consignment, one.consignment.receivedAt().plusSeconds(7_200));
            one.withdrawn = true;
        } else if (one.outcome == null) {
            memory.learn(one.consignment, outcome);
            one.outcome = outcome.code();
        } else {
            memory.retract(one.consignment, outcome);
            one.outcome = null;
        }
    }

    private static List<String> described(ContainerMemory memory) {
        List<String> described = new ArrayList<>();
        for (ContainerUse use : memory.uses()) {
            described.add(use.consignment() + " " + use.isLive() + " " + use.examined() + " " + use.offence() + " "
                    + use.carriage().voyage() + " " + use.carriage().loads());
        }
        return described;
    }

    private static List<String> described(List<Known> twin) {
        List<String> described = new ArrayList<>();
        for (Known one : twin) {
            described.add(KeyHash.of(one.consignment.key().value()) + " " + !one.withdrawn + " " + (one.outcome != null)
                    + " " + (one.outcome != null && one.outcome.isOffence()) + " "
                    + one.consignment.conveyance().id() + "/"
                    + one.consignment.conveyance().voyage() + " "
                    + Carriage.of(one.consignment).loads());
        }
        return described;
    }

    @Test
    void keepsTheLastEight() {
        ContainerMemory memory = new ContainerMemory();
        for (int i = 0; i < 12; i++) {
            memory.learn(on(i, 100 * i, i));
        }

        assertThat(memory.uses())
                .extracting(ContainerUse::consignment)
                .containsExactlyElementsOf(hashes(4, 5, 6, 7, 8, 9, 10, 11));
    }

    @Test
    void aGroupageBoxOfManyHouseBillsKeepsItsEarlierVoyages() {
        ContainerMemory memory = new ContainerMemory();
        memory.learn(on(1, 0, 1));
        memory.learn(on(2, 50, 2));
        memory.learn(on(3, 100, 3));
        memory.learn(on(3, 100, 3), outcome(on(3, 100, 3), OutcomeCode.SMUGGLED_GOODS));
        for (int house = 4; house < 40; house++) {
            memory.learn(on(house, 100, 3));
        }

        assertThat(memory.uses())
                .extracting(ContainerUse::consignment)
                .containsExactlyElementsOf(hashes(1, 2, 3, 35, 36, 37, 38, 39));
    }

    @Test
    void isAtMostOneKibibyteWhateverIsFiled() {
        ContainerMemory memory = new ContainerMemory();
        for (int i = 0; i < 20; i++) {
            Consignment one = consignment()
                    .id("H" + i)
                    .receivedAt(i % 2 == 0 ? Instant.MAX : Instant.MIN)
                    .conveyance(new Conveyance("IMO", "\uD83D\uDEA2X".repeat(300), null, null, "Y".repeat(99), null))
                    .routing(
                            new Leg(1, LegFunction.LOAD, "CNSHA", null, null, null, Instant.MAX, null, null),
                            new Leg(2, LegFunction.DISCHARGE, "NLRTM", null, null, Instant.MIN, null, null, null))
                    .build();
            memory.learn(one);
            memory.withdraw(one, Instant.MIN);
            memory.learn(one, outcome(one, OutcomeCode.UNDERVALUED, Consignments.RECEIVED_AT));
            assertThat(Memories.CONTAINER.write(memory).length).isLessThanOrEqualTo(1_024);
            assertThat(Memories.CONTAINER.read(Memories.CONTAINER.write(memory)).uses())
                    .isEqualTo(memory.uses());
        }
    }

    @Test
    void onlyNumbersWithTheRightCheckDigitAreRememberedAndEachOnce() {
        assertThat(Memories.CONTAINER.keysOf(consignment()
                        .tenant("nl")
                        .inContainers("CSQU3054383", "csqu 305438-3", "CSQU3054384", "NA", "APZU4812090")
                        .build()))
                .containsExactly("nl|container|CSQU3054383", "nl|container|APZU4812090");
        assertThat(Memories.CONTAINER.keysOf(consignment()
                        .inContainers()
                        .items(item(1, null, null, null))
                        .build()))
                .isEmpty();
    }

    @Test
    void aVoyageIsTheSameHoweverItsNumberIsSpelled() {
        Carriage carriage = Carriage.of(consignment().build());
        Carriage spelled = Carriage.of(consignment()
                .conveyance(new Conveyance("IMO", "9321483", null, null, " 0610w ", null))
                .build());
        Carriage byName = Carriage.of(consignment()
                .conveyance(new Conveyance(null, null, "EMMA MAERSK", null, "610", null))
                .build());

        assertThat(carriage.voyage()).isEqualTo("9321483/610W").isEqualTo(spelled.voyage());
        assertThat(carriage.isSameVoyage(byName)).isTrue();
        assertThat(Carriage.of(consignment()
                                .deadlines(null)
                                .routing(leg(1, LegFunction.LOAD, "CNSHA"))
                                .build())
                        .isSameVoyage(byName))
                .isFalse();
    }

    private static List<Long> hashes(int... ids) {
        List<Long> hashes = new ArrayList<>();
        for (int id : ids) {
            hashes.add(KeyHash.of(on(id, 0, 0).key().value()));
        }
        return hashes;
    }

    /** A bill on a voyage that departs on that day. */
    private static Consignment on(int id, int day, int voyage) {
        Instant departs = Consignments.RECEIVED_AT.plus(Duration.ofDays(day + 2));
        return consignment()
                .id("H" + id)
                .onDay(day)
                .conveyance(new Conveyance("IMO", "9321483", null, null, "V" + voyage, null))
                .routing(
                        new Leg(1, LegFunction.LOAD, "CNSHA", null, null, null, departs, null, null),
                        new Leg(
                                2,
                                LegFunction.DISCHARGE,
                                "NLRTM",
                                null,
                                null,
                                departs.plus(Duration.ofDays(30)),
                                null,
                                null,
                                null))
                .build();
    }
}
