// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may come in. */
@FunctionalInterface
public interface Door {
    /**
     * Who comes in with this name and password; empty where nobody may.
     *
     * @param kept what a browser keeps that has been here before; empty for nothing
     * @throws RefusedException to say why not
     */
    Optional<Entrance> enter(String name, String password, String kept) throws IOException;

    /**
     * Somebody comes in.
     *
     * @param proof what they are known by for as long as they stay; empty for nothing
     * @param isKept whether their browser is to keep it, to be known by when it comes again
     */
    record Entrance(User user, String proof, boolean isKept) {}

    /** Everybody who may, as far as that is known: what names none of their offices is on no office's list. */
    default List<User> users() {
        return List.of();
    }

    /** The identity provider at which people also sign in; null for none. */
    default @Nullable Federation federation() {
        return null;
    }

    /** That wrong passwords were tried so often that the next one waits. */
    default void keepsWaiting(String name, String address, Duration wait) {}

    /**
     * Whether somebody who came in is still who they were: not after their role changed, or they were taken off.
     *
     * @param proof that of their entrance
     */
    default boolean isStill(User user, String proof) throws IOException {
        return true;
    }
}
