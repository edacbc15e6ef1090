// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Profile;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.GoodsValue;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.FieldValue;
import portolan.schemas.lines.LineFault;
import portolan.schemas.mapping.MeasureUnit;

/** Turns the texts of segments into values of fields, as a profile and the message's decimal sign say. */
final class Values {
    private static final Schema MASS = schema(Item.getClassSchema(), "grossMassKg");
    private static final Schema TEMPERATURE = schema(Equipment.getClassSchema(), "setTemperature");
    private static final Schema AMOUNT = schema(GoodsValue.getClassSchema(), "amount");
    private static final Schema COUNT = schema(Packages.getClassSchema(), "count");

    /** UN/EDIFACT 2379: how a date or time is written. */
    private static final Map<String, DateTimeFormatter> DATES = Map.of(
            "101", strict("uuMMdd"),
            "102", strict("uuuuMMdd"),
            "201", strict("uuMMddHHmm"),
            "202", strict("uuMMddHHmmss"),
            "203", strict("uuuuMMddHHmm"),
            "204", strict("uuuuMMddHHmmss"));

    private final Profile profile;
    private final boolean comma;

    Values(Profile profile, char announced) {
        this.profile = profile;
        this.comma = profile.decimal() == ',' || announced == ',';
    }

    /** The last day of February is none of the days after it. */
    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
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
        String meaning = profile.codes().getOrDefault(field, Map.of()).get(code);
        if (meaning == null) {
            return known.get(code);
        }
        return meaning.isEmpty() ? null : Enum.valueOf(type, meaning);
    }

    /** What the profile says of a text, else the text itself. */
    String meaning(String field, String code) {
        return profile.codes().getOrDefault(field, Map.of()).getOrDefault(code, code);
    }

    boolean isHouse(String code) {
        return profile.house().contains(code);
    }

    /** Kilograms, cubic metres or degrees Celsius, by the list that the unit is of; null for a blank. */
    @Nullable
    BigDecimal measure(UnitList units, String text, String unit, String path) throws FaultException {
        Schema schema = units == UnitList.TEMPERATURE ? TEMPERATURE : MASS;
        BigDecimal number = number(text, schema, path);
        if (number == null) {
            return null;
        }
        MeasureUnit stated = units.of(meaning(path, unit));
        if (stated == null) {
            throw new FaultException(
                    LineFault.Code.UNKNOWN_CODE,
                    path,
                    "unknown unit: field=" + path + ", unit='" + shown(unit) + "', known=" + units.codes()
                            + "; name it in the profile's codes of " + path);
        }
        return (BigDecimal) FieldValue.number(schema, stated.toOurs(number), () -> path);
    }

    @Nullable
    BigDecimal amount(String text, String path) throws FaultException {
        BigDecimal number = number(text, AMOUNT, path);
        return number == null ? null : (BigDecimal) FieldValue.number(AMOUNT, number, () -> path);
    }

    @Nullable
    Long count(String text, String path) throws FaultException {
        BigDecimal number = number(text, COUNT, path);
        return number == null ? null : (Long) FieldValue.number(COUNT, number, () -> path);
    }

    /** Point and comma are both decimal signs, and there are no others; a profile of commas has points for thousands. */
    private @Nullable BigDecimal number(String text, Schema schema, String path) throws FaultException {
        String plain = text(text);
        if (plain == null) {
            return null;
        }
        if (profile.decimal() == ',' || (comma && plain.indexOf(',') >= 0)) {
            plain = plain.replace(".", "");
        }
        return FieldValue.parseNumber(plain.replace(',', '.'), schema, () -> path);
    }

    /** A time in UTC, of the profile's zone; null for a blank or all zeros. */
    @Nullable
    Instant time(String text, String format, String path) throws FaultException {
        String plain = text(text);
        if (plain == null || plain.chars().allMatch(sign -> sign == '0')) {
            return null;
        }
        for (DateTimeFormatter own : profile.dates()) {
            try {
                return FieldValue.timestamp(plain, own, profile.zone(), () -> path);
            } catch (FaultException notThisOne) {
                // The next pattern may fit; the fault below speaks for all of them.
            }
        }
        DateTimeFormatter date = DATES.get(ofDay(plain, format));
        if (date == null) {
            throw FieldValue.wrongType(() -> path, "a format of time in " + DATES.keySet(), format);
        }
        return FieldValue.timestamp(plain, date, profile.zone(), () -> path);
    }

    /** Some write a day, and that it has minutes. */
    private static String ofDay(String text, String format) {
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

    /** What the number of a means of transport is; a ship's and a call sign are told apart later, by check digit. */
    static @Nullable ConveyanceIdType idType(@Nullable TransportMode mode) {
        if (mode == null) {
            return ConveyanceIdType.IMO;
        }
        return switch (mode) {
            case SEA -> ConveyanceIdType.IMO;
            case AIR -> ConveyanceIdType.FLIGHT;
            case ROAD -> ConveyanceIdType.PLATE;
            case RAIL -> ConveyanceIdType.WAGON;
            case INLAND, POST -> null;
        };
    }

    private static String shown(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20);
    }
}
