// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.BankAnswer;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.OutcomeRates;
import portolan.scoring.reading.Wording;

/**
 * What rules are judged on: the readings of one consignment as a flat array, and the consignment's fields, each read
 * when the first rule, or the index of all, asks for it. Serves one judgement on one thread.
 */
public final class Facts {
    /** Loops over lists may stand inside one another this deep. */
    static final int DEEPEST_LOOP = 2;

    private static final int MOST_SHOWN = 5;
    private static final int INDICATORS = Indicators.all().size();
    private static final ConsignmentField[] FIELDS = ConsignmentField.values();
    private static final int[] WHOLES =
            Indicators.byFind().stream().mapToInt(Indicator::slot).toArray();
    private static final int[][] PARTS = Indicators.byFind().stream()
            .map(whole -> whole.parts().stream().mapToInt(Indicator::slot).toArray())
            .toArray(int[][]::new);
    private static final Object NOT_READ_YET = new Object();

    /** By slot; without the parts where none of them is known, which is nearly always. */
    private final double[] readings;

    private final @Nullable Consignment consignment;
    private final @Nullable Object[] fields;
    private final @Nullable BankAnswer memories;
    private final String[] loopTexts = new String[DEEPEST_LOOP];

    private Facts(
            double[] readings,
            @Nullable Consignment consignment,
            @Nullable Object[] fields,
            @Nullable BankAnswer memories) {
        this.memories = memories;
        this.readings = readings;
        this.consignment = consignment;
        this.fields = fields;
    }

    /** The facts of a consignment as it came in, of which no declared memory was asked. */
    public static Facts of(Readings readings, Consignment consignment) {
        return of(readings, consignment, null);
    }

    /**
     * The facts of a consignment as it came in.
     *
     * @param memories what declared memories say; null where none was asked
     */
    public static Facts of(Readings readings, Consignment consignment, @Nullable BankAnswer memories) {
        double[] values = new double[readings.hasParts() ? INDICATORS : Indicators.UNDIVIDED];
        for (int i = 0; i < values.length; i++) {
            values[i] = readings.value(Indicators.at(i));
        }
        @Nullable Object[] fields = new @Nullable Object[FIELDS.length];
        java.util.Arrays.fill(fields, NOT_READ_YET);
        return new Facts(values, consignment, fields, memories);
    }

    /**
     * Facts as an example states them: what is not stated is absent.
     *
     * @param fields String, Double, Boolean or List of String, after the field's type
     */
    public static Facts stated(Map<Indicator, Double> readings, Map<ConsignmentField, ?> fields) {
        return stated(readings, fields, null);
    }

    /** The same with what declared memories are to say. */
    public static Facts stated(
            Map<Indicator, Double> readings, Map<ConsignmentField, ?> fields, @Nullable BankAnswer memories) {
        double[] values = new double[INDICATORS];
        java.util.Arrays.fill(values, Double.NaN);
        readings.forEach((indicator, value) -> values[indicator.slot()] = value);
        @Nullable Object[] stated = new @Nullable Object[FIELDS.length];
        for (ConsignmentField field : FIELDS) {
            Object value = fields.get(field);
            stated[field.slot()] = value == null && field.type() == ConsignmentField.Type.TEXTS ? List.of() : value;
        }
        return new Facts(values, null, stated, memories);
    }

    /**
     * Facts of which all is absent until it is set, again and again: for whoever asks about one row after the other.
     */
    static Facts blank() {
        return stated(Map.of(), Map.of());
    }

    void reading(int indicator, double value) {
        readings[indicator] = value;
    }

    /** @param value after the field's type; null when absent, never null for a list */
    void field(ConsignmentField field, @Nullable Object value) {
        fields[field.slot()] = value;
    }

    /** Whether any rate of offences is known by outcome. */
    boolean knowsOutcomes() {
        if (readings.length == Indicators.UNDIVIDED) {
            return false;
        }
        for (int[] parts : PARTS) {
            for (int part : parts) {
                if (!Double.isNaN(readings[part])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The same facts with rates of offences for a threat that some outcomes are of. */
    Facts counting(boolean[] outcomes) {
        double[] own = readings.clone();
        for (int i = 0; i < WHOLES.length; i++) {
            own[WHOLES[i]] = OutcomeRates.of(readings[WHOLES[i]], readings, PARTS[i], outcomes);
        }
        return new Facts(own, consignment, fields, memories);
    }

    /** The reading's value; NaN when absent. */
    double reading(int indicator) {
        return indicator < readings.length ? readings[indicator] : Double.NaN;
    }

    /** What a declared memory is read, by its place; NaN when it is not known. */
    double memory(int reading) {
        return memories == null ? Double.NaN : memories.value(reading);
    }

    /** What declared memories said, of readings of these names. */
    public BankValues said(List<String> names) {
        return memories == null ? BankValues.NONE : memories.known(names);
    }

    /** The numbers behind that; empty when it is not known. */
    public String memoryInWords(int reading) {
        return memories == null ? "" : memories.words(reading);
    }

    boolean isKnown(Indicator indicator) {
        return !Double.isNaN(reading(indicator.slot()));
    }

    /** The field's value after its type; null when absent, never null for a list. */
    @Nullable
    Object field(ConsignmentField field) {
        Object value = fields[field.slot()];
        if (value == NOT_READ_YET) {
            value = consignment == null ? null : field.of(consignment);
            fields[field.slot()] = value;
        }
        return value;
    }

    /** A stated field as evidence, {@code name=value}; null when absent. */
    public @Nullable String show(ConsignmentField field) {
        Object value = field(field);
        if (value == null) {
            return null;
        }
        String shown;
        if (value instanceof Double number && !number.isInfinite()) {
            shown = Wording.rounded(number);
        } else if (value instanceof List<?> texts && texts.size() > MOST_SHOWN) {
            shown = texts.subList(0, MOST_SHOWN) + " and " + (texts.size() - MOST_SHOWN) + " more";
        } else {
            shown = value.toString();
        }
        return field.fieldName() + '=' + shown;
    }

    String loopText(int depth) {
        return loopTexts[depth];
    }

    void loopText(int depth, String text) {
        loopTexts[depth] = text;
    }
}
