// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.RECEIVED_AT;
import static portolan.scoring.Consignments.consignment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.kind.Memories;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.manifest.Seal;

class SealMemoryTest {
    private static final String KEY = "test|seal|MLCN0012345";
    private static final List<String> BOXES = List.of("CSQU3054383", "MSKU0000006", "MAEU6729907");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithATwinThatKeepsEveryBillWhileEightUsesAreEnough(long seed) {
        Random random = new Random(seed);
        SealMemory memory = new SealMemory();
        List<Consignment> live = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            String facts = "seed=" + seed + ", step=" + step;
            if (live.isEmpty() || random.nextInt(5) < 3) {
                // Two boxes, two voyages, two days: eight uses.
                Consignment one = bill(
                        BOXES.get(random.nextInt(2)), random.nextBoolean() ? "610W" : "611W", random.nextInt(2) * 40);
                Memories.SEAL.learn(memory, KEY, one);
                live.add(one);
            } else {
                Memories.SEAL.retract(memory, KEY, live.remove(random.nextInt(live.size())));
            }
            if (step % 3 == 0) {
                memory = Memories.SEAL.read(Memories.SEAL.write(memory));
            }
            assertThat(described(memory)).as(facts).isEqualTo(described(live));
        }
        for (Consignment one : live) {
            Memories.SEAL.retract(memory, KEY, one);
        }
        assertThat(memory.isEmpty()).as("seed=" + seed).isTrue();
        assertThat(Memories.SEAL.write(memory)).isEqualTo(Memories.SEAL.write(new SealMemory()));
    }

    private static String described(SealMemory memory) {
        StringBuilder text = new StringBuilder();
        for (SealUse use : memory.uses()) {
            text.append(use.boxNumber())
                    .append(' ')
                    .append(use.voyage())
                    .append(' ')
                    .append(use.day());
            text.append(": ").append(memory.bills(use)).append('\n');
        }
        return text.toString();
    }

    private static String described(List<Consignment> live) {
        TreeMap<SealUse, Long> uses = new TreeMap<>();
        for (Consignment one : live) {
            uses.merge(SealUse.of(one, KEY), 1L, Long::sum);
        }
        StringBuilder text = new StringBuilder();
        uses.forEach((use, bills) -> text.append(use.boxNumber() + " " + use.voyage() + " " + use.day() + ": " + bills)
                .append('\n'));
        return text.toString();
    }

    @Test
    void staysBelowAQuarterOfAKibibyteWhateverIsFiled() {
        Random random = new Random(7);
        SealMemory memory = new SealMemory();
        Instant[] absurd = {Instant.MIN, Instant.MAX, Instant.EPOCH};
        for (int i = 0; i < 2_000; i++) {
            Consignment one = consignment()
                    .receivedAt(
                            i % 5 == 0
                                    ? absurd[random.nextInt(absurd.length)]
                                    : RECEIVED_AT.plus(Duration.ofDays(random.nextInt(900_000))))
                    .conveyance(voyage("V" + random.nextInt(50)))
                    .departing(i % 7 == 0 ? Instant.MAX : Instant.parse("1900-01-02T00:00:00Z"), null)
                    .equipment(sealed(BOXES.get(random.nextInt(3)), "CA", "ML-CN0012345"))
                    .build();
            Memories.SEAL.learn(memory, KEY, one);
            byte[] bytes = Memories.SEAL.write(memory);
            assertThat(bytes.length).as("step=" + i).isLessThanOrEqualTo(256);
            assertThat(Memories.SEAL.write(Memories.SEAL.read(bytes)))
                    .as("step=" + i)
                    .isEqualTo(bytes);
        }
        assertThat(memory.uses()).hasSize(SealMemory.MOST);
    }

    @Test
    void manyBillsOfOneVoyageDoNotPushOutTheVoyageBefore() {
        SealMemory memory = new SealMemory();
        Memories.SEAL.learn(memory, KEY, bill(BOXES.get(1), "600W", -90));
        for (int day = 0; day < 20; day++) {
            Memories.SEAL.learn(memory, KEY, bill(BOXES.get(0), "610W", day));
        }

        assertThat(memory.uses()).hasSize(SealMemory.MOST);
        assertThat(memory.uses().get(0).boxNumber()).isEqualTo(BOXES.get(1));
    }

    @ParameterizedTest
    @CsvSource({"ML-CN0012345, MLCN0012345", "ml cn 001 2345, MLCN0012345", "00001, 00001", "A1B2C, A1B2C"})
    void aNumberIsItsCapitalsAndDigits(String text, String number) {
        assertThat(SealKind.number(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234", "A-1-2", "00000000", "9999999", "NO SEAL", "123456789012345678901"})
    void whatIsNoSealNumberIsNotRemembered(String text) {
        assertThat(SealKind.number(text)).isNull();
    }

    @Test
    void sealsAreVisitedOnceEachWithoutThoseOfCustomsAndOfSeveralBoxes() {
        Consignment consignment = consignment()
                .equipment(
                        sealed(BOXES.get(0), "CA", "AB10001", "COPIED77"),
                        sealed(BOXES.get(1), "CU", "AB10002"),
                        sealed(BOXES.get(2), "SH", "AB10003", "AB-10003", "COPIED77"),
                        sealed("MAEU6729908", "CA", "AB10004"))
                .build();

        assertThat(Memories.SEAL.keysOf(consignment)).containsExactly("test|seal|AB10001", "test|seal|AB10003");
    }

    @Test
    void onlyEightSealsOfABillAreVisited() {
        String[] numbers = new String[40];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = "AB" + (10_000 + i);
        }

        assertThat(Memories.SEAL.keysOf(consignment()
                        .equipment(sealed(BOXES.get(0), "CA", numbers))
                        .build()))
                .hasSize(MemoryKind.MOST_KEYS)
                .startsWith("test|seal|AB10000");
    }

    private static Consignment bill(String box, String voyage, int day) {
        return consignment()
                .onDay(day)
                .conveyance(voyage(voyage))
                .departing(RECEIVED_AT.plus(Duration.ofDays(voyage.equals("610W") ? 2 : 50)), null)
                .equipment(sealed(box, "CA", "ML-CN0012345"))
                .build();
    }

    private static Conveyance voyage(String number) {
        return new Conveyance("IMO", "9321483", "EMMA MAERSK", "DK", number, "MAEU");
    }

    private static Equipment sealed(String box, String party, String... numbers) {
        List<Seal> seals = new ArrayList<>();
        for (String number : numbers) {
            seals.add(new Seal(number, party, null));
        }
        Equipment plain = Consignments.box(box);
        return new Equipment(
                plain.id(), plain.sizeType(), PackedStatus.FULL, seals, plain.tareKg(), plain.vgmKg(), null);
    }
}
