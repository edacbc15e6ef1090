// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

/**
 * Rules that say much the same, so that together they count for no more than a cap.
 *
 * @param cap units of 1/1024 bit, not negative
 */
record Group(String name, long cap) {
    /** What a group's cap is called in a list of contributions. */
    String capName() {
        return "cap:" + name;
    }
}
