// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of texts: each row has the number of its text in a list in which every text stands once.
 *
 * @param codes by row; -1 where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // A view of what was read, never compared.
public record TextColumn(int[] codes, List<String> texts) {
    public @Nullable String get(int row) {
        return codes[row] < 0 ? null : texts.get(codes[row]);
    }
}
