// SPDX-License-Identifier: Apache-2.0
package portolan.desk;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import portolan.console.evidence.ProvenSender;

/**
 * How what people do at a desk is signed and sealed.
 *
 * @param keys directory of the desk's own key; null for one below its data
 * @param seals file of the second keeper, where heads of chains are sealed each hour; null for none
 * @param reporter who reports inspections, to a job that asks; null where nobody proves it
 */
public record EvidenceSettings(
        @Nullable Path keys, @Nullable Path seals, @Nullable ProvenSender reporter) {
    /** A key below the data, and no second keeper. */
    public static final EvidenceSettings NONE = new EvidenceSettings(null, null, null);

    Path keysBelow(Path data) {
        return keys == null ? data.resolve("evidence") : keys;
    }
}
