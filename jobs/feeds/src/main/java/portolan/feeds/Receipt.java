// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message. Every bill that was found is filed or rejected; of a refused message none is found.
 *
 * @param sha256 of the message, in hexadecimal
 * @param format name of the format; null where none was recognised
 * @param profile name of the profile that it was read by; null where there is none of that name
 * @param found bills that the message holds
 * @param stated how many bills the message says it holds; null where it does not say
 * @param reject why nothing was filed; null where the message was read
 */
public record Receipt(
        String sha256,
        @Nullable String format,
        @Nullable String profile,
        int found,
        int filed,
        int rejected,
        @Nullable Integer stated,
        List<Finding> findings,
        @Nullable MessageReject reject) {
    public Receipt {
        if (found != filed + rejected) {
            throw new IllegalArgumentException(
                    "bills were lost: found=" + found + ", filed=" + filed + ", rejected=" + rejected);
        }
        findings = List.copyOf(findings);
    }

    static Receipt refused(
            ReceivedMessage message, @Nullable String format, @Nullable String profile, MessageReject reject) {
        return new Receipt(message.sha256(), format, profile, 0, 0, 0, null, List.of(), reject);
    }
}
