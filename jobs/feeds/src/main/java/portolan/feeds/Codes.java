// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.LineFault;

/** What texts are as codes, whatever their qualifiers say. */
public final class Codes {
    private static final Properties TABLES = read("codes.properties");
    private static final Properties AIRPORTS = read("airports.properties");

    private static final Pattern MODE = Pattern.compile("0?([1-8])|([1-8])[0-9]");
    private static final Map<String, TransportMode> MODES = table("mode", TransportMode::valueOf);

    /** A UN/LOCODE, and within it the number of a terminal. */
    private static final Pattern PLACE = Pattern.compile("([A-Z]{2}[A-Z2-9]{3})([0-9]{1,6})?");

    private static final Pattern BOX = Pattern.compile("[A-Z]{4}[0-9]{7}");
    private static final Pattern SHIP = Pattern.compile("(IMO)?([0-9]{7})");
    static final Pattern NOT_IN_NUMBERS = Pattern.compile("[\\s./-]");

    /** What senders write where they know no number. Parties have words of their own, which are an indicator. */
    private static final Pattern NO_NUMBER =
            Pattern.compile("(?i)\\s*(UNKNOWN|N/?A|N\\.A\\.|NIL|NONE|NULL|TBA|TBN|TBC|-+|0+)\\s*");

    private Codes() {}

    private static Properties read(String name) {
        try (InputStream file = Objects.requireNonNull(Codes.class.getResourceAsStream(name), name)) {
            Properties tables = new Properties();
            tables.load(file);
            return tables;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** The codes of a table in {@code codes.properties}, and what each means. */
    public static <V> Map<String, V> table(String name, Function<String, V> meaning) {
        Map<String, V> table = new HashMap<>();
        for (String key : TABLES.stringPropertyNames()) {
            if (key.startsWith(name + '.')) {
                V meant = meaning.apply(key.substring(name.length() + 1));
                for (String code : TABLES.getProperty(key).split(" ", -1)) {
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
        Matcher place = PLACE.matcher(text.replace(" ", "").toUpperCase(Locale.ROOT));
        return place.matches() ? place.group(1) : null;
    }

    /**
     * The UN/LOCODE of an airport: air waybills name places by three letters, which say no country. Codes that a profile
     * gives for {@code routing[*].locode} add others.
     */
    static @Nullable String airport(String iata) {
        return AIRPORTS.getProperty(iata);
    }

    /** The IMO number that a text is, seven digits; null where its check digit is wrong. */
    public static @Nullable String shipNumber(String text) {
        Matcher matcher = SHIP.matcher(NOT_IN_NUMBERS.matcher(text).replaceAll(""));
        if (!matcher.matches()) {
            return null;
        }
        String digits = matcher.group(2);
        int sum = 0;
        for (int i = 0; i < 6; i++) {
            sum += (digits.charAt(i) - '0') * (7 - i);
        }
        return sum % 10 == digits.charAt(6) - '0' ? digits : null;
    }

    /** Whether a text stands for a number that is not known. */
    public static boolean isNoNumber(String text) {
        return NO_NUMBER.matcher(text).matches();
    }

    /** The number of a box without blanks and dashes; what is none as it is. */
    public static String box(String id) {
        String plain = NOT_IN_NUMBERS.matcher(id).replaceAll("").toUpperCase(Locale.ROOT);
        return isBox(plain) ? plain : id;
    }

    static boolean isBox(String text) {
        return BOX.matcher(text).matches();
    }

    /** ISO 6346: values of ten signs weighed with powers of two, modulo 11, modulo 10. */
    static boolean hasCheckDigit(String box) {
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            char sign = box.charAt(i);
            sum += (sign <= '9' ? sign - '0' : letter(sign)) << i;
        }
        return sum % 11 % 10 == box.charAt(10) - '0';
    }

    private static int letter(char sign) {
        int place = sign - 'A';
        // 11, 22 and 33 are left out.
        return 10 + place + (place + 9) / 10;
    }

    /** A code of a field that neither the format nor the profile knows. */
    public static FaultException unknown(String field, String element, String code, Map<String, ?> known) {
        return new FaultException(
                LineFault.Code.UNKNOWN_CODE,
                field,
                "unknown code: " + element + "='" + code.substring(0, Math.min(code.length(), 20)) + "', known="
                        + known.keySet().stream()
                                // Which other movements are none that count, nobody needs to know.
                                .filter(each -> known.get(each) != ContainerEvent.OTHER)
                                .sorted()
                                .toList()
                        + "; name it in the profile's codes of " + field);
    }
}
