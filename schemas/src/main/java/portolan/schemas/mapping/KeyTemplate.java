// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.lines.CsvFormat;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.LineFault;

/**
 * A consignment key put together from cells: {@code {Carrier}:{Bill No}:2026}. Upper case and without blanks, like the
 * keys that are derived.
 */
record KeyTemplate(String text) {
    private static final Pattern COLUMN = Pattern.compile("\\{([^{}]+)}");

    /** The columns in it. */
    List<String> columns() {
        List<String> columns = new ArrayList<>();
        Matcher matcher = COLUMN.matcher(text);
        while (matcher.find()) {
            columns.add(matcher.group(1));
        }
        return columns;
    }

    /** The key of a row; every cell in it must be filled. */
    String key(CellReader.RowCells row, CsvFormat format) throws FaultException {
        StringBuilder key = new StringBuilder();
        Matcher matcher = COLUMN.matcher(text);
        int from = 0;
        while (matcher.find()) {
            String cell = row.cell(matcher.group(1));
            if (format.isBlank(cell)) {
                throw new FaultException(
                        LineFault.Code.MISSING_FIELD,
                        "consignmentKey",
                        "required and blank: consignmentKey, column='" + matcher.group(1) + "'");
            }
            key.append(text, from, matcher.start()).append(cell);
            from = matcher.end();
        }
        return ConsignmentKeys.normalized(key.append(text.substring(from)).toString());
    }
}
