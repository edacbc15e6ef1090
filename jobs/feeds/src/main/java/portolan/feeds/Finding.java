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

    /** The end of a message or interchange is called otherwise than its start. */
    public static final String CONTROL_REFERENCE = "CONTROL_REFERENCE_DIFFERS";

    /** Beside what was read stands a message of a type that is not. */
    public static final String NOT_READ = "MESSAGE_NOT_READ";

    /** A free text is longer than is read: the rest is in the message's own bytes only. */
    public static final String TEXT_CUT = "TEXT_CUT";

    /** An optional field could not be read: it was left out, and its text is an attribute. */
    public static final String UNREADABLE = "FIELD_UNREADABLE";

    /** The message is in another set of characters than it declares, or declares none and was guessed. */
    public static final String CHARSET = "CHARSET_GUESSED";

    /** Days that may be read in two orders, and how they were read. */
    public static final String DATE_ORDER = "DATE_ORDER_GUESSED";

    /** A number whose comma may part thousands or decimals, and how it was read. */
    public static final String DECIMAL = "DECIMAL_GUESSED";

    /** Something in it is no bill, no movement of a container and no call of a ship. */
    public static final String NOT_TAKEN = "NOT_TAKEN";
}
