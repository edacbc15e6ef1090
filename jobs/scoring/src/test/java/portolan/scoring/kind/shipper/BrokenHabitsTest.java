// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.RECEIVED_AT;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;
import static portolan.scoring.Consignments.reachedBy;
import static portolan.scoring.Consignments.registered;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.Role;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.sketch.HeaviestCodes;
import portolan.scoring.sketch.Place;

/** Habits that break together, and shippers that wake for others. */
class BrokenHabitsTest {
    private final Remembering<?> shipper = new Remembering<>(ShipperKind.remembered(MemorySettings.DEFAULT));

    @Test
    void whatIsNewAddsUpByHowRarelyItIs() {
        ship(0, 12, regular());

        Reading one = read(regular().onDay(90).filer("OTHERS"), Indicators.get("habits_broken"));
        Reading three = read(
                regular().onDay(90).filer("OTHERS").carrying("870323").consignedTo("NL999"),
                Indicators.get("habits_broken"));

        assertThat(value(regular().onDay(90), Indicators.get("habits_broken"))).isZero();
        assertThat(one.value()).as("log2(14)").isCloseTo(3.807, within(0.001));
        assertThat(three.value()).isCloseTo(3 * one.value(), within(1e-9));
        assertThat(three.evidence())
                .isEqualTo("12 earlier consignments, none to this consignee, none of heading 8703, none filed by"
                        + " OTHERS");
    }

    @Test
    void whoHasNewCustomersAllTheTimeBreaksNoHabitWithOneMore() {
        for (int i = 0; i < 12; i++) {
            ship(7L * i, 1, regular().consignedTo("NL" + i));
        }

        assertThat(value(regular().onDay(90).consignedTo("NL999"), Indicators.get("habits_broken")))
                .isLessThan(0.2);
    }

    @Test
    void aSleeperThatWakesForAStrangerStaysOneForTheSecondBill() {
        ship(0, 12, regular());
        Draft stranger = regular().onDay(77 + 150).consignedTo("NL999").filer("OTHERS");

        assertThat(value(stranger, Indicators.get("woke_for_others"))).isCloseTo(2 * 3.807, within(0.001));

        shipper.learn(stranger);
        Draft second = regular().onDay(77 + 160).consignedTo("NL999").filer("OTHERS");

        assertThat(value(second, Indicators.get("woke_for_others"))).isCloseTo(2 * 3.807, within(0.001));
        assertThat(value(second, Indicators.get("habits_broken")))
                .as("by now it is known")
                .isZero();
        assertThat(value(second, Indicators.get("days_awake"))).isEqualTo(10);
        assertThat(read(second, Indicators.get("woke_for_others")).evidence())
                .isEqualTo("back for 10 days and 1 consignment after 150 days without a consignment; before, none to"
                        + " this consignee, none filed by OTHERS");
        assertThat(find(regular().onDay(77 + 150 + 46), Indicators.get("woke_for_others")))
                .as("awake for longer than 45 days")
                .isNull();
    }

    @Test
    void aSleeperThatWakesForItsOldCustomersBreaksNothing() {
        ship(0, 12, regular());

        Draft back = regular().onDay(77 + 150);

        assertThat(value(back, Indicators.get("woke_for_others"))).isZero();
        assertThat(value(back, Indicators.get("silence_before")))
                .as("11 log2((77 + 150) / 77)")
                .isCloseTo(17.16, within(0.01));
    }

    @Test
    void aSilenceAsEveryYearSurprisesNobody() {
        ship(0, 6, regular());
        ship(200, 6, regular());

        assertThat(value(regular().onDay(235 + 170), Indicators.get("silence_before")))
                .isZero();
        assertThat(find(regular().onDay(235 + 170), Indicators.get("days_awake")))
                .isNull();
    }

    /** Against whole consignments, with retractions, through bytes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithATwinThatKeepsWholeConsignments(long seed) {
        Random random = new Random(seed);
        ShipperMemory memory = Memories.SHIPPER.unseen();
        List<Consignment> live = new ArrayList<>();
        int read = 0;
        long day = 0;
        for (int step = 0; step < 120; step++) {
            day += random.nextInt(20) == 0 ? 150 : random.nextInt(4);
            Consignment one = drawn(random, day);
            List<Reading> readings = new ArrayList<>();
            BrokenHabits.read(readings, memory, one);
            int since = 0;
            for (Reading reading : readings) {
                if (reading.indicator() == Indicators.get("days_awake")) {
                    long woke = day - (long) reading.value();
                    since = (int) live.stream()
                            .filter(earlier -> dayOf(earlier) >= woke)
                            .count();
                }
            }
            for (Reading reading : readings) {
                boolean awake = reading.indicator() == Indicators.get("woke_for_others");
                if (awake || reading.indicator() == Indicators.get("habits_broken")) {
                    read++;
                    assertThat(reading.value())
                            .as("seed=" + seed + ", step=" + step + ", " + reading)
                            .isCloseTo(
                                    broken(live, live.subList(0, live.size() - (awake ? since : 0)), one),
                                    within(1e-9));
                }
            }
            memory.learn(one);
            live.add(one);
            if (random.nextInt(6) == 0) {
                // The last that looks like it goes: what is left is in the twin's order.
                Consignment gone = live.remove(live.size() - 1);
                memory.retract(gone);
            }
            if (step % 3 == 0) {
                memory = Memories.SHIPPER.read(Memories.SHIPPER.write(memory));
            }
        }
        assertThat(read).isGreaterThan(100);
    }

    private static double broken(List<Consignment> all, List<Consignment> known, Consignment now) {
        double partner = Math.max(
                bits(
                        known,
                        now,
                        one -> Objects.requireNonNull(PartyKey.of(one.consignee()))
                                .value()),
                bits(all, now, Place::ofDestination));
        return Math.min(
                BrokenHabits.MOST_BITS,
                partner
                        + bits(known, now, one -> HeaviestCodes.heaviest(one, HeaviestCodes.HEADING))
                        + bits(known, now, one -> one.filer().id())
                        + bits(known, now, Place::ofLoading)
                        + bits(
                                known,
                                now,
                                one -> Objects.requireNonNull(one.shipper())
                                        .contacts()
                                        .get(0)
                                        .value()));
    }

    private static double bits(List<Consignment> known, Consignment now, Function<Consignment, String> what) {
        Map<String, Integer> counts = new HashMap<>();
        known.forEach(one -> counts.merge(what.apply(one), 1, Integer::sum));
        if (known.isEmpty() || counts.containsKey(what.apply(now))) {
            return 0;
        }
        long once = counts.values().stream().filter(count -> count == 1).count();
        return Math.min(8, Math.log((known.size() + 2.0) / (once + 1.0)) / Math.log(2));
    }

    private static long dayOf(Consignment of) {
        return Math.floorDiv(of.receivedAt().getEpochSecond(), 86_400L)
                - Math.floorDiv(RECEIVED_AT.getEpochSecond(), 86_400L);
    }

    private static Consignment drawn(Random random, long day) {
        return consignment()
                .party(reachedBy(
                        registered(Role.CONSIGNOR, "CN91310000", "Orchid", "CN"),
                        "+86 21 5550 " + (1000 + skewed(random)),
                        ""))
                .carrying("%04d10".formatted(1000 + 37 * skewed(random)))
                .consignedTo("NL" + skewed(random))
                .filer("FORWARDER-" + skewed(random))
                .loadedAt("CNP" + (char) ('A' + skewed(random)) + "A")
                .onDay(day)
                .build();
    }

    private static int skewed(Random random) {
        return (int) (4 * Math.pow(random.nextDouble(), 4));
    }

    private static Draft regular() {
        return consignment()
                .carrying("610910")
                .consignedTo("NL1")
                .filer("HANSA")
                .loadedAt("CNSHA");
    }

    private void ship(long fromDay, int times, Draft draft) {
        for (int i = 0; i < times; i++) {
            shipper.learn(draft.onDay(fromDay + 7L * i));
        }
    }

    private @Nullable Reading find(Draft draft, Indicator indicator) {
        return Readings.of(shipper.measure(filed(draft.build())).readings()).get(indicator);
    }

    private Reading read(Draft draft, Indicator indicator) {
        return Objects.requireNonNull(find(draft, indicator));
    }

    private double value(Draft draft, Indicator indicator) {
        return read(draft, indicator).value();
    }
}
