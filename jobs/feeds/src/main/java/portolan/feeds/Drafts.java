// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.GoodsValue;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.SupportingDocument;
import portolan.schemas.avro.Totals;
import portolan.schemas.avro.TransportMode;
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

    /** The list with one more. */
    public static <T> List<T> plus(List<T> list, T more) {
        List<T> all = new ArrayList<>(list);
        all.add(more);
        return all;
    }

    /** Seals with these numbers; none for an empty one. */
    public static List<Seal> seals(Stream<String> numbers) {
        return numbers.filter(number -> !number.isEmpty())
                .map(number -> new Seal(number, null, null))
                .toList();
    }

    /** Adds marks to the last packages of an item, or to ones without a number; none for null. */
    public static void mark(Item item, @Nullable String marks) {
        if (marks == null) {
            return;
        }
        if (item.getPackages().isEmpty()) {
            item.setPackages(plus(List.of(), new Packages()));
        }
        Packages last = item.getPackages().get(item.getPackages().size() - 1);
        last.setMarks(last.getMarks() == null ? marks : last.getMarks() + ' ' + marks);
    }

    /** What identifies a means of transport follows from its mode; a ship's that is no IMO number is its name. */
    public static void identify(Conveyance means, @Nullable Object mode) {
        ConveyanceIdType type = idType(mode instanceof TransportMode known ? known : null);
        String id = means.getId();
        if (type != null && type != ConveyanceIdType.IMO) {
            means.setIdType(type);
        } else if (id != null && Codes.shipNumber(id) == null) {
            means.setName(id);
            means.setId(null);
        }
    }

    /** What the number of a means of transport is; a ship's and a call sign are told apart later, by check digit. */
    public static @Nullable ConveyanceIdType idType(@Nullable TransportMode mode) {
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

    /** What a declaration says of all of its goods: packages, mass, items. */
    public static Totals totals(String packages, String grossMassKg, String items) {
        Long count = countOrNull(items);
        return new Totals(
                countOrNull(packages),
                decimalOrNull(grossMassKg, MASS),
                count == null ? null : Math.toIntExact(count),
                null);
    }
}
