// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What is read of cells, once a consignment's own part is left aside: plain functions of whole numbers, so that the same
 * cells give the same bits anywhere.
 */
final class BankReadings {
    /** In the first months everybody is new: an age says nothing until all memory is this old. */
    static final long KNOWN_AFTER_HOURS = 60 * 24;

    /** Fields whose changes between versions are counted; at most sixteen, their places are stored. */
    static final List<Field> CHANGING = List.of(
            Field.CONSIGNOR,
            Field.CONSIGNEE,
            Field.NOTIFY,
            Field.ADDRESS,
            Field.TELEPHONE,
            Field.FILER,
            Field.CARRIER,
            Field.VEHICLE,
            Field.BOX,
            Field.SEAL,
            Field.DOCUMENTS,
            Field.HS4,
            Field.LOADING,
            Field.DISCHARGE,
            Field.OFFICE);

    /** The place after those of the fields. */
    static final int WEIGHT_CHANGE = 15;

    /** A single find under a key of few bills is no rate yet. */
    private static final double BILLS_BEFORE_A_RATE = 20;

    private static final double INSPECTIONS_BEFORE_A_RATE = 4;
    private static final int BILLS_BEFORE_A_HABIT = 3;

    /** As wide a spread as quantities have that nobody knows yet, for so many bills. */
    private static final double SPREAD = 0.6 * Quantity.STEPS;

    private static final double SPREAD_BILLS = 4;
    private static final double MOST_SPREADS = 8;
    private static final double HOURS_A_DAY = 24;
    private static final int LOG_STEPS = 1 << 10;
    private static final double[] LOG = new double[LOG_STEPS + 1];

    static {
        for (int i = 0; i <= LOG_STEPS; i++) {
            LOG[i] = StrictMath.log(1 + (double) i / LOG_STEPS) / StrictMath.log(2);
        }
    }

    private final Bank bank;
    private final List<BankReading> list = new ArrayList<>();

    /** What each reading is of: the number of its cell of bills; -1 where it is no cell's alone. */
    private final List<Integer> cellOf = new ArrayList<>();

    private int billsNamed;

    BankReadings(Bank bank) {
        this.bank = bank;
        for (Declaration declared : bank.bills().subList(0, bank.billsRead())) {
            billsNamed++;
            nameBills(declared);
        }
        billsNamed = 0;
        for (Declaration declared : bank.usual()) {
            String means = "spreads above what is usual there, negative below";
            add("odd", declared.subject(), "odd:" + quantity(declared).word(), means, BankReading.Sign.FREE);
        }
        for (Declaration declared : bank.shares()) {
            String means = "bits by which the value is rarer there than in all traffic";
            String family = "share:" + Objects.requireNonNull(declared.value()).word();
            add("share", declared.subject(), family, means, BankReading.Sign.UP);
        }
        nameChanges();
    }

    private void nameBills(Declaration declared) {
        String subject = declared.subject();
        String group = declared.key().isEmpty() ? "all" : declared.key().get(0).word();
        String own = "history:" + group;
        boolean passes = !declared.key().isEmpty() && declared.key().get(0).sort() == Field.Sort.PASSING;
        BankReading.Sign known = passes ? BankReading.Sign.FREE : BankReading.Sign.DOWN;
        add("age", subject, own, "days since it was first seen; 0 the first time", known);
        add("count", subject, own, "bills before this one", known);
        String rate = "finds per 1,000 bills, fading by half in 60 days";
        add("finds", subject, "finds:" + group, rate, BankReading.Sign.UP);
        if (declared.key().size() == 1) {
            add("silence", subject, "silence:" + group, "days since it was last seen", BankReading.Sign.FREE);
            String hits = "finds per 100 inspections, fading by half in 60 days";
            add("hits", subject, "finds:" + group, hits, BankReading.Sign.UP);
        }
    }

    private void nameChanges() {
        for (int place = 0; place <= WEIGHT_CHANGE; place++) {
            String subject = place == WEIGHT_CHANGE
                    ? Quantity.WEIGHT.word()
                    : CHANGING.get(place).word();
            add("changes", subject, "changes", "how often versions changed it", BankReading.Sign.UP);
            add("late", subject, "changes", "how often versions changed it after departure", BankReading.Sign.UP);
        }
        add("changes", "versions", "changes", "how often the case was restated", BankReading.Sign.UP);
    }

    private void add(String what, String subject, String family, String means, BankReading.Sign sign) {
        list.add(new BankReading(what + "(" + subject + ")", family, means, sign));
        cellOf.add(billsNamed - 1);
    }

    /** The cell of bills that a reading is of; -1 where it is of none alone. */
    int cellOf(int reading) {
        return cellOf.get(reading);
    }

    private static Quantity quantity(Declaration declared) {
        return Objects.requireNonNull(declared.quantity());
    }

    List<BankReading> list() {
        return Collections.unmodifiableList(list);
    }

    /**
     * What the cells say of a consignment.
     *
     * @param versions how often the case was restated
     * @param changes the case's own cell
     * @param now hour of order time
     */
    float[] of(Calls calls, Drawn drawn, int versions, long[] changes, long now) {
        float[] values = new float[list.size()];
        int at = 0;
        long begun = Cells.first(drawn.wide, 0);
        for (int cell = 0; cell < bank.billsRead(); cell++) {
            boolean isKnown = begun >= 0 && now - Math.max(begun, bank.sinceHours()[cell]) >= KNOWN_AFTER_HOURS;
            at = bills(values, at, calls, drawn, cell, isKnown, now);
        }
        for (int i = 0; i < bank.usual().size(); i++) {
            int cell = bank.bills().size() + i;
            long steps = calls.steps()[quantity(bank.usual().get(i)).place()];
            values[at++] = calls.wide()[cell] == 0 ? Float.NaN : odd(drawn.wide, cell * Cells.WIDE, steps);
        }
        for (int i = 0; i < bank.shares().size(); i++) {
            values[at++] = calls.narrow()[i] == 0 ? Float.NaN : rarer(drawn, i);
        }
        for (int place = 0; place <= WEIGHT_CHANGE; place++) {
            values[at++] = Cells.changes(changes[1], place);
            values[at++] = Cells.changes(changes[2], place);
        }
        values[at] = versions;
        return values;
    }

    private int bills(float[] values, int from, Calls calls, Drawn drawn, int cell, boolean isKnown, long now) {
        int at = from;
        boolean isSingle = bank.bills().get(cell).key().size() == 1;
        int readings = isSingle ? 5 : 3;
        if (calls.wide()[cell] == 0) {
            Arrays.fill(values, at, at + readings, Float.NaN);
            return at + readings;
        }
        int word = cell * Cells.WIDE;
        boolean isSeen = drawn.wide[word] != 0;
        long first = isSeen ? Cells.first(drawn.wide, word) : calls.hour();
        values[at++] = isKnown ? (float) (Math.max(0, calls.hour() - first) / HOURS_A_DAY) : Float.NaN;
        values[at++] = Cells.bills(drawn.wide, word);
        double finds = Cells.findsLeft(drawn.outcomes, word, now);
        values[at++] = finds == 0
                ? 0
                : (float) (1_000 * finds / (Cells.billsLeft(drawn.wide, word, now) + BILLS_BEFORE_A_RATE));
        if (isSingle) {
            values[at++] = isSeen && isKnown ? silence(drawn.wide, word, calls.hour()) : Float.NaN;
            double inspections = Cells.inspectionsLeft(drawn.outcomes, word, now);
            values[at++] =
                    inspections == 0 ? Float.NaN : (float) (100 * finds / (inspections + INSPECTIONS_BEFORE_A_RATE));
        }
        return at;
    }

    /**
     * Days to the latest hour before, in which another came: what was received together came at once. Not known where
     * more than one hour has come since.
     */
    private static float silence(long[] words, int at, long own) {
        long latest = Cells.latest(words[at]);
        long other = latest < own ? latest : Cells.before(words, at);
        return other < 0 || other >= own ? Float.NaN : (float) ((own - other) / HOURS_A_DAY);
    }

    private static float odd(long[] words, int at, long steps) {
        double bills = Cells.count(words[at]);
        if (bills < BILLS_BEFORE_A_HABIT) {
            return Float.NaN;
        }
        double mean = words[at + 1] / bills;
        double squares = Math.max(0, words[at + 2] - words[at + 1] * mean);
        double spread = Math.sqrt((squares + SPREAD_BILLS * SPREAD * SPREAD) / (bills + SPREAD_BILLS - 1));
        return (float) Math.max(-MOST_SPREADS, Math.min(MOST_SPREADS, (steps - mean) / spread));
    }

    /** The value's share under the key, backed by its share in all traffic as if by one bill, against the latter. */
    private float rarer(Drawn drawn, int share) {
        double all = Cells.bills(drawn.wide, bank.shareAll()[share] * Cells.WIDE);
        double inAll = (Cells.count(drawn.narrow[bank.shareValue()[share]]) + 0.5) / (all + 1);
        double bills = Cells.bills(drawn.wide, bank.shareBills()[share] * Cells.WIDE);
        double here = (Cells.count(drawn.narrow[share]) + inAll) / (bills + 1);
        return (float) log2(inAll / here);
    }

    /** Good to a five-millionth part, the same everywhere, and ten times quicker than a strict logarithm. */
    static double log2(double positive) {
        long bits = Double.doubleToRawLongBits(positive);
        int step = (int) (bits >>> 42) & (LOG_STEPS - 1);
        double within = (bits & ((1L << 42) - 1)) * 0x1p-42;
        return (bits >>> 52) - 1_023 + LOG[step] + within * (LOG[step + 1] - LOG[step]);
    }
}
