// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.contact;

import portolan.scoring.sketch.KeyHash;

/**
 * A party of a consignment that can be reached at a contact.
 *
 * @param key hash of the party's key
 * @param name the beginning of its key, as memories keep it
 * @param marks by what it is told from others
 */
public record ContactUser(long key, String name, boolean asConsignee, ContactMarks marks) {
    static final int LONGEST_NAME = 24;

    /** Characters of a name in another script than Latin, which take up to three bytes each. */
    private static final int LONGEST_FOREIGN_NAME = 8;

    static ContactUser of(String partyKey, boolean asConsignee) {
        return of(partyKey, asConsignee, ContactMarks.NONE);
    }

    static ContactUser of(String partyKey, boolean asConsignee, ContactMarks marks) {
        return new ContactUser(KeyHash.of(partyKey), shortened(partyKey), asConsignee, marks);
    }

    private static String shortened(String text) {
        int most = Math.min(text.length(), LONGEST_NAME);
        for (int i = 0; i < most; i++) {
            if (text.charAt(i) > 0x7F) {
                most = Math.min(text.length(), Math.max(i, LONGEST_FOREIGN_NAME));
                most = i > LONGEST_FOREIGN_NAME ? i : most;
                break;
            }
        }
        // Half a character would not come back from its bytes.
        boolean cut = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, cut ? most - 1 : most);
    }
}
