// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A topic of messages as others wrote them: whatever bytes they sent are its values, and what is known of them headers. */
public final class MessageTopic extends KafkaTopic {
    /** Header, in UTF-8: whose data it is. Without it, the profile says. */
    public static final String TENANT = "tenant";

    /** Header, in UTF-8: who sent it, as the gateway knows. Without it, the key says. */
    public static final String SENDER = "sender";

    /** Header, in UTF-8: ISO-8601 time at which the gateway had it. Without it, the broker's time. */
    public static final String RECEIVED_AT = "received-at";

    /** Header, in UTF-8: what the sender called it, like a file's name. */
    public static final String NAME = "name";

    /** Header, in UTF-8: name of the profile to read it by. Without it, that of its sender. */
    public static final String PROFILE = "profile";

    /** Header, in UTF-8: SHA-256 of the message in hexadecimal. */
    public static final String SHA256 = "sha256";

    /** Header, in UTF-8: where the bytes are kept that are too many for the topic, below the store of messages. */
    public static final String BLOB = "blob";

    /** Header, in UTF-8: which two approved that the message withdraws the bills it leaves out, a comma between. */
    public static final String APPROVED_BY = "approved-by";

    /** Header: their Ed25519 signatures, one after the other; of one alone nothing is approved. */
    public static final String APPROVAL = "approval";

    /** Bytes of a message at most: two manifests of 15,000 bills. */
    public static final int MOST_BYTES = 64 << 20;

    private static final String FOLDER = "raw/";

    /** Where a message is kept below the store, by its SHA-256 in hexadecimal. */
    public static String blob(String sha256) {
        return FOLDER + sha256;
    }

    /** What a gateway proves of a message, beside its sender. */
    public static byte[] statement(String sha256, Function<String, byte @Nullable []> header) {
        return Stream.of(TENANT, RECEIVED_AT, NAME, PROFILE)
                .map(header)
                .map(value -> value == null ? "" : HexFormat.of().formatHex(value))
                .collect(Collectors.joining(" ", sha256 + ' ', ""))
                .getBytes(StandardCharsets.US_ASCII);
    }

    MessageTopic(String name, String keyedBy, int partitions, Keep keep, int maxMessageBytes) {
        super(name, keyedBy, partitions, keep, Stamp.BROKER, maxMessageBytes);
    }

    @Override
    public String holds() {
        return "message as it was sent";
    }
}
