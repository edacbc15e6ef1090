// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.io.IOException;
import java.util.Optional;

/** Who may come in. */
@FunctionalInterface
public interface Door {
    /**
     * Who comes in with this name and password; empty where nobody may.
     *
     * @throws RefusedException to say why not
     */
    Optional<User> enter(String name, String password) throws IOException;

    /** Whether somebody who came in is still who they were: not after their role changed, or they were taken off. */
    default boolean isStill(User user) throws IOException {
        return true;
    }
}
