// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.TransportMode;

/** What texts are as codes, whatever their qualifiers say. */
public final class Codes {
    private static final Properties TABLES = tables();

    private static final Pattern MODE = Pattern.compile("0?([1-8])|([1-8])[0-9]");
    private static final Map<String, TransportMode> MODES = table("mode", TransportMode::valueOf);

    private Codes() {}

    private static Properties tables() {
        try (InputStream file =
                Objects.requireNonNull(Codes.class.getResourceAsStream("codes.properties"), "a resource")) {
            Properties tables = new Properties();
            tables.load(file);
            return tables;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the tables of codes", e);
        }
    }

    /** The codes of a table in {@code codes.properties}, and what each means. */
    public static <V> Map<String, V> table(String name, Function<String, V> meaning) {
        Map<String, V> table = new HashMap<>();
        for (String key : TABLES.stringPropertyNames()) {
            if (key.startsWith(name + '.')) {
                V meant = meaning.apply(key.substring(name.length() + 1));
                for (String code : TABLES.getProperty(key).split(" ")) {
                    table.put(code.equals("\"\"") ? "" : code, meant);
                }
            }
        }
        return Map.copyOf(table);
    }

    /** The mode of transport that a code means; null for several modes, a fixed installation, and what is no code. */
    public static @Nullable TransportMode mode(String code) {
        Matcher mode = MODE.matcher(code);
        return mode.matches() ? MODES.get(mode.group(1) == null ? mode.group(2) : mode.group(1)) : null;
    }

    /** The UN/LOCODE that a text is, or that the number of a terminal begins with; null where it is none. */
    public static @Nullable String locode(String text) {
        return Tidy.locode(text);
    }

    /** The IMO number that a text is, seven digits; null where its check digit is wrong. */
    public static @Nullable String shipNumber(String text) {
        return Tidy.ship(text);
    }
}
