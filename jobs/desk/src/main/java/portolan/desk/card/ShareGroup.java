// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import java.util.List;

/**
 * Shares that rest on common facts, and these facts once.
 *
 * @param evidence in the reader's language
 */
public record ShareGroup(List<Share> shares, List<String> evidence) {
    public ShareGroup {
        shares = List.copyOf(shares);
        evidence = List.copyOf(evidence);
    }
}
