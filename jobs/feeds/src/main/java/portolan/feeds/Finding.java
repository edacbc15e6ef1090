// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

/**
 * Something odd about a message that is no reason to refuse it.
 *
 * @param code stable, for example {@value #STATED_COUNT}
 * @param message what was found, and where
 */
public record Finding(String code, String message) {
    /** The message states another number of bills, segments or totals than it has. */
    public static final String STATED_COUNT = "STATED_COUNT_DIFFERS";
}
