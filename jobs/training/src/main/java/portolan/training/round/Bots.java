// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.training.engine.Scored;
import portolan.training.world.Dealt;

/**
 * Trainees that are none: to rehearse with, and to show what little or much is worth. They know all consignments that
 * will arrive, where a trainee must decide as they come.
 */
public final class Bots {
    static final String PREFIX = "bot-";

    private Bots() {}

    /** How a bot picks. */
    public enum Kind {
        /** Blindly. */
        RANDOM,
        /** Whose shippers were most often caught: the share of finds among their inspections. */
        PAST_RATES,
        /** What the engine holds to be riskiest. */
        ENGINE;

        /** Its name among trainees: "bot-past-rates". */
        public String trainee() {
            return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Lets a bot use the whole budget of a round that runs.
     *
     * @param seed of what it draws: equals equal
     */
    public static void play(Round round, Kind kind, long seed) {
        List<Pick> picks = choose(
                        kind, round.bare(), round.scored(), round.exercise().budget(), seed)
                .stream()
                .map(key -> pick(kind, key, round.scored()))
                .toList();
        round.play(kind.trainee(), picks);
    }

    private static Pick pick(Kind kind, String key, Map<String, Scored> scored) {
        Scored of = scored.get(key);
        return kind != Kind.ENGINE || of == null
                ? Pick.of(key)
                : new Pick(key, of.indicators(), of.probability(), Set.of(), null, false);
    }

    /** Keys of what a bot picks. */
    static List<String> choose(Kind kind, Dealt bare, Map<String, Scored> scored, int budget, long seed) {
        List<Dealt.Bill> bills = new ArrayList<>(bare.window());
        Collections.shuffle(bills, new Random(seed));
        switch (kind) {
            case RANDOM -> {
                // As shuffled.
            }
            case PAST_RATES -> {
                Map<String, Rate> rates = rates(bare.past());
                Rate all = rates.values().stream().reduce(Rate.NONE, Rate::plus);
                bills.sort(Comparator.comparingDouble(
                                (Dealt.Bill bill) -> rates.getOrDefault(shipper(bill.filing()), Rate.NONE)
                                        .share(all))
                        .reversed());
            }
            case ENGINE ->
                bills.sort(Comparator.comparingDouble((Dealt.Bill bill) -> {
                            Scored of = scored.get(bill.key());
                            return of == null ? 0 : of.probability();
                        })
                        .reversed()
                        .thenComparing(Dealt.Bill::key));
        }
        return bills.stream().limit(budget).map(Dealt.Bill::key).toList();
    }

    /** Finds among inspections of a shipper. */
    private record Rate(int finds, int inspections) {
        static final Rate NONE = new Rate(0, 0);

        /** As good as two inspections of the average shipper: one find in one is no certainty. */
        private static final int WORTH = 2;

        Rate plus(Rate other) {
            return new Rate(finds + other.finds, inspections + other.inspections);
        }

        double share(Rate all) {
            double average = all.inspections == 0 ? 0 : (double) all.finds / all.inspections;
            return (finds + WORTH * average) / (inspections + WORTH);
        }
    }

    private static Map<String, Rate> rates(List<Dealt.Event> past) {
        Map<String, String> shippers = new HashMap<>();
        Map<String, Rate> rates = new HashMap<>();
        for (Dealt.Event event : past) {
            if (event instanceof Dealt.Filed filed) {
                shippers.put(filed.filing().getConsignmentKey(), shipper(filed.filing()));
            } else if (event instanceof Dealt.Reported reported
                    && reported.outcome().getExamined()) {
                String shipper = shippers.get(reported.outcome().getConsignmentKey());
                if (shipper != null) {
                    rates.merge(shipper, new Rate(finds(reported), 1), Rate::plus);
                }
            }
        }
        return rates;
    }

    private static int finds(Dealt.Reported reported) {
        return portolan.scoring.manifest.OutcomeCode.valueOf(
                                reported.outcome().getCode().name())
                        .isOffence()
                ? 1
                : 0;
    }

    private static String shipper(Filing filing) {
        for (Party party : filing.getParties()) {
            if (party.getRole() == PartyRole.CONSIGNOR && party.getRawName() != null) {
                return party.getRawName().strip().toUpperCase(Locale.ROOT);
            }
        }
        return "";
    }
}
