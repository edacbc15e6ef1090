// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.feeds.Finding;
import portolan.feeds.Notes;
import portolan.feeds.Profile;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.GoodsValue;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.Totals;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.FieldValue;
import portolan.schemas.mapping.MeasureUnit;

/**
 * Turns the texts of segments into values of fields, as a profile and the message's decimal sign say. What is of an
 * optional field and cannot be read is left out: it becomes a finding, and an attribute of its bill.
 */
final class Values {
    private static final Schema MASS = schema(Item.getClassSchema(), "grossMassKg");
    private static final Schema TEMPERATURE = schema(Equipment.getClassSchema(), "setTemperature");
    private static final Schema AMOUNT = schema(GoodsValue.getClassSchema(), "amount");
    private static final Schema SMALL = schema(Totals.getClassSchema(), "items");
    private static final Schema COUNT = schema(Packages.getClassSchema(), "count");

    /** Fields without which nothing is filed: the order of messages, and when a container was moved. */
    private static final Set<String> REQUIRED = Set.of("filedAt", "at");

    /** UN/EDIFACT 2379: how a date or time is written, but for its zone. The last day of February is none after it. */
    private static final Map<String, DateTimeFormatter> DATES = Codes.table(
            "time",
            pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT));

    /** Those that end in their zone, a name or hours and minutes. */
    private static final Set<String> ZONED = Set.of("205", "301", "302", "303", "304");

    private static final Pattern ZONE = Pattern.compile("([0-9]{10,14})\\s*([+-][0-9]{2}:?[0-9]{2}|[A-Z]{1,5})");

    /** Formats that a text without one has, by its length. */
    private static final Map<Integer, String> BY_LENGTH = Map.of(6, "101", 8, "102", 10, "201", 12, "203", 14, "204");

    private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9][0-9]{0,2}([.,][0-9]{3})+");

    private final Profile profile;
    private final boolean comma;
    private final boolean x12;
    private final Notes notes;
    private @Nullable Attributes unread;

    /** Of one interchange. */
    Values(Profile profile, Envelope envelope, Notes notes) {
        this.profile = profile;
        this.comma = envelope.decimal() == ',';
        this.x12 = envelope.x12();
        this.notes = notes;
    }

    /** Where from now on the texts go that cannot be read; null for nowhere. */
    void unreadInto(@Nullable Attributes attributes) {
        unread = attributes;
    }

    private static Schema schema(Schema record, String field) {
        return FieldValue.nonNull(record.getField(field).schema());
    }

    /** The text; null where nothing is there, or what the profile says means nothing. */
    @Nullable
    String text(String text) {
        String plain = text.strip();
        return plain.isEmpty() || profile.blank().contains(plain) ? null : plain;
    }

    /** What a code means by the profile, else by the format; null for one that neither knows. */
    <E extends Enum<E>> @Nullable E code(String field, String code, Map<String, E> known, Class<E> type) {
        return profile.code(field, code, known, type);
    }

    /** What the first of some elements means that has a code which is known. */
    <E extends Enum<E>> @Nullable E code(
            String field, Segment segment, Map<String, E> known, Class<E> type, int... elements) {
        for (int element : elements) {
            E meant = code(field, segment.text(element), known, type);
            if (meant != null) {
                return meant;
            }
        }
        return null;
    }

    /** The same of a field that is left out where its code is not known. */
    <E extends Enum<E>> @Nullable E optionalCode(String field, String code, Map<String, E> known, Class<E> type) {
        E meant = code(field, code, known, type);
        if (meant == null && text(code) != null && !profile.names(field, code)) {
            leaveOut(code, Codes.unknown(field, "code", code, known));
        }
        return meant;
    }

    /** The same of a field without which nothing is filed. */
    <E extends Enum<E>> E requiredCode(String field, String element, String code, Map<String, E> known, Class<E> type)
            throws FaultException {
        return profile.requiredCode(field, element, code, known, type);
    }

    /** By UN recommendation 19 and the customs codes of two digits; null where none is stated or known. */
    @Nullable
    TransportMode mode(String field, String code) {
        String plain = text(code);
        if (plain == null || profile.names(field, plain)) {
            return plain == null ? null : code(field, plain, Map.of(), TransportMode.class);
        }
        TransportMode meant = Codes.mode(plain);
        if (meant == null) {
            leaveOut(plain, Codes.unknown(field, "mode", plain, Codes.table("mode", mode -> mode)));
        }
        return meant;
    }

    /** What the profile says of a text, else the text itself. */
    String meaning(String field, String code) {
        return profile.meaning(field, code);
    }

    boolean isHouse(String code) {
        return profile.house().contains(code);
    }

    /** Reads a text as a value; null for nothing. */
    private interface Reading<T> {
        @Nullable
        T read(String text) throws FaultException;
    }

    private <T> @Nullable T read(String text, String path, Reading<T> reading) throws FaultException {
        String plain = text(text);
        try {
            return plain == null ? null : reading.read(plain);
        } catch (FaultException fault) {
            if (REQUIRED.contains(path)) {
                throw fault;
            }
            leaveOut(plain, fault);
            return null;
        }
    }

    /** Takes note of a text that is left out. */
    void leaveOut(@Nullable String text, FaultException fault) {
        notes.unreadable(fault);
        if (unread != null && text != null) {
            unread.add(fault.path(), text);
        }
    }

    /** Kilograms, cubic metres or degrees Celsius, by the list that the unit is of; null for a blank. */
    @Nullable
    BigDecimal measure(UnitList units, String text, String unit, String path) throws FaultException {
        Schema schema = units == UnitList.TEMPERATURE ? TEMPERATURE : MASS;
        return read(text, path, plain -> {
            MeasureUnit stated = units.of(meaning(path, unit));
            if (stated == null) {
                throw Codes.unknown(path, "unit", unit, units.known());
            }
            return (BigDecimal) FieldValue.number(schema, stated.toOurs(number(plain, schema, path)), () -> path);
        });
    }

    @Nullable
    BigDecimal amount(String text, String path) throws FaultException {
        return read(
                text, path, plain -> (BigDecimal) FieldValue.number(AMOUNT, number(plain, AMOUNT, path), () -> path));
    }

    @Nullable
    Long count(String text, String path) throws FaultException {
        return read(text, path, plain -> (Long) FieldValue.number(COUNT, number(plain, COUNT, path), () -> path));
    }

    @Nullable
    Integer small(String text, String path) throws FaultException {
        return read(text, path, plain -> (Integer) FieldValue.number(SMALL, number(plain, SMALL, path), () -> path));
    }

    private BigDecimal number(String text, Schema schema, String path) throws FaultException {
        char decimal = decimal(text, schema == COUNT || schema == SMALL, path);
        return FieldValue.parseNumber(
                text.replace(decimal == '.' ? "," : ".", "").replace(',', '.'), schema, () -> path);
    }

    /**
     * The sign before the decimals: of two the last; none that stands twice or more. One alone may part thousands where
     * three digits follow it: a profile says whether it does. Else it does in whole numbers, as a comma in X12; by ISO 9735
     * both signs are decimal ones.
     */
    private char decimal(String text, boolean whole, String path) {
        int point = text.lastIndexOf('.');
        int last = text.lastIndexOf(',');
        char sign = last > point ? ',' : '.';
        char other = sign == ',' ? '.' : ',';
        if (Math.min(point, last) >= 0 || !THOUSANDS.matcher(text).matches()) {
            return sign;
        }
        if (text.indexOf(sign) != text.lastIndexOf(sign)) {
            return other;
        }
        Character stated = profile.decimal();
        if (stated != null) {
            return stated;
        }
        boolean parts = whole || (x12 && sign == ',');
        if (parts || (sign == ',') != comma) {
            notes.add(
                    Finding.DECIMAL,
                    (sign == ',' ? "a comma" : "a point") + " before three digits was read as "
                            + (parts ? "parting thousands" : "the decimal sign, as ISO 9735 says") + "; if it "
                            + (parts ? "is the decimal sign" : "parts thousands") + ", say in a profile: decimal: \""
                            + (parts ? sign : other) + '"',
                    path + "=" + text);
        }
        return parts ? other : sign;
    }

    /** A time in UTC, of the profile's zone unless it states one; null for a blank or all zeros. */
    @Nullable
    Instant time(String text, String format, String path) throws FaultException {
        return read(text, path, plain -> plain.chars().allMatch(sign -> sign == '0') ? null : at(plain, format, path));
    }

    /** A day and a time of it that stand apart; without minutes the day alone, and without both digits no seconds. */
    @Nullable
    Instant dayAndTime(String day, String clock, String path) throws FaultException {
        int signs = clock.length() >= 6 ? 6 : clock.length() >= 4 ? 4 : 0;
        List<String> formats = day.length() > 6 ? List.of("102", "203", "204") : List.of("101", "201", "202");
        return time(day + clock.substring(0, signs), formats.get(signs == 0 ? 0 : signs / 2 - 1), path);
    }

    private Instant at(String text, String format, String path) throws FaultException {
        for (DateTimeFormatter own : profile.dates()) {
            try {
                return FieldValue.timestamp(text, own, profile.zone(), () -> path);
            } catch (FaultException notThisOne) {
                // The next pattern may fit; the fault below speaks for all of them.
            }
        }
        DateTimeFormatter date = DATES.get(ofDay(text, format));
        if (date == null) {
            throw FieldValue.wrongType(() -> path, "a format of time in " + DATES.keySet(), format);
        }
        Matcher zoned = ZONE.matcher(text);
        if (ZONED.contains(format) && zoned.matches()) {
            try {
                ZoneId zone = ZoneId.of(zoned.group(2));
                return FieldValue.timestamp(zoned.group(1), date, zone, () -> path);
            } catch (DateTimeException e) {
                throw FieldValue.wrongType(() -> path, "a time with a known zone", text);
            }
        }
        return FieldValue.timestamp(text, date, profile.zone(), () -> path);
    }

    /** Some write a day, and that it has minutes. */
    private static String ofDay(String text, String format) {
        if (format.isEmpty()) {
            return BY_LENGTH.getOrDefault(text.length(), format);
        }
        return switch (text.length()) {
            case 6 -> format.equals("201") ? "101" : format;
            case 8 -> format.equals("203") || format.equals("204") ? "102" : format;
            default -> format;
        };
    }

    /** The day of a time; null for a blank. */
    @Nullable
    LocalDate day(String text, String format, String path) throws FaultException {
        Instant time = time(text, format, path);
        return time == null ? null : LocalDate.ofInstant(time, profile.zone());
    }
}
