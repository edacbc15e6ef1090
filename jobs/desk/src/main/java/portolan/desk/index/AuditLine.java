// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who saw or did what at a desk.
 *
 * @param offset in its topic: the order of lines, and where the next page begins
 */
public record AuditLine(long offset, Instant at, String by, String role, String action, String subject, String detail) {
    static List<AuditLine> before(
            Sql sql,
            @Nullable Long offset,
            @Nullable String by,
            @Nullable String action,
            @Nullable String subject,
            int most) {
        Where where = new Where()
                .andIf(offset, "\"offset\" < ?")
                .andIf(by, "who = ?")
                .andIf(action, "action = ?")
                .andIf(subject, "subject = ?");
        return sql.all(
                row -> new AuditLine(
                        row.number(), row.time(), row.text(), row.text(), row.text(), row.text(), row.text()),
                "SELECT \"offset\", at, who, role, action, subject, detail FROM audit WHERE " + where.sql()
                        + " ORDER BY \"offset\" DESC LIMIT ?",
                where.values(most));
    }
}
