// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import portolan.scoring.reading.Wording;

/** What declared memories say of one version of a consignment: each reading's value, and in words. */
public final class BankAnswer {
    private final Bank bank;
    private final float[] values;
    private final int[] bills;
    private final int[] finds;

    /**
     * An answer.
     *
     * @param values in the order of {@link Bank#readings()}; nobody changes them any more
     * @param bills how many there are under each key of bills
     * @param finds what was found on them
     */
    BankAnswer(Bank bank, float[] values, int[] bills, int[] finds) {
        this.bank = bank;
        this.values = values;
        this.bills = bills;
        this.finds = finds;
    }

    /**
     * An answer as an example states it: no bills are behind it.
     *
     * @param values by place; those that are not stated are not known
     */
    public static BankAnswer stated(Bank bank, Map<Integer, Double> values) {
        float[] stated = new float[bank.readings().size()];
        Arrays.fill(stated, Float.NaN);
        values.forEach((place, value) -> stated[place] = value.floatValue());
        int cells = bank.bills().size();
        return new BankAnswer(bank, stated, new int[cells], new int[cells]);
    }

    /** What another bank's answer says of the readings that this one has too. */
    public static BankAnswer of(Bank bank, BankValues values) {
        BankAnswer answer = stated(bank, Map.of());
        for (BankValues.Value each : values.values()) {
            int reading = bank.placeOfName(each.name());
            if (reading >= 0) {
                answer.values[reading] = each.value();
                int cell = bank.reader().cellOf(reading);
                if (cell >= 0) {
                    answer.bills[cell] = each.bills();
                    answer.finds[cell] = each.finds();
                }
            }
        }
        return answer;
    }

    /** What is known, of readings of these names. */
    public BankValues known(List<String> names) {
        List<BankValues.Value> known = new ArrayList<>(names.size());
        for (String name : names) {
            add(bank.placeOfName(name), known);
        }
        return new BankValues(known);
    }

    /** All that is known. */
    public BankValues known() {
        List<BankValues.Value> known = new ArrayList<>(values.length);
        for (int reading = 0; reading < values.length; reading++) {
            add(reading, known);
        }
        return new BankValues(known);
    }

    private void add(int reading, List<BankValues.Value> known) {
        if (reading >= 0 && !Float.isNaN(values[reading])) {
            known.add(new BankValues.Value(name(reading), values[reading], bills(reading), finds(reading)));
        }
    }

    /** All values, NaN where not known. */
    float[] values() {
        return values;
    }

    /** The value of a reading, by its place; NaN where not known. */
    public double value(int reading) {
        return values[reading];
    }

    /** The same by a reading's name; empty where the bank has none. */
    public String words(String name) {
        int reading = bank.placeOfName(name);
        return reading < 0 ? "" : words(reading);
    }

    /** The numbers behind a reading that a person would check; empty where it is not known. */
    public String words(int reading) {
        double value = value(reading);
        if (Double.isNaN(value)) {
            return "";
        }
        String name = name(reading);
        String what = name.substring(0, name.indexOf('('));
        List<String> of =
                List.of(name.substring(what.length() + 1, name.length() - 1).split(", ", 2));
        String subject = BankReading.spoken(of.get(0));
        String number = Wording.rounded(Math.abs(value));
        return switch (what) {
            case "age" ->
                bills(reading) == 0
                        ? "this " + subject + " was never seen before"
                        : "this " + subject + ": first seen " + days(value) + " ago";
            case "silence" -> "this " + subject + ": last seen " + days(value) + " ago";
            case "count" -> Wording.counted(bills(reading), "bill", "bills") + " of this " + subject + " before";
            case "finds", "hits" ->
                Wording.counted(finds(reading), "find", "finds") + " in "
                        + Wording.counted(bills(reading), "bill", "bills") + " of this " + subject;
            case "share" ->
                subject + ": " + number + " bits " + (value < 0 ? "more" : "less") + " usual with this "
                        + BankReading.spoken(of.get(1)) + " than in all traffic";
            case "odd" ->
                subject + ": " + number + " spreads " + (value < 0 ? "below" : "above") + " what is usual with this "
                        + BankReading.spoken(of.get(1));
            case "late" -> subject + " changed " + times(value) + " after departure";
            default -> subject + " changed " + times(value);
        };
    }

    private String name(int reading) {
        return bank.readings().get(reading).name();
    }

    private int bills(int reading) {
        int cell = bank.reader().cellOf(reading);
        return cell < 0 ? 0 : bills[cell];
    }

    private int finds(int reading) {
        int cell = bank.reader().cellOf(reading);
        return cell < 0 ? 0 : finds[cell];
    }

    private static String days(double days) {
        return Wording.counted(Math.round(days), "day", "days");
    }

    private static String times(double times) {
        return Wording.counted(Math.round(times), "time", "times");
    }
}
