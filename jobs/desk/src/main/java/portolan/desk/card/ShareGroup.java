// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shares of one family, or that rest on common facts, and these facts once.
 *
 * @param family what they come to together; null where they are of none
 * @param evidence in the reader's language
 */
public record ShareGroup(@Nullable Share family, List<Share> shares, List<String> evidence) {
    public ShareGroup {
        shares = List.copyOf(shares);
        evidence = List.copyOf(evidence);
    }
}
