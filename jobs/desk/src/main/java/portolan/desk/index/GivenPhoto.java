// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A photograph that was given for a consignment. */
public record GivenPhoto(CaseKey key, Instant at) {
    /** The first that was given for another consignment than this; empty for none. */
    static Optional<GivenPhoto> of(Sql sql, CaseKey key, List<String> hashes) {
        return hashes.stream()
                .flatMap(hash -> Stream.ofNullable(sql.first(
                        row -> new GivenPhoto(new CaseKey(row.text(), row.text()), row.time()),
                        "SELECT tenant, key, at FROM photo WHERE hash = ? AND NOT (tenant = ? AND key = ?)"
                                + " ORDER BY at, tenant, key LIMIT 1",
                        hash,
                        key.tenant(),
                        key.consignment())))
                .findFirst();
    }
}
