// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What falls on whoever comes along: notorious goods, offences without a trace, ships that are sent elsewhere. */
final class Chances {
    private static final int SAMPLE = 6_000;
    private static final double LEAST_RATE = 0.3;
    private static final double MOST_RATE = 0.6;
    /** A pair that carries more than this would be the whole scheme. */
    private static final double LARGEST_PAIR = 0.25;

    private static final double SEA = 0.8;

    private final long seed;
    private final double untraced;
    private final double diverted;
    private final double labelled;
    /** By HS6: the origins that are notorious, with their rates. */
    private final Map<String, Map<String, Double>> notorious = new HashMap<>();

    private final Map<String, String> headings = new HashMap<>();

    private final Play offence = passing(Play.offence(Scheme.NOTORIOUS_GOODS, Need.ANY, 1, 1, 1, 1));
    private final Play innocent = passing(Play.alike(LookAlike.NOTORIOUS_INNOCENT, Need.ANY, 1, 1, 1, 1));
    private final Play sibling = passing(Play.alike(LookAlike.NOTORIOUS_SIBLING, Need.ANY, 1, 1, 1, 1));
    private final Play traceless = passing(Play.offence(Scheme.NONE, Need.ANY, 1, 1, 1, 1));
    private final Play diversion = passing(ConsigneePlays.divertedShip());

    /** Of whoever comes along, with all that it sells. */
    private static Play passing(Play play) {
        return play.by(Scene::whole);
    }

    /** @param ordinary share of the consignments that chance can fall on */
    Chances(FeedSettings settings, Population population, Shares shares, double ordinary) {
        this.seed = settings.seed();
        this.untraced = shares.of(Scheme.NONE) / ordinary;
        this.diverted = shares.of(Scheme.CONSIGNEE_SWITCH) * LookAlike.DIVERTED_SHIP.each() / ordinary / SEA;
        this.labelled = choosePairs(population, settings.shippers(), shares.of(Scheme.NOTORIOUS_GOODS) / ordinary);
    }

    /** Takes pairs at random until they make up the scheme's share; answers how many siblings must be told of. */
    private double choosePairs(Population population, int shippers, double target) {
        if (target == 0) {
            return 0;
        }
        Map<String, Integer> traffic = new HashMap<>();
        for (int id = 0; id < SAMPLE; id++) {
            Dice dice = Dice.of(seed, Purpose.NOTORIETY, -1 - id);
            Shipper.Line line = population.shipper(id % shippers).line(1 + dice.below(12), dice);
            if (!line.goods().hs6().isEmpty()) {
                traffic.merge(line.goods().hs6() + line.origin(), 1, Integer::sum);
            }
        }
        List<String> pairs = new ArrayList<>(traffic.keySet());
        pairs.sort((a, b) -> Long.compareUnsigned(hash(a), hash(b)));
        double planned = 0;
        for (String pair : pairs) {
            double rate = LEAST_RATE + (MOST_RATE - LEAST_RATE) * Dice.unit(hash(pair) * 31);
            double adds = traffic.getOrDefault(pair, 0) / (double) SAMPLE * rate;
            if (adds <= target * LARGEST_PAIR && planned + adds <= target * 1.05) {
                planned += adds;
                String hs6 = pair.substring(0, 6);
                notorious.computeIfAbsent(hs6, h -> new HashMap<>()).put(pair.substring(6), rate);
                headings.put(hs6.substring(0, 4) + pair.substring(6), hs6);
            }
        }
        double siblings = 0;
        for (Map.Entry<String, Integer> pair : traffic.entrySet()) {
            String hs6 = pair.getKey().substring(0, 6);
            String origin = pair.getKey().substring(6);
            siblings += isSibling(hs6, origin) ? pair.getValue() / (double) SAMPLE : 0;
        }
        return siblings == 0 ? 0 : Math.min(1, target * LookAlike.NOTORIOUS_SIBLING.each() / siblings);
    }

    private long hash(String pair) {
        return Dice.hash(seed, Purpose.NOTORIETY, pair.hashCode());
    }

    private boolean isSibling(String hs6, String origin) {
        Map<String, Double> origins = notorious.get(hs6);
        if (origins != null) {
            return !origins.containsKey(origin);
        }
        return headings.containsKey(hs6.substring(0, 4) + origin);
    }

    /** What befalls an ordinary consignment, or null as nearly always. */
    @Nullable
    Act of(Booking booking, long serial) {
        Dice dice = Dice.of(seed, Purpose.NOTORIETY, serial);
        double point = dice.unit();
        String hs6 = booking.line().goods().hs6();
        if (!hs6.isEmpty()) {
            Map<String, Double> origins = notorious.get(hs6);
            Double rate = origins == null ? null : origins.get(booking.line().origin());
            if (rate != null) {
                return act(point < rate ? offence : innocent, booking);
            }
            if (point < labelled && isSibling(hs6, booking.line().origin())) {
                return act(sibling, booking);
            }
        }
        if (dice.chance(untraced)) {
            return act(traceless, booking);
        }
        boolean sentElsewhere = !booking.air()
                && Dice.unit(Dice.hash(seed, Purpose.DIVERSION, booking.voyage().identity())) < diverted;
        return sentElsewhere ? act(diversion, booking) : null;
    }

    private static Act act(Play play, Booking booking) {
        List<Integer> host = List.of(booking.shipper().id());
        return new Act(new Campaign(play, 0, host, 1), 0, Act.Chapter.MAIN);
    }
}
