// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.RECEIVED_AT;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.kind.Memories;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembering;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Reading;

/** One bill that goes another way than its ship. */
class PassageTest {
    private final Remembering<?> passage = new Remembering<>(PassageKind.remembered(MemorySettings.DEFAULT));

    @Test
    void aBillThatGoesWhereNoneOfItsShipGoesIsADetour() {
        sail(0, 40, "SGSIN");

        Reading odd = read(over("AEJEA", 40));

        assertThat(odd.value())
                .as("-log2 of 2 x 0.05 / 45 among 4 of the same days and 2 more")
                .isCloseTo(-Math.log(2 * 0.05 / 45 / 6) / Math.log(2), within(1e-9));
        assertThat(odd.evidence())
                .isEqualTo("over AEJEA: of 40 earlier bills of MAEU from CN none, of 4 in the same days none");
        assertThat(read(over("SGSIN", 40)).value()).isLessThan(0.5);
        assertThat(read(bill(40)).value()).as("without transshipment").isZero();
    }

    @Test
    void aShipThatIsDivertedTakesAllItsBillsAlong() {
        sail(0, 40, "SGSIN");
        sail(37, 4, "AEJEA");

        Reading diverted = read(over("AEJEA", 40));

        assertThat(diverted.value()).isLessThan(2.5);
    }

    @Test
    void goodsThatAreGatheredWhereTheyAreFromMakeNoDetour() {
        sail(0, 40, "SGSIN");

        assertThat(read(over("VNSGN", 40).originating("CN")).value()).isGreaterThan(10);
        assertThat(read(over("VNSGN", 40).originating("VN")).value()).isZero();
    }

    @Test
    void fewBillsAreNoService() {
        sail(0, 19, "SGSIN");

        assertThat(Readings.of(passage.measure(filed(over("AEJEA", 40).build())).readings())
                        .get(Indicators.get("route_detour")))
                .isNull();
    }

    /** Against whole consignments, through bytes; in the end everything is taken back. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithATwinThatKeepsEverything(long seed) {
        Random random = new Random(seed);
        PassageMemory memory = new PassageMemory();
        List<Consignment> live = new ArrayList<>();
        List<Consignment> last = new ArrayList<>();
        for (int step = 0; step < 200; step++) {
            String facts = "seed=" + seed + ", step=" + step;
            if (random.nextInt(4) > 0 || live.isEmpty()) {
                Consignment one = drawn(random, step);
                memory.learn(one);
                live.add(one);
                last.add(one);
                if (last.size() > PassageMemory.MOST_RECENT) {
                    last.remove(0);
                }
            } else {
                Consignment gone = live.remove(random.nextInt(live.size()));
                memory.retract(gone);
                last.remove(gone);
            }
            if (step % 3 == 0) {
                memory = Memories.PASSAGE.read(Memories.PASSAGE.write(memory));
            }
            long now = PassageMemory.dayOf(bill(step).build());
            assertThat(memory.bills()).as(facts).isEqualTo(live.size());
            for (String place : new String[] {"CNPAA", "CNPBA", "CNPCA"}) {
                assertThat(memory.over(place))
                        .as(facts + ", " + place)
                        .isEqualTo(
                                live.stream().filter(one -> isOver(one, place)).count());
                List<Consignment> near = last.stream()
                        .filter(one -> Math.abs(PassageMemory.dayOf(one) - now) <= 4)
                        .toList();
                assertThat(memory.near(place, now, 4))
                        .as(facts + ", " + place)
                        .isEqualTo(new PassageMemory.Near(near.size(), (int)
                                near.stream().filter(one -> isOver(one, place)).count()));
            }
        }
        for (Consignment one : live) {
            memory.retract(one);
        }
        assertThat(Memories.PASSAGE.isEmpty(memory)).as("seed=" + seed).isTrue();
    }

    @Test
    void isNeverMoreThanOneAndAHalfKibibytes() {
        Random random = new Random(1);
        PassageMemory memory = new PassageMemory();
        for (int i = 0; i < 2_000; i++) {
            memory.learn(over("CN" + (char) ('A' + random.nextInt(26)) + (char) ('A' + random.nextInt(26)) + "Z", i)
                    .build());
        }

        assertThat(Memories.PASSAGE.write(memory).length).isLessThanOrEqualTo(1_536);
    }

    private static boolean isOver(Consignment of, String place) {
        return PassageMemory.placesBetween(of).contains(place);
    }

    /** Each differs by its day of departure, so that twin and memory take out the same one. */
    private static Consignment drawn(Random random, int step) {
        Draft draft = bill(step);
        int over = random.nextInt(3);
        return (over == 2 ? draft : draft.transshippedAt("CNP" + (char) ('A' + over) + "A")).build();
    }

    private void sail(int fromDay, int bills, String over) {
        for (int i = 0; i < bills; i++) {
            passage.learn(over(over, fromDay + i));
        }
    }

    private static Draft over(String place, int day) {
        return bill(day).transshippedAt(place);
    }

    private static Draft bill(int day) {
        return consignment()
                .carrier("MAEU")
                .originating("CN")
                .onDay(day)
                .departing(RECEIVED_AT.plus(Duration.ofDays(day + 2L)), null);
    }

    private Reading read(Draft draft) {
        return java.util.Objects.requireNonNull(
                Readings.of(passage.measure(filed(draft.build())).readings()).get(Indicators.get("route_detour")));
    }
}
