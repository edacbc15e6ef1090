// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.util.function.Function;

/**
 * What every page says of the whole desk, in a language; empty where there is nothing.
 *
 * @param wrong as that topics cannot be read
 * @param note what is as it was set up, and whoever looks should know
 */
public record Notice(Function<Words, String> wrong, Function<Words, String> note) {
    /** Nothing. */
    public static final Notice NONE = new Notice(words -> "", words -> "");
}
