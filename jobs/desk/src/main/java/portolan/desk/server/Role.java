// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.util.Locale;

/** What somebody is at the desk. {@link Action} says what each may do. */
public enum Role {
    /** Works through the list: claims, decides, reports. */
    OFFICER,
    /** An officer who gives the second signature, and approves rule sets. */
    SUPERVISOR,
    /** Writes rule sets, puts approved ones to use, and keeps the feeds going. */
    OPERATOR,
    /** Teaches: sees what officers see, and changes nothing. */
    MENTOR,
    /** Sees all, and who did what; changes nothing. */
    AUDITOR;

    /** As the file of accounts writes it: "officer". */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
