// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.List;

/**
 * An identity that a search found.
 *
 * @param value as it is compared; with the kind it names the identity
 * @param label as filed
 * @param consignments how many name it
 * @param newest some of them, the newest first
 */
public record Hit(IdentityKind kind, String value, String label, int consignments, List<CaseRow> newest) {
    public Hit {
        newest = List.copyOf(newest);
    }

    /** Whether somebody typed all of it, and not only its beginning. */
    public boolean isAllOf(String typed) {
        return value.equals(FiledIdentities.letters(typed));
    }
}
