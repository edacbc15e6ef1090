// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.GoodsValue;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.SupportingDocument;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.FieldValue;

/** Looks into filings in the making. */
public final class Drafts {
    private static final Schema MASS =
            FieldValue.nonNull(Item.getClassSchema().getField("grossMassKg").schema());

    private static final Schema MONEY =
            FieldValue.nonNull(GoodsValue.getClassSchema().getField("amount").schema());

    private Drafts() {}

    /** The records of a list; empty where it was not given. */
    public static <T> List<T> list(Draft draft, String field, Class<T> type) {
        return draft.get(field) instanceof List<?> list
                ? list.stream().map(type::cast).toList()
                : List.of();
    }

    /** Adds to what the record has no place for. */
    public static void attribute(Draft draft, String name, String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (draft.get("attributes") instanceof Map<?, ?> known) {
            known.forEach((key, value) -> attributes.put(String.valueOf(key), String.valueOf(value)));
        }
        attributes.putIfAbsent(name, text);
        draft.set("attributes", attributes);
    }

    /** What the record has no place for, by its name; null where there is none. */
    static @Nullable String attribute(Draft draft, String name) {
        return draft.get("attributes") instanceof Map<?, ?> known && known.get(name) instanceof String text
                ? text
                : null;
    }

    /** Reads an optional time as ISO-8601 has it, in the zone where it states none. */
    public static void time(String text, ZoneId zone, Notes notes, String field, Consumer<Instant> to) {
        try {
            to.accept(FieldValue.timestamp(text, DateTimeFormatter.ISO_DATE_TIME, zone, () -> field));
        } catch (FaultException fault) {
            notes.unreadable(fault);
        }
    }

    /** A whole number of a total, by which no bill stands or falls; null where it is none. */
    public static @Nullable Long countOrNull(String text) {
        return text.matches("[0-9]{1,9}") ? Long.valueOf(text) : null;
    }

    /** A mass of a total, by which no bill stands or falls; null where the record has no room for it. */
    public static @Nullable BigDecimal kilogramsOrNull(String text) {
        return decimalOrNull(text, MASS);
    }

    /** An amount by which no bill stands or falls; null where the record has no room for it. */
    public static @Nullable BigDecimal moneyOrNull(String text) {
        return decimalOrNull(text, MONEY);
    }

    private static @Nullable BigDecimal decimalOrNull(String text, Schema schema) {
        try {
            return text.isEmpty()
                    ? null
                    : (BigDecimal) FieldValue.number(schema, FieldValue.parseNumber(text, schema, () -> ""), () -> "");
        } catch (FaultException e) {
            return null;
        }
    }

    /** A day by which no bill stands or falls; null where it is written otherwise. */
    public static @Nullable LocalDate dayOrNull(String text, DateTimeFormatter format) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text, format);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * A document that goes with the goods.
     *
     * @param type empty or null where it is not stated
     */
    public static SupportingDocument document(@Nullable String type, String number) {
        return SupportingDocument.newBuilder()
                .setType(type == null || type.isEmpty() ? null : type)
                .setRef(number)
                .build();
    }

    /** Whether it is an IMO number, by its check digit. */
    public static boolean isShipNumber(String text) {
        return Tidy.ship(text) != null;
    }

    /** Whether a text stands for a number that is not known. */
    public static boolean isNoNumber(String text) {
        return Tidy.isNoNumber(text);
    }
}
