// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import portolan.desk.server.User;

/** Where it is noted who saw or did what. */
@FunctionalInterface
public interface Trail {
    /**
     * Notes it, before it is shown or done.
     *
     * @param action by its name, like VIEW_REJECT
     * @param subject what it was done to
     * @param detail more about it; may be empty
     */
    void note(User user, String action, String subject, String detail);
}
