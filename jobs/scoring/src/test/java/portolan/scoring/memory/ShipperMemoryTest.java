package portolan.scoring.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.OutcomeCode;

class ShipperMemoryTest {
    private static final Instant AS_OF = Consignments.RECEIVED_AT.plusSeconds(400L * 86_400);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithATwinThatKeepsEverythingWhileItsBoundsHold(long seed) {
        History<ShipperMemory> history = new History<>(Memories.SHIPPER, History.Variety.SMALL, seed);

        history.run(300, (twin, memory) -> {
            assertThat(memory.consignments()).as(twin.facts()).isEqualTo(twin.live.size());
            assertThat(memory.consignments(AS_OF)).as(twin.facts()).isCloseTo(weight(twin.live), within(1e-9));
            headings(twin.live)
                    .forEach((heading, count) -> assertThat(memory.headings().count(heading))
                            .as(twin.facts())
                            .isEqualTo(count));
            assertThat(memory.headings().weightKept(AS_OF) + memory.headings().weightOfOthers(AS_OF))
                    .as(twin.facts())
                    .isCloseTo(headingWeight(twin.live), within(1e-9));
            assertThat(memory.days().size())
                    .as(twin.facts())
                    .isEqualTo(days(twin.live).size());
            assertThat(memory.inspections().examined()).as(twin.facts()).isEqualTo(twin.known.size());
            assertThat(memory.inspections().offences()).as(twin.facts()).isEqualTo(offences(twin.known));
        });

        history.takeAllBack();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void keepsEverySumExactWhenItsBoundsBreak(long seed) {
        History<ShipperMemory> history = new History<>(Memories.SHIPPER, History.Variety.LARGE, seed);

        history.run(400, (twin, memory) -> {
            assertThat(memory.consignments()).as(twin.facts()).isEqualTo(twin.live.size());
            Map<String, Long> headings = headings(twin.live);
            long allHeadings =
                    headings.values().stream().mapToLong(Long::longValue).sum();
            assertThat(memory.headings().total()).as(twin.facts()).isEqualTo(allHeadings);
            assertThat(memory.places().total()).as(twin.facts()).isEqualTo(twin.live.size());
            for (Profile.Entry entry : memory.headings().commonest(Profile.MOST_CODES)) {
                assertThat(entry.count())
                        .as(twin.facts() + ", heading=" + entry.code())
                        .isLessThanOrEqualTo(headings.getOrDefault(entry.code(), 0L));
            }
            Map<Long, Long> days = days(twin.live);
            if (memory.days().size() > 0) {
                assertThat(days).as(twin.facts()).containsKey(memory.days().last());
            }
            assertThat(memory.masses().size()).as(twin.facts()).isLessThanOrEqualTo(LogMasses.MOST);
            assertThat(memory.inspections().examined()).as(twin.facts()).isEqualTo(twin.known.size());
            assertThat(memory.inspections().offences()).as(twin.facts()).isEqualTo(offences(twin.known));
        });
    }

    @Test
    void isAsIfItHadNeverLearnedWhatIsRetracted() {
        ShipperMemory memory = new ShipperMemory();
        for (int day = 0; day < 7; day++) {
            memory.learn(consignment().onDay(day * 40L).weighingKg(1_000 + day).build());
        }
        byte[] before = memory.toBytes();
        Consignment odd = consignment()
                .onDay(900)
                .carrying("080300", "070200")
                .loadedAt("ECGYE")
                .weighingKg(77)
                .build();

        memory.learn(odd);
        memory.learn(outcome(odd, OutcomeCode.SMUGGLED_GOODS));
        memory.retract(odd);
        memory.retract(outcome(odd, OutcomeCode.SMUGGLED_GOODS));

        assertThat(memory.toBytes()).isEqualTo(before);
    }

    @Test
    void ignoresTheRetractionOfWhatItNeverLearned() {
        ShipperMemory memory = new ShipperMemory();
        memory.learn(consignment().build());
        byte[] before = memory.toBytes();

        memory.retract(consignment().onDay(720).build());
        memory.retract(outcome(consignment().build(), OutcomeCode.NOTHING_FOUND));

        assertThat(memory.toBytes()).isEqualTo(before);
    }

    @Test
    void countsOlderConsignmentsLess() {
        ShipperMemory memory = new ShipperMemory();
        memory.learn(consignment().build());

        assertThat(memory.consignments(Consignments.RECEIVED_AT)).isEqualTo(1);
        assertThat(memory.consignments(Consignments.RECEIVED_AT.plusSeconds(540L * 86_400)))
                .isCloseTo(0.5, within(1e-12));
        assertThat(memory.consignments()).isEqualTo(1);
    }

    @Test
    void isAtMostOneKibibyteForABusyShipperAndFourForAnyHistory() {
        Random random = new Random(42);
        List<Integer> sizes = new ArrayList<>();
        for (int shipper = 0; shipper < 20; shipper++) {
            ShipperMemory memory = new ShipperMemory();
            for (int i = 0; i < 1_500; i++) {
                memory.learn(randomConsignment(random, 40, 1_500, 30));
            }
            sizes.add(memory.toBytes().length);
        }
        assertThat(sizes).allMatch(size -> size <= 1_024, "at most 1 KiB: " + sizes);

        ShipperMemory memory = new ShipperMemory();
        int largest = 0;
        for (int i = 0; i < 20_000; i++) {
            Consignment one = randomConsignment(random, 9_000, 400_000_000, 20_000);
            memory.learn(one);
            memory.learn(outcome(one, i % 2 == 0 ? OutcomeCode.UNDERVALUED : OutcomeCode.NOTHING_FOUND));
            if (i % 50 == 0) {
                largest = Math.max(largest, memory.toBytes().length);
            }
        }
        assertThat(largest).isLessThanOrEqualTo(4_096);
    }

    private static Consignment randomConsignment(Random random, int headings, int days, int places) {
        String heading = "%04d".formatted(100 + (int) (headings * Math.pow(random.nextDouble(), 2)));
        int place = random.nextInt(places);
        return consignment()
                .onDay(random.nextInt(days) - days / 2L)
                .carrying(heading + "10")
                .weighingKg(Math.exp(random.nextGaussian() * 3 + 8))
                .loadedAt("CN" + (char) ('A' + place % 26) + (char) ('A' + place / 26 % 26)
                        + (char) ('A' + place / 676 % 26))
                .build();
    }

    private static double weight(List<Consignment> live) {
        double sum = 0;
        for (Consignment one : live) {
            sum += weight(one);
        }
        return sum;
    }

    private static double headingWeight(List<Consignment> live) {
        double sum = 0;
        for (Consignment one : live) {
            sum += weight(one) * HeaviestCodes.of(one, HeaviestCodes.HEADING).size();
        }
        return sum;
    }

    private static double weight(Consignment one) {
        return Math.pow(0.5, (Bucket.of(AS_OF) - Bucket.of(one.receivedAt())) / 3.0);
    }

    private static Map<String, Long> headings(List<Consignment> live) {
        Map<String, Long> headings = new HashMap<>();
        for (Consignment one : live) {
            for (String heading : HeaviestCodes.of(one, HeaviestCodes.HEADING)) {
                headings.merge(heading, 1L, Long::sum);
            }
        }
        return headings;
    }

    private static Map<Long, Long> days(List<Consignment> live) {
        Map<Long, Long> days = new HashMap<>();
        for (Consignment one : live) {
            days.merge(Bucket.day(one.receivedAt()), 1L, Long::sum);
        }
        return days;
    }

    private static long offences(List<History.Known> known) {
        return known.stream().filter(one -> one.outcome().code().isOffence()).count();
    }
}
