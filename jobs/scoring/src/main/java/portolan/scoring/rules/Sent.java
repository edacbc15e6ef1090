// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import org.jspecify.annotations.Nullable;

/**
 * A filing as it was sent: what a proof of its sender is over, and the proof. The arrays are shared, not copied.
 *
 * @param sender in UTF-8; null where nobody says
 * @param proof {@link SenderKeys#prove} made it; null where there is none
 * @param key of the record; null where it has none
 * @param value of the record
 */
@SuppressWarnings("ArrayRecordComponent") // One a filing, never compared.
public record Sent(byte @Nullable [] sender, byte @Nullable [] proof, byte @Nullable [] key, byte[] value) {
    private static final byte[] NOTHING = {};

    /** A filing whose sender says so, and proves nothing. */
    public static Sent by(byte @Nullable [] sender) {
        return new Sent(sender, null, null, NOTHING);
    }
}
