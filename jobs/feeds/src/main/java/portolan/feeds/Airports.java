// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * UN/LOCODEs of airports by IATA code: air waybills name places by three letters, which say no country. The table has
 * the airports that carry most of the world's freight; a profile's codes of {@code routing[*].locode} add others.
 */
final class Airports {
    private static final Map<String, String> LOCODES = read();

    private Airports() {}

    /** The UN/LOCODE; null for a code that is not in the table. */
    static @Nullable String locode(String iata) {
        return LOCODES.get(iata);
    }

    private static Map<String, String> read() {
        try (InputStream file =
                        Objects.requireNonNull(Airports.class.getResourceAsStream("airports.csv"), "a resource");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", 2))
                    .collect(Collectors.toUnmodifiableMap(fields -> fields[0], fields -> fields[1]));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table of airports", e);
        }
    }
}
