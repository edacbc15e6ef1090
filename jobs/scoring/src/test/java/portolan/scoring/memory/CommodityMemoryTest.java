package portolan.scoring.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.item;
import static portolan.scoring.Consignments.outcome;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.OutcomeCode;

class CommodityMemoryTest {
    private static final String HS6 = "392690";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithATwinThatKeepsEverything(long seed) {
        History<CommodityMemory> history = new History<>(Memories.COMMODITY, History.Variety.LARGE, seed);

        history.run(200, (twin, memory) -> {
            assertThat(memory.consignments()).as(twin.facts()).isEqualTo(twin.live.size());
            Map<Sourcing, long[]> bySourcing = new HashMap<>();
            for (History.Known one : twin.known) {
                long[] counts =
                        bySourcing.computeIfAbsent(Sourcing.of(one.consignment(), HS6), sourcing -> new long[2]);
                counts[0]++;
                counts[1] += one.outcome().code().isOffence() ? 1 : 0;
            }
            bySourcing.forEach((sourcing, counts) -> {
                CommodityMemory.Found found =
                        memory.found(sourcing, CommodityMemory.Level.DUTY, Consignments.RECEIVED_AT);
                assertThat(new long[] {found.examinedEver(), found.offencesEver()})
                        .as(twin.facts() + ", " + sourcing)
                        .isEqualTo(counts);
            });
        });

        history.takeAllBack();
    }

    @Test
    void looksAtInspectionsMoreAndMoreFinely() {
        CommodityMemory memory = new CommodityMemory();
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

        assertThat(CommodityMemory.Level.values())
                .extracting(level ->
                        memory.found(sourcing, level, Consignments.RECEIVED_AT).examinedEver())
                .containsExactly(4L, 3L, 2L, 1L);
        assertThat(CommodityMemory.Level.values())
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
        CommodityMemory memory = new CommodityMemory();
        int largest = 0;
        for (int i = 0; i < 6_000; i++) {
            Consignment one = consignment()
                    .carrying(HS6)
                    .originating(twoLetters(random))
                    .loadedInCountry(twoLetters(random))
                    .dutiable(random.nextInt(1_000_000) / 7.0, "\uD83D\uDEA2".repeat(20))
                    .onDay(random.nextInt(4_000))
                    .build();
            memory.learn(one);
            memory.learn(
                    Sourcing.of(one, HS6),
                    outcome(one, random.nextBoolean() ? OutcomeCode.NOTHING_FOUND : OutcomeCode.UNDERVALUED));
            if (i % 500 == 0) {
                largest = Math.max(largest, memory.toBytes().length);
            }
        }

        assertThat(Math.max(largest, memory.toBytes().length)).isBetween(8_000, 16 * 1024);
        assertThat(memory.found(
                                new Sourcing("", "", -1, ""),
                                CommodityMemory.Level.SUBHEADING,
                                Consignments.RECEIVED_AT)
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
