// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One table of facts written by us: lines of comma-separated fields under a fixed header; no quoting, fields are
 * trimmed. Blank lines and lines that begin with {@code #} are left out.
 */
public final class OwnTable {
    private final String file;
    private final List<String> columns;

    public OwnTable(String file, String... columns) {
        this.file = file;
        this.columns = List.of(columns);
    }

    public String file() {
        return file;
    }

    /** Makes a value of every line; a line whose maker throws {@link IllegalArgumentException} is a fault. */
    public <T> List<T> read(String text, Function<List<String>, T> maker, List<String> faults) {
        List<T> values = new ArrayList<>();
        @Nullable List<String> header = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> fields = fields(line);
            if (header == null) {
                header = fields;
                if (!header.equals(columns)) {
                    faults.add(at(number) + "the header must be '" + String.join(",", columns) + "'");
                    return values;
                }
            } else if (fields.size() != columns.size()) {
                faults.add(at(number) + "must have " + columns.size() + " fields, has " + fields.size());
            } else {
                try {
                    values.add(maker.apply(fields));
                } catch (IllegalArgumentException e) {
                    faults.add(at(number) + e.getMessage());
                }
            }
        }
        if (header == null) {
            faults.add(file + ": the header '" + String.join(",", columns) + "' is missing");
        }
        return values;
    }

    private String at(int number) {
        return file + ":" + number + ": ";
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', from)) {
            fields.add(line.substring(from, comma).strip());
            from = comma + 1;
        }
        fields.add(line.substring(from).strip());
        return fields;
    }
}
