// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import portolan.schemas.avro.Filing;

/** What one version of a filing says and the one before did not, field by field. */
public final class Differences {
    /** They change with every message and say nothing of the goods. */
    private static final Set<String> OF_THE_MESSAGE = Set.of(
            "eventId",
            "eventKind",
            "filingId",
            "filingVersion",
            "supersedesFilingId",
            "filedAt",
            "receivedAt",
            "rawMessageRef",
            "attributes",
            "sourceMessageVersion");

    private static final int MOST = 60;

    private final List<Difference> found = new ArrayList<>();

    private Differences() {}

    /**
     * One field that changed.
     *
     * @param field as the schema names it, with the place in a list: {@code parties[2].rawName}
     * @param before empty where there was nothing
     * @param after empty where there is nothing
     */
    public record Difference(String field, String before, String after) {}

    /** In the order of the schema; at most sixty. */
    public static List<Difference> between(Filing before, Filing after) {
        Differences differences = new Differences();
        for (Schema.Field field : after.getSchema().getFields()) {
            if (!OF_THE_MESSAGE.contains(field.name())) {
                differences.compare(field.name(), before.get(field.pos()), after.get(field.pos()));
            }
        }
        return differences.found;
    }

    private void compare(String at, Object before, Object after) {
        if (isSame(before, after) || found.size() >= MOST) {
            return;
        }
        if (before instanceof IndexedRecord old && after instanceof IndexedRecord now) {
            for (Schema.Field field : now.getSchema().getFields()) {
                compare(at + '.' + field.name(), old.get(field.pos()), now.get(field.pos()));
            }
        } else if (before instanceof List<?> old && after instanceof List<?> now && isOfRecords(old, now)) {
            for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
                compare(at + '[' + (i + 1) + ']', i < old.size() ? old.get(i) : "", i < now.size() ? now.get(i) : "");
            }
        } else {
            found.add(new Difference(at, text(before), text(after)));
        }
    }

    /** As text: Avro's own comparison of lists fails at times within unions. */
    private static boolean isSame(Object before, Object after) {
        return (before instanceof List || before instanceof IndexedRecord)
                ? before.toString().equals(String.valueOf(after))
                : Objects.equals(before, after);
    }

    private static boolean isOfRecords(List<?> old, List<?> now) {
        return Stream.concat(old.stream(), now.stream()).allMatch(IndexedRecord.class::isInstance);
    }

    private static String text(Object value) {
        return value == null || (value instanceof List<?> list && list.isEmpty()) ? "" : value.toString();
    }
}
