// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Rows of a table beside these classes: fields parted by bars, lists in them by a mark of their own. */
final class Table {
    private Table() {}

    static List<List<String>> rows(String name) {
        List<List<String>> rows = new ArrayList<>();
        InputStream stream =
                Objects.requireNonNull(Table.class.getResourceAsStream(name), () -> "no such table: " + name);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    rows.add(list(line, '|'));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return rows;
    }

    static List<String> list(String text, char mark) {
        return List.copyOf(Arrays.asList(text.split("\\" + mark, -1)));
    }
}
