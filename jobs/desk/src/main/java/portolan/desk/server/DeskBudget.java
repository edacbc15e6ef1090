// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.time.Duration;

/** What a person has of the desk, or of a class, beside what {@link portolan.console.door.DoorBudget} gives a request. */
public final class DeskBudget {
    /** Sessions of one person; who enters once more ends the one that was used longest ago. */
    public static final int SESSIONS = 10;

    /** Open pages of one session: a browser has no more connections than six. Of more the first opened are closed. */
    public static final int PAGES = 8;

    /** A shift of which nothing was heard, and then one signs in again. */
    public static final Duration IDLE = Duration.ofHours(8);

    /** Two shifts, and then one signs in again, whatever one did. */
    public static final Duration LONGEST = Duration.ofHours(16);

    /** Who may try from one address before any of their passwords was looked at: a whole shift, behind one proxy. */
    public static final int SIGN_INS_OF_AN_ADDRESS = 30;

    /** The same from all addresses, and of those who came in before: each apart. */
    public static final int SIGN_INS = 40;

    private DeskBudget() {}
}
