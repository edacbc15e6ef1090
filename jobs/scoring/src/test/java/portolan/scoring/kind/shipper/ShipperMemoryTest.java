// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.outcome;
import static portolan.scoring.Consignments.reachedBy;
import static portolan.scoring.Consignments.registered;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.scoring.Consignments;
import portolan.scoring.kind.History;
import portolan.scoring.kind.Memories;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.Role;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.EstablishedNames;
import portolan.scoring.sketch.HeaviestCodes;
import portolan.scoring.sketch.PersonalEffects;
import portolan.scoring.sketch.Place;
import portolan.scoring.sketch.Profile;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class ShipperMemoryTest {
    private static final Instant AS_OF = Consignments.RECEIVED_AT.plusSeconds(400L * 86_400);

    private static LongStream seeds() {
        return Seeds.upTo(1, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithATwinThatKeepsEverythingWhileItsBoundsHold(long seed) {
        History<ShipperMemory> history = new History<>(Memories.SHIPPER, new History.Variety(6, 5, 4, 6), seed);

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
            counted(twin.live, ShipperMemoryTest::partner)
                    .forEach((partner, count) -> assertThat(memory.partners().count(partner))
                            .as(twin.facts() + ", partner=" + partner)
                            .isEqualTo(count));
            counted(twin.live, one -> one.filer().id())
                    .forEach((filer, count) -> assertThat(memory.filers().count(filer))
                            .as(twin.facts() + ", filer=" + filer)
                            .isEqualTo(count));
            counted(twin.live, one -> one.conveyance().carrierCode())
                    .forEach((carrier, count) -> assertThat(memory.carriers().count(carrier))
                            .as(twin.facts() + ", carrier=" + carrier)
                            .isEqualTo(count));
            counted(twin.live, Place::ofDestination)
                    .forEach((place, count) -> assertThat(memory.destinations().count(place))
                            .as(twin.facts() + ", place=" + place)
                            .isEqualTo(count));
            counted(
                            twin.live,
                            one -> EstablishedNames.plain(Objects.requireNonNull(EstablishedNames.of(one.shipper()))))
                    .forEach((name, count) -> assertThat(count(memory.names(), name))
                            .as(twin.facts() + ", name=" + name)
                            .isEqualTo(count));
            assertThat(memory.contacts().filed(ContactPrints.Way.MAIL))
                    .as(twin.facts())
                    .isEqualTo(twin.live.size());
            for (Consignment one : twin.live) {
                assertThat(memory.contacts().knows(one.shipper(), ContactPrints.Way.TELEPHONE))
                        .as(twin.facts())
                        .isTrue();
            }
            assertThat(memory.personalEffects().countWithin(Long.MIN_VALUE, Long.MAX_VALUE))
                    .as(twin.facts())
                    .isEqualTo(personalEffects(twin.live));
            assertThat(memory.inspections().examined()).as(twin.facts()).isEqualTo(twin.known.size());
            assertThat(memory.inspections().offences()).as(twin.facts()).isEqualTo(offences(twin.known));
        });

        history.takeAllBack();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsEverySumExactWhenItsBoundsBreak(long seed) {
        History<ShipperMemory> history = new History<>(Memories.SHIPPER, History.Variety.LARGE, seed);

        history.run(400, (twin, memory) -> {
            assertThat(memory.consignments()).as(twin.facts()).isEqualTo(twin.live.size());
            Map<String, Long> headings = headings(twin.live);
            long allHeadings =
                    headings.values().stream().mapToLong(Long::longValue).sum();
            assertThat(memory.headings().total()).as(twin.facts()).isEqualTo(allHeadings);
            assertThat(memory.places().total()).as(twin.facts()).isEqualTo(twin.live.size());
            for (Profile.Entry entry : memory.headings().commonest(MemorySettings.DEFAULT.headings())) {
                assertThat(entry.count())
                        .as(twin.facts() + ", heading=" + entry.code())
                        .isLessThanOrEqualTo(headings.getOrDefault(entry.code(), 0L));
            }
            Map<Long, Long> days = days(twin.live);
            if (memory.days().size() > 0) {
                assertThat(days).as(twin.facts()).containsKey(memory.days().last());
            }
            assertThat(memory.recent().size()).as(twin.facts()).isLessThanOrEqualTo(RecentConsignments.MOST);
            assertThat(memory.destinations().total()).as(twin.facts()).isEqualTo(twin.live.size());
            assertThat(memory.partners().total()).as(twin.facts()).isEqualTo(twin.live.size());
            assertThat(memory.filers().total()).as(twin.facts()).isEqualTo(twin.live.size());
            assertThat(memory.carriers().total()).as(twin.facts()).isEqualTo(twin.live.size());
            assertThat(memory.names().total()).as(twin.facts()).isEqualTo(twin.live.size());
            assertThat(Memories.SHIPPER.write(memory).length).as(twin.facts()).isLessThanOrEqualTo(4_096);
            counted(twin.live, ShipperMemoryTest::partner)
                    .forEach((partner, count) -> assertThat(memory.partners().count(partner))
                            .as(twin.facts() + ", partner=" + partner)
                            .isLessThanOrEqualTo(count));
            assertThat(memory.inspections().examined()).as(twin.facts()).isEqualTo(twin.known.size());
            assertThat(memory.inspections().offences()).as(twin.facts()).isEqualTo(offences(twin.known));
        });
    }

    @Test
    void isAsIfItHadNeverLearnedWhatIsRetracted() {
        ShipperMemory memory = Memories.SHIPPER.unseen();
        for (int day = 0; day < 7; day++) {
            memory.learn(consignment().onDay(day * 40L).weighingKg(1_000 + day).build());
        }
        byte[] before = Memories.SHIPPER.write(memory);
        Consignment odd = consignment()
                .onDay(250)
                .carrying("080300", "070200")
                .loadedAt("ECGYE")
                .weighingKg(77)
                .build();

        memory.learn(odd);
        memory.learn(odd, outcome(odd, OutcomeCode.SMUGGLED_GOODS));
        memory.retract(odd);
        memory.retract(odd, outcome(odd, OutcomeCode.SMUGGLED_GOODS));

        assertThat(Memories.SHIPPER.write(memory)).isEqualTo(before);
    }

    @Test
    void ignoresTheRetractionOfWhatItNeverLearned() {
        ShipperMemory memory = Memories.SHIPPER.unseen();
        memory.learn(consignment().build());
        byte[] before = Memories.SHIPPER.write(memory);

        memory.retract(consignment().onDay(720).build());
        memory.retract(consignment().build(), outcome(consignment().build(), OutcomeCode.NOTHING_FOUND));

        assertThat(Memories.SHIPPER.write(memory)).isEqualTo(before);
    }

    @Test
    void countsOlderConsignmentsLess() {
        ShipperMemory memory = Memories.SHIPPER.unseen();
        memory.learn(consignment().build());

        assertThat(memory.consignments(Consignments.RECEIVED_AT)).isEqualTo(1);
        assertThat(memory.consignments(Consignments.RECEIVED_AT.plusSeconds(540L * 86_400)))
                .isCloseTo(0.5, within(1e-12));
        assertThat(memory.consignments()).isEqualTo(1);
    }

    /** What no real shipper does: everything is new every time, over thousands of years, in any script. */
    @ParameterizedTest
    @MethodSource("seeds")
    void isNeverMoreThanFourKibibytes(long seed) {
        Random random = new Random(seed);
        ShipperMemory memory = Memories.SHIPPER.unseen();
        int largest = 0;
        for (int i = 0; i < 1_500; i++) {
            Consignment one = randomConsignment(random, 9_000, 400_000_000, 20_000);
            memory.learn(one);
            memory.learn(one, outcome(one, i % 2 == 0 ? OutcomeCode.UNDERVALUED : OutcomeCode.NOTHING_FOUND));
            if (i % 50 == 0) {
                largest = Math.max(largest, Memories.SHIPPER.write(memory).length);
            }
        }
        assertThat(largest).as("seed=" + seed).isLessThanOrEqualTo(MemorySettings.MOST_SHIPPER_BYTES);
    }

    @Test
    void isReadWithOtherBoundsThanItWasWrittenWith() {
        Random random = new Random(7);
        ShipperMemory memory = Memories.SHIPPER.unseen();
        for (int i = 0; i < 400; i++) {
            memory.learn(randomConsignment(random, 60, 900, 40));
        }
        MemorySettings small = new MemorySettings(270, 540, 4, 3, 3, 4, 2, 2, 8, 8, 100, 500, 365);

        ShipperMemory read = ShipperKind.remembered(small).kind().read(Memories.SHIPPER.write(memory));

        assertThat(read.consignments()).isEqualTo(400);
        assertThat(read.headings().total()).isEqualTo(memory.headings().total());
        assertThat(read.headings().size()).isEqualTo(4);
        assertThat(read.headings().commonest(1)).isEqualTo(memory.headings().commonest(1));
        assertThat(read.partners().size()).isEqualTo(4);
        assertThat(read.days().last()).isEqualTo(memory.days().last());
        assertThat(read.consignments(AS_OF)).isLessThan(memory.consignments(AS_OF));
        assertThat(Memories.SHIPPER.write(Memories.SHIPPER.read(Memories.SHIPPER.write(read))))
                .isEqualTo(Memories.SHIPPER.write(read));
    }

    @Test
    void settingsThatCouldTakeMoreAreRefusedWithEveryFault() {
        assertThatThrownBy(() -> new MemorySettings(5, 1080, 64, 64, 64, 16, 8, 6, 24, 64, 150, 100, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("habitHalfLifeDays=5 is not within 30 to 7300")
                .hasMessageContaining("lowValueEur=100 is not within 150")
                .hasMessageContaining("retentionDays=7 is not within 30 to 7300")
                .hasMessageContaining("could take");
    }

    private static Consignment randomConsignment(Random random, int headings, int days, int places) {
        String heading = "%04d".formatted(100 + (int) (headings * Math.pow(random.nextDouble(), 2)));
        int place = random.nextInt(places);
        String someone =
                String.valueOf((char) (0x4E00 + random.nextInt(20_000))).repeat(30);
        return consignment()
                .party(reachedBy(
                        registered(Role.CONSIGNOR, "CN91310000", someone, "CN"),
                        "+86" + (100_000_000 + random.nextInt(headings * 100)),
                        random.nextInt(headings) + "@mail.example"))
                .party(registered(Role.CONSIGNEE, "NL" + (1000 + random.nextInt(places)), someone, "NL"))
                .filer(someone.substring(0, 3) + random.nextInt(places))
                .carrier("L" + random.nextInt(places))
                .describedAs(random.nextInt(4) == 0 ? "Personal effects" : "Shirts")
                .worth(1 + random.nextInt(100_000), "EUR")
                .packages(1 + random.nextInt(5_000))
                .onDay(random.nextInt(days) - days / 2L)
                .carrying(heading + "10")
                .weighingKg(Math.exp(random.nextGaussian() * 3 + 8))
                .loadedAt("CN" + (char) ('A' + place % 26) + (char) ('A' + place / 26 % 26)
                        + (char) ('A' + place / 676 % 26))
                .build();
    }

    private static Map<String, Long> counted(List<Consignment> live, Function<Consignment, String> by) {
        Map<String, Long> counted = new HashMap<>();
        for (Consignment one : live) {
            counted.merge(by.apply(one), 1L, Long::sum);
        }
        return counted;
    }

    private static String partner(Consignment of) {
        return Objects.requireNonNull(PartyKey.of(of.consignee())).value();
    }

    private static long count(EstablishedNames names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.name(i).equals(name)) {
                return names.count(i);
            }
        }
        return 0;
    }

    /** Of the days that a memory keeps: the last six with any. */
    private static long personalEffects(List<Consignment> live) {
        TreeMap<Long, Long> byDay = new TreeMap<>();
        for (Consignment one : live) {
            if (PersonalEffects.isDeclared(one)) {
                byDay.merge(Bucket.day(one.receivedAt()), 1L, Long::sum);
            }
        }
        return byDay.values().stream().mapToLong(Long::longValue).sum();
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
