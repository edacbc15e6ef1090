// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.FieldValue;

/** Looks into filings in the making. */
public final class Drafts {
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

    /** Reads a time of a message whose other times the field map reads, as the profile has them. */
    public static void time(String text, ZoneId zone, String field, Consumer<Instant> to) throws FaultException {
        to.accept(FieldValue.timestamp(text, DateTimeFormatter.ISO_DATE_TIME, zone, () -> field));
    }
}
