// SPDX-License-Identifier: Apache-2.0
package portolan.local;

/**
 * Whether a person watches what is printed. The launcher knows and says; Java itself cannot tell one standard stream
 * from the other.
 */
final class Terminal {
    private Terminal() {}

    static boolean isOutput() {
        return Boolean.getBoolean("portolan.tty.out");
    }

    static boolean isError() {
        return Boolean.getBoolean("portolan.tty.err");
    }
}
