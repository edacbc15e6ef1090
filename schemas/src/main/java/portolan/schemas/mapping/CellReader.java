// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;
import portolan.schemas.lines.CsvFormat;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.FieldValue;
import portolan.schemas.lines.LineFault;

/**
 * Turns the text of a cell into the value of one field.
 *
 * @param path the field, for messages
 * @param column the column, for messages
 * @param leaf the field's type
 * @param codes text in the cell, or with a star behind it the beginning of one, to text of the field; null when the cell
 *     is taken as it is
 * @param otherwise text of the field for a cell that is not in the table; null when that is a fault
 * @param keepOthers whether a cell that is not in the table is taken as it is
 * @param ifBlank text of the field for a blank cell; null when the field is then left out
 * @param unit what numbers are stated in; null for ours
 * @param unitColumn column that says the unit, row by row; null when all rows are alike
 * @param units what that column says, to units
 * @param dates patterns of times and days, tried in order; empty for ISO-8601
 */
record CellReader(
        SpecificData model,
        String path,
        String column,
        Schema leaf,
        @Nullable Map<String, String> codes,
        @Nullable String otherwise,
        boolean keepOthers,
        @Nullable String ifBlank,
        @Nullable MeasureUnit unit,
        @Nullable String unitColumn,
        Map<String, MeasureUnit> units,
        List<DateTimeFormatter> dates,
        CsvFormat format) {

    /** The value in a row; null when nothing is there. */
    @Nullable
    Object read(RowCells row) throws FaultException {
        String cell = row.cell(column);
        String text = format.isBlank(cell) ? ifBlank : coded(cell);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return value(text, row);
        } catch (FaultException e) {
            throw new FaultException(e.code(), path, e.getMessage() + ", column='" + column + "'");
        }
    }

    private @Nullable String coded(String cell) throws FaultException {
        if (codes == null) {
            return cell;
        }
        String coded = codes.get(cell);
        // A cell may be a megabyte, a code is short.
        int longest = codes.keySet().stream().mapToInt(String::length).max().orElse(0);
        for (int end = Math.min(cell.length(), longest); coded == null && end > 0; end--) {
            coded = codes.get(cell.substring(0, end) + '*');
        }
        coded = coded != null ? coded : keepOthers ? cell : otherwise;
        if (coded == null) {
            throw new FaultException(
                    LineFault.Code.UNKNOWN_CODE,
                    path,
                    "not in the code table: column='" + column + "', value='" + FieldValue.shortened(cell) + "', known="
                            + codes.keySet().stream().sorted().toList()
                            + "; add it to the mapping's codes, or give a default");
        }
        return coded;
    }

    private Object value(String text, RowCells row) throws FaultException {
        Supplier<String> here = this::path;
        if (!dates.isEmpty()) {
            return dated(text, here);
        }
        boolean number = leaf.getType() == Schema.Type.BYTES
                || leaf.getType() == Schema.Type.DOUBLE
                || leaf.getType() == Schema.Type.LONG
                || leaf.getType() == Schema.Type.INT;
        if (!number || FieldValue.isTimestamp(leaf)) {
            return FieldValue.isTimestamp(leaf)
                    ? FieldValue.timestamp(text, DateTimeFormatter.ISO_DATE_TIME, format.zone(), here)
                    : FieldValue.text(model, leaf, text, here);
        }
        String plain = format.plainNumber(text);
        MeasureUnit stated = unitColumn == null ? unit : statedUnit(row.cell(unitColumn), unitColumn);
        if (stated == null) {
            return FieldValue.text(model, leaf, plain, here);
        }
        return FieldValue.number(leaf, stated.toOurs(FieldValue.parseNumber(plain, leaf, here)), here);
    }

    private MeasureUnit statedUnit(String cell, String column) throws FaultException {
        MeasureUnit stated = units.get(cell);
        if (stated == null) {
            throw new FaultException(
                    LineFault.Code.UNKNOWN_CODE,
                    path,
                    "unknown unit: unit column='" + column + "', value='" + FieldValue.shortened(cell) + "', known="
                            + units.keySet().stream().sorted().toList());
        }
        return stated;
    }

    private Object dated(String text, Supplier<String> here) throws FaultException {
        for (DateTimeFormatter date : dates) {
            try {
                return FieldValue.isTimestamp(leaf)
                        ? FieldValue.timestamp(text, date, format.zone(), here)
                        : FieldValue.date(text, date, here);
            } catch (FaultException notThisOne) {
                // The next pattern may fit; the fault below speaks for all of them.
            }
        }
        String expected = FieldValue.isTimestamp(leaf) ? "a time between 1900 and 2200" : "a day";
        throw FieldValue.wrongType(here, expected + ", of the calendar and as the mapping's 'date' says", text);
    }

    /** What becomes of the text, in words for a table; empty where it is taken as it is. */
    String how() {
        List<String> how = new ArrayList<>();
        if (codes != null) {
            codes.forEach((code, meaning) -> how.add(code + " " + (meaning.isEmpty() ? "nothing" : meaning)));
            if (otherwise != null) {
                how.add("else " + (otherwise.isEmpty() ? "nothing" : otherwise));
            }
        }
        if (ifBlank != null) {
            how.add("none " + ifBlank);
        }
        units.forEach((text, stated) -> how.add((text.isEmpty() ? "none" : text) + " " + stated));
        return String.join(", ", how);
    }

    /** The columns whose cells are read. */
    List<String> columns() {
        return unitColumn == null ? List.of(column) : List.of(column, unitColumn);
    }

    /** The cells of one row by the names of their columns. */
    interface RowCells {
        /** The cell; empty for a column that the file does not have and the mapping does not need. */
        String cell(String column);
    }
}
