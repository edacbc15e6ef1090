// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.wire.MessageTopic;
import portolan.scoring.rules.SenderKeys;

/** Who writes, as senders lists name it, and the key that proves it. For several threads. */
public final class ProvenSender {
    private static final String ENDING = ".key";

    private final byte[] name;
    private final SenderKeys key;

    private ProvenSender(String name, SenderKeys key) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
        this.key = key;
    }

    /**
     * The sender NAME of a file {@code NAME.key}, or none of no file.
     *
     * @throws UnusableInputException if it is called otherwise, or cannot be read as a key
     */
    public static @Nullable ProvenSender ofFile(@Nullable Path file) throws UnusableInputException {
        if (file == null) {
            return null;
        }
        String called = String.valueOf(file.getFileName());
        if (!called.endsWith(ENDING) || called.length() == ENDING.length()) {
            throw new UnusableInputException("a sender's key is a file NAME.key, for the sender NAME: file=" + file);
        }
        try {
            return new ProvenSender(called.substring(0, called.length() - ENDING.length()), SenderKeys.ofFile(file));
        } catch (IOException e) {
            throw new UnusableInputException("a sender's key cannot be read: file=" + file + ", cause=" + e);
        }
    }

    /** The sender of a record, and the proof. */
    public synchronized List<Header> headers(byte @Nullable [] recordKey, byte[] value) {
        return List.of(
                new RecordHeader(MessageTopic.SENDER, name),
                new RecordHeader(SenderKeys.HEADER, key.prove(name, recordKey, value)));
    }
}
