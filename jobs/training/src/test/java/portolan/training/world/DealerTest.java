// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Selector;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.training.exercise.Exercise;

class DealerTest {
    @ParameterizedTest
    @CsvSource({"DURRES_PORT,08274f6de3e5c29b", "VERMICA_ROAD,9d072130ceca7b3d", "TIRANA_AIR,2f1cf0d4e6673744"})
    void equalOrdersAndSeedsGiveEqualBytesOnEveryMachine(Post post, String hash) throws Exception {
        Order order = Orders.all(post, 120, 60, 1, 3);

        assertThat(hash(Dealer.deal(order, Orders.seed(1)))).isEqualTo(hash);
    }

    @ParameterizedTest
    @EnumSource
    void anotherSeedGivesAnotherWorldOfTheSameCounts(Post post) throws Exception {
        Order order = Orders.all(post, 120, 60, 1, 3);
        Dealt one = Dealer.deal(order, Orders.seed(1));
        Dealt other = Dealer.deal(order, Orders.seed(2));

        assertThat(hash(one)).isNotEqualTo(hash(other));
        assertThat(one.window()).hasSize(120);
        assertThat(other.window()).hasSize(120);
        assertThat(offences(one)).isEqualTo(offences(other)).isEqualTo(new TreeMap<>(longs(order.schemes())));
        assertThat(one.window()).extracting(Dealt.Bill::key).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void everyInspectionOfThePastSaysWhatChoseIt(Post post) {
        List<InspectionOutcome> reported = Dealer.deal(Orders.all(post, 120, 60, 1, 3), Orders.seed(1)).past().stream()
                .filter(Dealt.Reported.class::isInstance)
                .map(event -> ((Dealt.Reported) event).outcome())
                .toList();

        assertThat(reported).extracting(InspectionOutcome::getSelectedBy).contains(Selector.RANDOM, Selector.OFFICER);
        assertThat(reported)
                .allMatch(one -> one.getSelectedBy() == Selector.RANDOM
                        ? one.getSelectedShare() > 0
                        : one.getSelectedBy() == Selector.OFFICER && one.getSelectedShare() == null);
    }

    @ParameterizedTest
    @EnumSource
    void everyOffenceHasItsLookAlikesOfThreeKinds(Post post) {
        Dealt dealt = Dealer.deal(Orders.all(post, 200, 60, 2, 4), Orders.seed(3));

        Map<String, List<Planted>> pairs = dealt.window().stream()
                .map(Dealt.Bill::planted)
                .filter(Objects::nonNull)
                .collect(groupingBy(Planted::pair));
        assertThat(pairs).hasSize(2 * Schemes.at(post).size());
        pairs.forEach((pair, planted) -> {
            assertThat(planted).as(pair).hasSize(5);
            assertThat(planted.stream().filter(Planted::offends)).as(pair).hasSize(1);
            assertThat(planted.stream()
                            .filter(one -> !one.offends())
                            .map(Planted::alike)
                            .distinct()
                            .count())
                    .as(pair)
                    .isGreaterThanOrEqualTo(3);
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyPostHasFourSchemesAtLeast(Post post) {
        assertThat(Schemes.at(post)).hasSizeGreaterThanOrEqualTo(4).allSatisfy(scheme -> {
            assertThat(scheme.alikes()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(3);
            assertThat(scheme.traces()).containsAll(scheme.tells());
        });
    }

    @ParameterizedTest
    @EnumSource
    void anOrderWithoutOffencesHasNone(Post post) {
        Dealt dealt = Dealer.deal(Orders.all(post, 100, 60, 0, 3), Orders.seed(4));

        assertThat(dealt.window()).hasSize(100).noneMatch(Dealt.Bill::offends);
        assertThat(dealt.window().stream().filter(bill -> bill.planted() != null))
                .hasSize(3 * Schemes.at(post).size());
    }

    @ParameterizedTest
    @EnumSource
    void billsArriveInTheWindowAndThePastIsBeforeIt(Post post) {
        Order order = Orders.all(post, 60, 60, 1, 0);
        Dealt dealt = Dealer.deal(order, Orders.seed(5));
        long opens = order.day().toEpochDay() * Times.DAY + 6 * Times.HOUR;

        assertThat(dealt.past()).extracting(Dealt.Event::at).isSorted().allMatch(at -> at < opens);
        assertThat(dealt.past()).hasSizeGreaterThan(1_000);
        assertThat(dealt.window())
                .extracting(bill -> bill.filing().getReceivedAt().toEpochMilli())
                .isSorted()
                .allMatch(at -> at >= opens && at < opens + Duration.ofHours(8).toMillis());
        assertThat(dealt.window()).allSatisfy(bill -> {
            assertThat(bill.filing().getTenant()).isEqualTo("training");
            assertThat(bill.filing().getDeadlines().getDecisionDueBy())
                    .isAfter(bill.filing().getReceivedAt());
            assertThat(bill.versions())
                    .extracting(version -> version.getReceivedAt())
                    .isSorted();
        });
    }

    @Test
    void threeHundredBillsWithHalfAYearOfPastAreDealtInTenSeconds() {
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Dealt dealt = Dealer.deal(Orders.all(Post.DURRES_PORT, 300, 180, 1, 4), Orders.seed(6));

        long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
        assertThat(Duration.ofNanos(took)).as("of the processor").isLessThan(Duration.ofSeconds(10));
        assertThat(dealt.past()).hasSizeBetween(2_000, 20_000);
    }

    @Test
    void anOrderThatCannotBeDealtIsRefusedWithWhatToDo() {
        Order road = Orders.of(Post.VERMICA_ROAD, 50, 60, Map.of("rip_on", 1), 3);
        Order full = Orders.of(Post.DURRES_PORT, 7, 60, Map.of("rip_on", 2), 3);

        assertThatThrownBy(() -> Dealer.deal(road, Orders.seed(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scheme=rip_on, world=vermica-road, known=contact_ring, cover_goods");
        assertThatThrownBy(() -> Dealer.deal(full, Orders.seed(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bills=7, needed=8");
        assertThatThrownBy(
                        () -> Dealer.deal(Orders.of(Post.DURRES_PORT, 50, 60, Map.of("rip_on", -1), 3), Orders.seed(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rip_on=-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-papers",
                "02-vessel",
                "03-history",
                "04-ring",
                "05-crossing",
                "06-air",
                "07-search",
                "08-engine",
                "09-rule",
                "10-test"
            })
    void everySessionOfTheCourseCanBeDealt(String session) throws Exception {
        Order order = session(session);
        Dealt dealt = Dealer.deal(order, Orders.seed(8));

        assertThat(dealt.window()).hasSize(order.bills());
        assertThat(dealt.window()).filteredOn(Dealt.Bill::offends).hasSize(order.offences());
    }

    static Order session(String name) throws Exception {
        try (InputStream text = Dealer.class.getResourceAsStream("/portolan/training/course/" + name + ".yaml")) {
            byte[] bytes = Objects.requireNonNull(text, name).readAllBytes();
            return Exercise.parse(new String(bytes, StandardCharsets.UTF_8), name)
                    .order();
        }
    }

    private static Map<String, Long> longs(Map<String, Integer> counts) {
        Map<String, Long> longs = new TreeMap<>();
        counts.forEach((label, count) -> longs.put(label, (long) count));
        return longs;
    }

    private static Map<String, Long> offences(Dealt dealt) {
        return dealt.window().stream()
                .filter(Dealt.Bill::offends)
                .map(bill -> Objects.requireNonNull(bill.planted()))
                .collect(groupingBy(Planted::scheme, TreeMap::new, counting()));
    }

    /** Of 250 seeds these two drew no trade that the scheme could use. */
    @ParameterizedTest
    @CsvSource({"DURRES_PORT, ore_cover, 130", "TIRANA_AIR, precursors, 41"})
    void aSmallWorldGrowsUntilItHasATradeThatItsSchemeNeeds(Post post, String scheme, int seed) {
        Dealt dealt = Dealer.deal(Orders.of(post, 12, 2, Map.of(scheme, 1), 3), Orders.seed(seed));

        assertThat(dealt.window()).hasSize(12);
    }

    private static String hash(Dealt dealt) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        AvroWire<Filing> filings = Topics.CONSIGNMENTS_FILED.wire();
        AvroWire<InspectionOutcome> outcomes = Topics.INSPECTIONS_REPORTED.wire();
        for (Dealt.Event event : dealt.timeline()) {
            digest.update(
                    event instanceof Dealt.Filed filed
                            ? filings.encode(filed.filing())
                            : outcomes.encode(((Dealt.Reported) event).outcome()));
        }
        for (Dealt.Bill bill : dealt.window()) {
            for (Object truth : Stream.of(bill.planted(), bill.papers()).toArray()) {
                digest.update(String.valueOf(truth).getBytes(StandardCharsets.UTF_8));
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }
}
