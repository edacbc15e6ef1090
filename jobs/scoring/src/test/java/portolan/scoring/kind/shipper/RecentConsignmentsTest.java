// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.sketch.HeaviestCodes;

class RecentConsignmentsTest {
    private static final String[] ORIGINS = {"CN", "VN", "MY"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void originsAndPricesAgreeWithATwinThatKeepsWholeConsignments(long seed) {
        Random random = new Random(seed);
        RecentConsignments memory = new RecentConsignments();
        List<Consignment> twin = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            String facts = "seed=" + seed + ", step=" + step;
            if (random.nextInt(5) < 3 || twin.isEmpty()) {
                Consignment one = drawn(random);
                memory.learn(one, HeaviestCodes.of(one, HeaviestCodes.HEADING), consignee(one));
                twin.add(one);
                if (twin.size() > RecentConsignments.MOST) {
                    twin.remove(0);
                }
            } else {
                // Of equal ones the last goes, so that the order of what is left is the twin's.
                Consignment one = twin.get(random.nextInt(twin.size()));
                memory.retract(one, HeaviestCodes.of(one, HeaviestCodes.HEADING), consignee(one));
                twin.remove(one);
            }
            if (step % 3 == 0) {
                memory = reread(memory);
            }
            Consignment now = drawn(random);
            assertThat(memory.origins(heading(now), origin(now), consignee(now)))
                    .as(facts)
                    .isEqualTo(origins(twin, now));
            assertThat(memory.logEurPerKg(heading(now), consignee(now)))
                    .as(facts)
                    .containsExactly(prices(twin, now));
        }
        for (Consignment one : twin) {
            memory.retract(one, HeaviestCodes.of(one, HeaviestCodes.HEADING), consignee(one));
        }
        assertThat(memory.isEmpty()).as("seed=" + seed).isTrue();
    }

    /** The slow way: to each customer alone, then together. */
    private static RecentConsignments.Origins origins(List<Consignment> twin, Consignment now) {
        List<Consignment> alike =
                twin.stream().filter(one -> heading(one).equals(heading(now))).toList();
        int switchedAt = -1;
        for (int i = 0; i < alike.size(); i++) {
            if (consignee(alike.get(i)).equals(consignee(now))
                    && !origin(alike.get(i)).equals(origin(now))) {
                switchedAt = i;
            }
        }
        int another = 0;
        int same = 0;
        for (int i = 0; i < alike.size(); i++) {
            boolean itsCampaign =
                    switchedAt >= 0 && i > switchedAt && consignee(alike.get(i)).equals(consignee(now));
            if (!origin(alike.get(i)).equals(origin(now))) {
                another++;
            } else if (!itsCampaign) {
                same++;
            }
        }
        String commonest = "";
        long most = 0;
        for (int i = alike.size() - 1; i >= 0; i--) {
            String origin = origin(alike.get(i));
            long count =
                    alike.stream().filter(one -> origin(one).equals(origin)).count();
            if (count > most) {
                most = count;
                commonest = origin;
            }
        }
        return new RecentConsignments.Origins(another, same, commonest);
    }

    private static double[] prices(List<Consignment> twin, Consignment now) {
        return twin.stream()
                .filter(one ->
                        heading(one).equals(heading(now)) && !consignee(one).equals(consignee(now)))
                .mapToDouble(one -> {
                    double value =
                            Objects.requireNonNull(one.items().get(0).value()).amount();
                    return Math.rint(Math.log(value / one.massKg()) * RecentConsignments.PRICE_STEPS)
                                    / RecentConsignments.PRICE_STEPS
                            + 0.0;
                })
                .toArray();
    }

    private static RecentConsignments reread(RecentConsignments memory) {
        LayoutWriter writer = new LayoutWriter();
        memory.write(writer);
        return RecentConsignments.read(new LayoutReader(writer.toBytes()));
    }

    /** Every one is different, by its mass, so that twin and memory take out the same one. */
    private static Consignment drawn(Random random) {
        return consignment()
                .carrying(random.nextInt(3) == 0 ? "610910" : "731815")
                .originating(ORIGINS[random.nextInt(ORIGINS.length)])
                .weighingKg(1_000 * Math.exp(5 * random.nextDouble()))
                .worth(1 + random.nextInt(90_000), "EUR")
                .consignedTo("NL" + random.nextInt(3))
                .build();
    }

    private static String heading(Consignment of) {
        return HeaviestCodes.of(of, HeaviestCodes.HEADING).get(0);
    }

    private static String origin(Consignment of) {
        return Objects.requireNonNull(of.items().get(0).origin());
    }

    private static String consignee(Consignment of) {
        return Objects.requireNonNull(PartyKey.of(of.consignee())).value();
    }
}
