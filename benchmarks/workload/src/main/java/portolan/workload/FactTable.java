// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A table of facts beside a class: fields between bars, comments after a hash. */
public final class FactTable {
    private FactTable() {}

    /** The rows of the file of this name beside the class. */
    public static List<List<String>> read(Class<?> beside, String name) {
        List<List<String>> rows = new ArrayList<>();
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("table is missing from the jar: name=" + name);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    rows.add(List.of(line.split("\\|", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("table cannot be read: name=" + name, e);
        }
        return rows;
    }
}
