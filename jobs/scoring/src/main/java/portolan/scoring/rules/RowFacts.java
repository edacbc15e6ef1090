// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import portolan.scoring.reading.Indicator;

/** The facts of one row of columns after the other, as far as an expression reads them. Serves one thread. */
final class RowFacts {
    private final int[] readings;
    private final ConsignmentField[] fields;
    private final Facts row = Facts.blank();

    RowFacts(Reads reads) {
        this.readings = reads.readings().stream().mapToInt(Indicator::slot).toArray();
        this.fields = reads.fields().toArray(new ConsignmentField[0]);
    }

    /** The facts of this row, until another is asked for. What declared memories said is no column, and absent. */
    Facts of(FactColumns columns, int number) {
        for (int slot : readings) {
            double[] values = columns.reading(slot);
            row.reading(slot, values == null ? Double.NaN : values[number]);
        }
        for (ConsignmentField field : fields) {
            row.field(field, columns.field(field, number));
        }
        return row;
    }
}
