// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portolan.schemas.lines.Draft;

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
}
