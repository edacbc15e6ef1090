// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;

/** Makes columns of consignments that are stated one by one. */
final class StatedColumns {
    private StatedColumns() {}

    /** One consignment, as {@link Facts#stated} takes it. */
    record Row(Map<Indicator, Double> readings, Map<ConsignmentField, ?> fields) {
        Facts facts() {
            return Facts.stated(readings, fields);
        }
    }

    static FactColumns of(List<Row> rows) {
        FactColumns.Builder columns = FactColumns.of(rows.size());
        for (Indicator indicator : Indicators.all()) {
            columns.reading(indicator, reals(rows, row -> row.readings().get(indicator)));
        }
        for (ConsignmentField field : ConsignmentField.values()) {
            switch (field.type()) {
                case NUMBER ->
                    columns.numbers(
                            field, reals(rows, row -> (Double) row.fields().get(field)));
                case TRUTH -> columns.truths(field, truths(rows, field));
                case TEXT -> texts(columns, rows, field);
                case TEXTS -> lists(columns, rows, field);
            }
        }
        return columns.build();
    }

    private static double[] reals(List<Row> rows, Function<Row, @Nullable Double> value) {
        double[] values = new double[rows.size()];
        for (int row = 0; row < values.length; row++) {
            Double stated = value.apply(rows.get(row));
            values[row] = stated == null ? Double.NaN : stated;
        }
        return values;
    }

    private static byte[] truths(List<Row> rows, ConsignmentField field) {
        byte[] values = new byte[rows.size()];
        for (int row = 0; row < values.length; row++) {
            Boolean stated = (Boolean) rows.get(row).fields().get(field);
            values[row] = (byte) (stated == null ? -1 : stated ? 1 : 0);
        }
        return values;
    }

    private static void texts(FactColumns.Builder columns, List<Row> rows, ConsignmentField field) {
        List<String> texts = new ArrayList<>();
        int[] codes = new int[rows.size()];
        for (int row = 0; row < codes.length; row++) {
            String stated = (String) rows.get(row).fields().get(field);
            codes[row] = stated == null ? -1 : code(stated, texts);
        }
        columns.texts(field, codes, texts);
    }

    @SuppressWarnings("unchecked") // the type of the field
    private static void lists(FactColumns.Builder columns, List<Row> rows, ConsignmentField field) {
        List<String> texts = new ArrayList<>();
        int[] starts = new int[rows.size() + 1];
        int[] codes = new int[0];
        for (int row = 0; row < rows.size(); row++) {
            @Nullable
            List<String> stated = (List<String>) rows.get(row).fields().get(field);
            List<String> all = stated == null ? List.of() : stated;
            codes = Arrays.copyOf(codes, starts[row] + all.size());
            for (int i = 0; i < all.size(); i++) {
                codes[starts[row] + i] = code(all.get(i), texts);
            }
            starts[row + 1] = codes.length;
        }
        columns.lists(field, starts, codes, texts);
    }

    private static int code(String text, List<String> texts) {
        int known = texts.indexOf(text);
        if (known < 0) {
            texts.add(text);
            return texts.size() - 1;
        }
        return known;
    }
}
