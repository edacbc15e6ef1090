// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.OutcomeRates;

/**
 * What rules are judged on, of many consignments at once: one column a reading and a field. What has no column is
 * absent in every row. The columns are not copied, and nobody changes them once they are here.
 */
public final class FactColumns {
    private final int rows;
    private final double[] @Nullable [] readings;
    private final @Nullable Object[] fields;

    private FactColumns(int rows, double[] @Nullable [] readings, @Nullable Object[] fields) {
        this.rows = rows;
        this.readings = readings;
        this.fields = fields;
    }

    public static Builder of(int rows) {
        return new Builder(rows);
    }

    public int rows() {
        return rows;
    }

    /** These columns, to be added to. */
    public Builder and() {
        Builder builder = new Builder(rows);
        System.arraycopy(readings, 0, builder.readings, 0, readings.length);
        System.arraycopy(fields, 0, builder.fields, 0, fields.length);
        return builder;
    }

    /**
     * By row, a number for the text of a field; -1 where absent.
     *
     * @param number of a text; asked once for each
     */
    public int[] numbered(ConsignmentField field, ToIntFunction<String> number) {
        int[] numbers = new int[rows];
        Texts column = texts(field);
        if (column == null) {
            Arrays.fill(numbers, -1);
            return numbers;
        }
        int[] ofText = column.texts().stream().mapToInt(number).toArray();
        for (int row = 0; row < rows; row++) {
            int code = column.codes()[row];
            numbers[row] = code < 0 ? -1 : ofText[code];
        }
        return numbers;
    }

    /**
     * The same columns with rates of offences for a threat that some outcomes are of.
     *
     * @param asked the rates that are asked for; others stay as they are
     */
    FactColumns counting(boolean[] outcomes, Set<Indicator> asked) {
        Builder builder = and();
        for (Indicator whole : Indicators.byFind()) {
            double[] of = asked.contains(whole) ? readings[whole.slot()] : null;
            List<Indicator> parts = whole.parts();
            if (of != null && parts.stream().anyMatch(part -> readings[part.slot()] != null)) {
                builder.reading(whole, counting(of, parts, outcomes));
            }
        }
        return builder.build();
    }

    private double[] counting(double[] whole, List<Indicator> parts, boolean[] outcomes) {
        int[] places = IntStream.range(0, parts.size()).toArray();
        double[] known = new double[places.length];
        double[] counted = new double[rows];
        for (int row = 0; row < rows; row++) {
            if (Double.isNaN(whole[row])) {
                counted[row] = Double.NaN;
                continue;
            }
            for (int i = 0; i < known.length; i++) {
                double[] part = readings[parts.get(i).slot()];
                known[i] = part == null ? Double.NaN : part[row];
            }
            counted[row] = OutcomeRates.of(whole[row], known, places, outcomes);
        }
        return counted;
    }

    /** The facts of one row, to be judged alone. */
    public Facts row(int row) {
        Facts facts = Facts.blank();
        for (int slot = 0; slot < readings.length; slot++) {
            double[] column = readings[slot];
            facts.reading(slot, column == null ? Double.NaN : column[row]);
        }
        for (ConsignmentField field : ConsignmentField.values()) {
            facts.field(field, field(field, row));
        }
        return facts;
    }

    /** By row, NaN where absent; null when absent in every row. */
    double @Nullable [] reading(int indicator) {
        return readings[indicator];
    }

    /** Null when absent in every row. */
    @Nullable
    Texts texts(ConsignmentField field) {
        return (Texts) fields[field.slot()];
    }

    /** The field's value in one row, as {@link Facts} has it. */
    @Nullable
    Object field(ConsignmentField field, int row) {
        Object column = fields[field.slot()];
        if (column == null) {
            return field.type() == ConsignmentField.Type.TEXTS ? List.of() : null;
        }
        return switch (field.type()) {
            case NUMBER -> number(((double[]) column)[row]);
            case TRUTH -> truth(((byte[]) column)[row]);
            case TEXT -> ((Texts) column).get(row);
            case TEXTS -> ((Lists) column).get(row);
        };
    }

    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static @Nullable Boolean truth(byte value) {
        return value < 0 ? null : value == 1;
    }

    /**
     * A text a row, by its number in a list in which each stands once.
     *
     * @param codes by row; -1 where absent
     */
    @SuppressWarnings("ArrayRecordComponent") // a view of what was read, never compared
    record Texts(int[] codes, List<String> texts) {
        @Nullable
        String get(int row) {
            return codes[row] < 0 ? null : texts.get(codes[row]);
        }
    }

    /**
     * Several texts a row, by their numbers in a list in which each stands once.
     *
     * @param starts by row, where its texts begin among the codes; one more than rows
     */
    @SuppressWarnings("ArrayRecordComponent") // a view of what was read, never compared
    record Lists(int[] starts, int[] codes, List<String> texts) {
        List<String> get(int row) {
            String[] all = new String[starts[row + 1] - starts[row]];
            for (int i = 0; i < all.length; i++) {
                all[i] = texts.get(codes[starts[row] + i]);
            }
            return List.of(all);
        }
    }

    /** Takes the columns one by one. */
    public static final class Builder {
        private final int rows;
        private final double[] @Nullable [] readings =
                new double @Nullable [Indicators.all().size()][];
        private final @Nullable Object[] fields = new @Nullable Object[ConsignmentField.values().length];

        private Builder(int rows) {
            this.rows = rows;
        }

        /**
         * The column of a reading.
         *
         * @param values by row; NaN where absent
         */
        public Builder reading(Indicator indicator, double[] values) {
            check(values.length);
            readings[indicator.slot()] = values;
            return this;
        }

        /**
         * The column of a field that is a number.
         *
         * @param values by row; NaN where absent
         */
        public Builder numbers(ConsignmentField field, double[] values) {
            check(values.length);
            return set(field, ConsignmentField.Type.NUMBER, values);
        }

        /**
         * The column of a field that is true or false.
         *
         * @param values by row: 1, 0, or -1 where absent
         */
        public Builder truths(ConsignmentField field, byte[] values) {
            check(values.length);
            return set(field, ConsignmentField.Type.TRUTH, values);
        }

        /**
         * The column of a field that is a text.
         *
         * @param codes by row, into the texts; -1 where absent
         * @param texts each once
         */
        public Builder texts(ConsignmentField field, int[] codes, List<String> texts) {
            check(codes.length);
            return set(field, ConsignmentField.Type.TEXT, new Texts(codes, texts));
        }

        /**
         * The column of a field that is a list of texts.
         *
         * @param starts by row, where its texts begin among the codes; one more than rows
         * @param codes into the texts
         * @param texts each once
         */
        public Builder lists(ConsignmentField field, int[] starts, int[] codes, List<String> texts) {
            check(starts.length - 1);
            return set(field, ConsignmentField.Type.TEXTS, new Lists(starts, codes, texts));
        }

        /** The columns that were given so far; more may be given, and built again. */
        public FactColumns build() {
            return new FactColumns(
                    rows, Arrays.copyOf(readings, readings.length), Arrays.copyOf(fields, fields.length));
        }

        private Builder set(ConsignmentField field, ConsignmentField.Type type, Object column) {
            if (field.type() != type) {
                throw new IllegalArgumentException("a column of another type: field=" + field.fieldName() + ", is="
                        + field.type() + ", given=" + type);
            }
            fields[field.slot()] = column;
            return this;
        }

        private void check(int given) {
            if (given != rows) {
                throw new IllegalArgumentException("a column of another length: rows=" + rows + ", given=" + given);
            }
        }
    }
}
