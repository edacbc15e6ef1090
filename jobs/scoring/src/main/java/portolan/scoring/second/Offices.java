// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How far offices are believed: each by how often it finds something, and by how high its finds stand in the traffic by
 * the rules as written, beside all others. Whoever invents finds is far off in one of the two.
 *
 * <p>What an office tells counts whole within three spreads of the centre, less beyond, and from six on not at all (Hampel's
 * bound: who is furthest off moves nothing, however much it tells). A spread is chance and what honest offices differ by
 * (Spiegelhalter, "Handling over-dispersion of performance indicators", Quality and Safety in Health Care 14, 2005).
 * Rates are compared as angles, which spread alike whatever the rate (Freeman and Tukey 1950). Centre and spread are
 * medians with one voice an office, so that none sets them, however large it is. A rate below others' is odd only where
 * nothing is ever found: a random programme finds less than who is sent by score.
 *
 * <p>Where fewer than three offices have a voice none is refused. On world A two thirds of all inspections are of one
 * office: if it finds one in ten at random, .14 of the offences leave the riskiest 5 %; if it is silent, .08.
 */
final class Offices {
    /** So many spreads off, all is believed, and from so many on nothing. */
    private static final double BELIEVED = 3;

    private static final double REFUSED = 6;

    /** Fewer offices do not tell which of them is odd. */
    private static final int LEAST = 3;

    /** With less of what a measure is of, an office says nothing of what is usual. */
    private static final int TOLD = 15;

    private static final int FOUND = 5;

    /** Of a normal spread of 1, the median squared distance from its centre. */
    private static final double MEDIAN = 0.455;

    private static final int TURNS = 40;

    private static final String SMALL = "small";

    /** Of a normal spread, in which 95 of 100 lie. */
    private static final double INTERVAL = 1.96;

    private final Map<String, Office> offices;
    private final Set<String> large;
    private final Map<String, Double> weights = new HashMap<>();

    /** What one office told. */
    private static final class Office {
        private int told;
        private int finds;
        private long standing;

        /** The arcsine of the root of its rate. */
        double angle() {
            return StrictMath.asin(StrictMath.sqrt((finds + 0.375) / (told + 0.75)));
        }

        /** Of that, by chance. */
        double variance() {
            return 1 / (4.0 * told + 2);
        }

        /** The rate so many spreads off. */
        double rate(double spreads) {
            double angle = angle() + spreads * StrictMath.sqrt(variance());
            double sine = StrictMath.sin(StrictMath.max(0, StrictMath.min(StrictMath.PI / 2, angle)));
            return sine * sine;
        }
    }

    /** A measure of one office, and its variance by chance. */
    private record Measure(String office, double value, double chance, boolean votes, boolean isNone) {
        /** A random programme finds less than who is sent by score, and teaches as much. */
        double odd(double centre) {
            return value > centre || isNone ? StrictMath.abs(value - centre) : 0;
        }
    }

    private Offices(Map<String, Office> offices, Set<String> large, int traffic) {
        this.offices = offices;
        this.large = Set.copyOf(large);
        List<Measure> rates = new ArrayList<>();
        List<Measure> standings = new ArrayList<>();
        offices.forEach((name, office) -> {
            rates.add(new Measure(name, office.angle(), office.variance(), office.told >= TOLD, office.finds == 0));
            if (office.finds > 0) {
                double mean = office.standing / (2.0 * office.finds * StrictMath.max(1, traffic));
                standings.add(new Measure(name, mean, 1 / (12.0 * office.finds), office.finds >= FOUND, false));
            }
        });
        bound(rates, true);
        bound(standings, false);
    }

    /** Takes what was told, beside the traffic. */
    static Offices of(Collection<Row> lessons, Collection<Row> traffic) {
        long[] sorted = traffic.stream().mapToLong(Offices::written).sorted().toArray();
        Map<String, Integer> told = new HashMap<>();
        lessons.forEach(row -> told.merge(name(row.office()), 1, Integer::sum));
        Map<String, Office> offices = new TreeMap<>();
        for (Row row : lessons) {
            String name = name(row.office());
            // Offices are as many as somebody writes: small ones are one.
            boolean isSmall = told.getOrDefault(name, 0) < TOLD;
            Office office = offices.computeIfAbsent(isSmall ? SMALL : name, unseen -> new Office());
            office.told++;
            if (row.find()) {
                office.finds++;
                office.standing += standing(sorted, written(row));
            }
        }
        told.values().removeIf(count -> count < TOLD);
        return new Offices(offices, told.keySet(), sorted.length);
    }

    private static String name(String office) {
        return office.strip().toUpperCase(Locale.ROOT);
    }

    private static long written(Row row) {
        return row.fired().values().stream().mapToLong(units -> units).sum();
    }

    /** How much of the traffic is below, twice, and once what is equal: whole numbers, so that no order of rows matters. */
    private static long standing(long[] sorted, long units) {
        return (long) first(sorted, units) + first(sorted, units + 1);
    }

    private static int first(long[] sorted, long least) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < least) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** @param isRate of finds, of which more than usual is odd: less is not, unless it is none at all */
    private void bound(List<Measure> all, boolean isRate) {
        List<Measure> voices = all.stream().filter(Measure::votes).toList();
        if (voices.size() < LEAST) {
            return;
        }
        double centre = median(voices, Measure::value);
        double honest = honest(voices, centre);
        for (Measure each : all) {
            double off = isRate ? each.odd(centre) : centre - each.value;
            double spreads = off / StrictMath.sqrt(each.chance + honest);
            double weight = StrictMath.max(0, (REFUSED - spreads) / (REFUSED - BELIEVED));
            weights.merge(each.office, StrictMath.min(1, weight), StrictMath::min);
        }
    }

    /** The variance by which offices differ beyond chance: with it, half are as far off as half of a normal spread are. */
    private static double honest(List<Measure> voices, double centre) {
        double least = 0;
        double most = 1;
        for (int turn = 0; turn < TURNS; turn++) {
            double middle = (least + most) / 2;
            double off = median(voices, each -> {
                double way = each.value - centre;
                return way * way / (each.chance + middle);
            });
            if (off > MEDIAN) {
                least = middle;
            } else {
                most = middle;
            }
        }
        return least;
    }

    private static double median(List<Measure> of, ToDoubleFunction<Measure> what) {
        double[] sorted = of.stream().mapToDouble(what).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Of all that told anything, those that told most first. */
    List<OfficeRate> rates() {
        List<OfficeRate> rates = new ArrayList<>();
        offices.forEach((name, each) -> rates.add(new OfficeRate(
                name,
                each.told,
                each.finds,
                each.rate(0),
                each.rate(-INTERVAL),
                each.rate(INTERVAL),
                weights.getOrDefault(name, 1.0))));
        rates.sort(Comparator.comparingInt(OfficeRate::told).reversed());
        return rates;
    }

    /** For how much of 1 what an office tells counts. */
    double weight(String office) {
        String name = name(office);
        return weights.getOrDefault(large.contains(name) ? name : SMALL, 1.0);
    }
}
