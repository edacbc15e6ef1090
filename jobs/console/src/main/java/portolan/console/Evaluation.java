package portolan.console;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Detection quality over one period: the engine beside what a table could have done.
 *
 * @param examined consignments in the period that were assessed and examined
 * @param learnedFrom consignments before the period that the lookups learned from
 * @param rows the engine first
 * @param notes what is missing from the rows, and why
 */
record Evaluation(
        LocalDate from,
        LocalDate to,
        int examined,
        int offences,
        int learnedFrom,
        int offencesLearnedFrom,
        Revenue revenue,
        List<Detection> rows,
        List<String> notes) {
    Evaluation {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    double baseRate() {
        return (double) offences / examined;
    }

    /**
     * Evaluates the assessed among {@code consignments} that were filed from {@code from} to {@code to}, both included.
     * The lookups learn from everything examined that was filed before, whenever its outcome became known.
     *
     * @param addsUp whether amounts of a kind are in one currency
     * @throws IllegalArgumentException when there is none of them
     */
    static Evaluation of(List<Examined> consignments, LocalDate from, LocalDate to, Predicate<Revenue> addsUp) {
        List<Examined> period = new ArrayList<>();
        List<Examined> past = new ArrayList<>();
        for (Examined each : consignments) {
            if (each.filedOn().isBefore(from)) {
                past.add(each);
            } else if (!each.filedOn().isAfter(to) && each.isAssessed()) {
                period.add(each);
            }
        }
        if (period.isEmpty()) {
            throw new IllegalArgumentException("nothing to evaluate: from=" + from + ", to=" + to);
        }
        List<String> notes = new ArrayList<>();
        Revenue revenue = Revenue.of(period);
        if (!addsUp.test(revenue)) {
            notes.add("no revenue: the amounts are in several currencies");
            revenue = Revenue.UNKNOWN;
        }
        Rows rows = new Rows(period, past, revenue, notes);
        rows.engine();
        if (past.isEmpty()) {
            notes.add("no lookups: nothing that was filed before " + from + " was examined");
        } else {
            rows.lookup("HS6 x origin x tax rate", Traits::hs6OriginRate, "no HS codes with duty rates");
            rows.lookup("HS6 x origin", Traits::hs6Origin, "no HS codes");
            rows.lookup("importer's past rate", Traits::importers, "no consignee or importer");
        }
        int offences = offences(period);
        rows.made.add(Detection.expectedOfRandom(period.size(), offences, revenue != Revenue.UNKNOWN));
        return new Evaluation(
                from, to, period.size(), offences, past.size(), offences(past), revenue, rows.made, notes);
    }

    private static int offences(List<Examined> consignments) {
        return (int) consignments.stream().filter(Examined::offence).count();
    }

    /** The rows as they are made, and notes on those that cannot be. */
    private record Rows(
            List<Examined> period, List<Examined> past, Revenue revenue, List<String> notes, List<Detection> made) {
        Rows(List<Examined> period, List<Examined> past, Revenue revenue, List<String> notes) {
            this(period, past, revenue, notes, new ArrayList<>());
        }

        void engine() {
            made.add(Ranking.of(period, Examined::score, revenue::of).detection("the engine"));
        }

        void lookup(String name, Function<Traits, Set<String>> keys, String whyNot) {
            PastShare share = new PastShare(keys, past);
            if (share.isEmpty()) {
                notes.add("no row '" + name + "': " + whyNot + " in the filings");
            } else {
                made.add(Ranking.of(period, each -> share.of(each.traits()), revenue::of)
                        .detection(name));
            }
        }
    }
}
