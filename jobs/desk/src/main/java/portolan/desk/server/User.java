// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.util.regex.Pattern;

/**
 * Somebody at the desk.
 *
 * @param name small letters, digits, '.', '-' and '_'; that of their signing key, too
 * @param office that they work for; empty for all
 */
public record User(String name, Role role, String office) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");

    public User {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a user's name has 1 to 60 small letters, digits, '.', '-' and '_': name=" + name);
        }
    }

    public boolean may(Action action) {
        return action.isFor(role);
    }
}
