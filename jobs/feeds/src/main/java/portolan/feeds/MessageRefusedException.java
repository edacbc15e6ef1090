// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

/** Says why a message is refused as a whole, on the way from where it was found to the front. */
public final class MessageRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final MessageReject.Reason reason;

    /**
     * Names the reason.
     *
     * @param message what is wrong, where, and what to do
     */
    public MessageRefusedException(MessageReject.Reason reason, String message) {
        // Bad messages may come by the million: no stack trace.
        super(message, null, false, false);
        this.reason = reason;
    }

    MessageReject reject() {
        return new MessageReject(reason, String.valueOf(getMessage()));
    }
}
