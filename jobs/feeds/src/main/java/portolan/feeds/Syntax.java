// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

/** Reads the messages of one syntax, for example XML. */
public interface Syntax {
    /** Whether the content begins as this syntax does. Never by name or declared type; must not throw. */
    boolean begins(byte[] bytes);

    /**
     * Reads the message once from end to end, and files nothing.
     *
     * @param pause run now and then, as a large message takes seconds
     * @throws MessageRefusedException when any of it is not as it must be
     */
    CheckedMessage check(ReceivedMessage message, Profile profile, Runnable pause) throws MessageRefusedException;
}
