// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Turns what people and their tools write into the values that the schema's fields hold. */
public final class FieldValue {
    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private FieldValue() {}

    /** A number for an int, long, double or decimal field. Digits beyond the field's scale are rounded half to even. */
    public static Object number(Schema schema, BigDecimal value, Supplier<String> path) throws FaultException {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return decimal(decimal, value, path);
        }
        if (isTimestamp(schema)) {
            return epochMillis(whole(value, path), path);
        }
        return switch (schema.getType()) {
            case INT -> {
                if (schema.getLogicalType() != null) {
                    throw wrongType(path, "a day as text, for example 2026-03-01", value.toString());
                }
                long number = whole(value, path);
                if ((int) number != number) {
                    throw wrongType(path, "a whole number of 32 bits", value.toString());
                }
                yield (int) number;
            }
            case LONG -> whole(value, path);
            case DOUBLE -> value.doubleValue();
            default -> throw wrongType(path, expected(schema), value.toString());
        };
    }

    private static BigDecimal decimal(LogicalTypes.Decimal type, BigDecimal value, Supplier<String> path)
            throws FaultException {
        // A number such as 1e999999999 is a dozen characters and a gigabyte once its digits are written out.
        long digitsBeforePoint = (long) value.precision() - value.scale();
        if (value.signum() == 0 || digitsBeforePoint < -type.getScale()) {
            return BigDecimal.ZERO.setScale(type.getScale());
        }
        if (digitsBeforePoint <= type.getPrecision() - type.getScale()) {
            BigDecimal rounded = value.setScale(type.getScale(), RoundingMode.HALF_EVEN);
            if (rounded.precision() <= type.getPrecision()) {
                return rounded;
            }
        }
        throw new FaultException(
                LineFault.Code.WRONG_TYPE,
                path.get(),
                "number out of range: field=" + path.get() + ", digits before the point=" + digitsBeforePoint
                        + ", at most=" + (type.getPrecision() - type.getScale()));
    }

    private static long whole(BigDecimal value, Supplier<String> path) throws FaultException {
        try {
            // Tools that know floating point only write 3.0 for three.
            return value.longValueExact();
        } catch (ArithmeticException e) {
            throw wrongType(path, "a whole number", value.toString());
        }
    }

    static Instant epochMillis(long millis, Supplier<String> path) throws FaultException {
        if (millis >= 1_000_000_000L && millis < 100_000_000_000L) {
            throw new FaultException(
                    LineFault.Code.WRONG_TYPE,
                    path.get(),
                    "time looks like seconds: field=" + path.get() + ", value=" + millis
                            + "; give epoch milliseconds or ISO-8601");
        }
        return Instant.ofEpochMilli(millis);
    }

    /** Text for a field of any scalar type. */
    public static Object text(SpecificData model, Schema schema, String text, Supplier<String> path)
            throws FaultException {
        LogicalType logical = schema.getLogicalType();
        if (logical != null && logical.getName().equals("uuid")) {
            return uuid(text, path);
        }
        if (isTimestamp(schema)) {
            return timestamp(text, DateTimeFormatter.ISO_DATE_TIME, ZoneOffset.UTC, path);
        }
        return switch (schema.getType()) {
            case STRING -> text;
            case ENUM -> symbol(model, schema, text, path);
            case BOOLEAN -> bool(text, path);
            case INT -> {
                if (logical != null) {
                    yield date(text, DateTimeFormatter.ISO_LOCAL_DATE, path);
                }
                yield number(schema, parseNumber(text, schema, path), path);
            }
            case LONG, DOUBLE, BYTES -> number(schema, parseNumber(text, schema, path), path);
            default -> throw wrongType(path, expected(schema), text);
        };
    }

    public static BigDecimal parseNumber(String text, Schema schema, Supplier<String> path) throws FaultException {
        // A thousand digits are no measurement; BigDecimal takes quadratic time for them.
        if (text.length() <= 100) {
            try {
                return new BigDecimal(text.strip());
            } catch (NumberFormatException e) {
                // Falls through to the fault below, which names the field.
            }
        }
        throw wrongType(path, expected(schema), text);
    }

    private static boolean bool(String text, Supplier<String> path) throws FaultException {
        return switch (text.strip()) {
            case "true", "TRUE", "True", "1", "Y", "y", "yes", "YES" -> true;
            case "false", "FALSE", "False", "0", "N", "n", "no", "NO" -> false;
            default -> throw wrongType(path, "true or false", text);
        };
    }

    private static UUID uuid(String text, Supplier<String> path) throws FaultException {
        try {
            // The JDK takes "1-1-1-1-1" for an id.
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the fault below, which names the field.
        }
        throw wrongType(path, "a UUID of 36 characters", text);
    }

    private static Object symbol(SpecificData model, Schema schema, String text, Supplier<String> path)
            throws FaultException {
        if (!schema.hasEnumSymbol(text)) {
            throw new FaultException(
                    LineFault.Code.UNKNOWN_CODE,
                    path.get(),
                    "not in the closed list: field=" + path.get() + ", value='" + shortened(text) + "', known="
                            + schema.getEnumSymbols() + Nearest.hint(text, schema.getEnumSymbols()));
        }
        return model.createEnum(text, schema);
    }

    /** A time with an offset, or without one in the given zone, or a day, which begins at midnight in the zone. */
    public static Instant timestamp(String text, DateTimeFormatter format, ZoneId zone, Supplier<String> path)
            throws FaultException {
        try {
            boolean iso = format == DateTimeFormatter.ISO_DATE_TIME;
            Instant utc = iso ? UtcTime.parse(text) : null;
            if (utc != null) {
                return held(utc, path, text);
            }
            if (iso && text.length() == 10) {
                return held(LocalDate.parse(text).atStartOfDay(zone).toInstant(), path, text);
            }
            // RFC 3339 allows a blank for the T, and most databases write one.
            String time = iso && text.length() > 10 && text.charAt(10) == ' '
                    ? text.substring(0, 10) + 'T' + text.substring(11)
                    : text;
            TemporalAccessor parsed =
                    format.parseBest(time, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            Instant instant;
            if (parsed instanceof OffsetDateTime offset) {
                instant = offset.toInstant();
            } else if (parsed instanceof LocalDateTime local) {
                instant = local.atZone(zone).toInstant();
            } else {
                instant = LocalDate.from(parsed).atStartOfDay(zone).toInstant();
            }
            return held(instant, path, text);
        } catch (DateTimeException e) {
            throw wrongType(path, "a time, for example 2026-03-01T08:30:00Z", text);
        }
    }

    public static LocalDate date(String text, DateTimeFormatter format, Supplier<String> path) throws FaultException {
        LocalDate plain = format == DateTimeFormatter.ISO_LOCAL_DATE ? UtcTime.day(text) : null;
        if (plain != null) {
            return plain;
        }
        try {
            return LocalDate.parse(text.strip(), format);
        } catch (DateTimeException e) {
            throw wrongType(path, "a day, for example 2026-03-01", text);
        }
    }

    /** A time that the field holds. Whether anybody can mean it is said of the record, however it came in. */
    private static Instant held(Instant instant, Supplier<String> path, String text) throws FaultException {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw wrongType(path, "a time of as many milliseconds as 64 bits hold", text);
        }
        // The schema counts milliseconds; a finer time would not survive the wire.
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    public static boolean isTimestamp(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
    }

    public static FaultException wrongType(Supplier<String> path, String expected, String found) {
        return new FaultException(
                LineFault.Code.WRONG_TYPE,
                path.get(),
                "wrong type: field=" + path.get() + ", expected " + expected + ", found=" + shortened(found));
    }

    /** The field's type in words. */
    static String expected(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return "a number with at most " + decimal.getScale() + " decimals";
        }
        if (isTimestamp(schema)) {
            return "a time in ISO-8601 or epoch milliseconds";
        }
        return switch (schema.getType()) {
            case STRING -> "a text in quotes";
            case ENUM -> "one of " + schema.getEnumSymbols();
            case BOOLEAN -> "true or false";
            case INT -> schema.getLogicalType() != null ? "a day, for example 2026-03-01" : "a whole number";
            case LONG -> "a whole number";
            case DOUBLE -> "a number";
            case ARRAY -> "an array";
            case RECORD, MAP -> "an object";
            default -> schema.getType().getName();
        };
    }

    /** The schema without its null branch. */
    public static Schema nonNull(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        List<Schema> branches = schema.getTypes();
        return branches.get(0).getType() == Schema.Type.NULL ? branches.get(1) : branches.get(0);
    }

    /** The beginning of what somebody wrote, for a fault's words. */
    public static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
