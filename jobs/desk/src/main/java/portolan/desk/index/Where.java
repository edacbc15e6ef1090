// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions that all hold, with what their question marks stand for. */
final class Where {
    private final StringBuilder sql = new StringBuilder("1 = 1");
    private final List<@Nullable Object> values = new ArrayList<>();

    Where and(String condition, Object... itsValues) {
        sql.append(" AND ").append(condition);
        values.addAll(List.of(itsValues));
        return this;
    }

    Where andIf(@Nullable Object value, String condition) {
        return value == null ? this : and(condition, value);
    }

    String sql() {
        return sql.toString();
    }

    @Nullable
    Object[] values(Object... more) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.addAll(List.of(more));
        return all.toArray();
    }
}
