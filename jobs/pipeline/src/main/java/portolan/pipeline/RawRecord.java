// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.schemas.wire.MessageTopic;
import portolan.scoring.manifest.Position;
import portolan.scoring.rules.SenderKeys;
import portolan.scoring.rules.Sent;

/**
 * One input exactly as it came, from a topic or from a line of a file; what cannot be processed leaves with it. Of a
 * line that is in a file all the while, the job carries only where it stands.
 *
 * <p>The byte arrays are shared, not copied: nobody writes to them.
 *
 * @param topic topic, or the file's name
 * @param partition partition; 0 in files
 * @param offset offset, or the line in a file, from 1
 * @param timestamp epoch milliseconds that order the input: the broker's append time, in files the event's own
 * @param headers headers by name; of a repeated name the last one
 * @param value the content, in files how the line is found; empty where the topic holds a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // A record a filing: a list of bytes would cost more than the filing.
public record RawRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        Map<String, byte[]> headers,
        byte @Nullable [] key,
        byte[] value) {
    /** Header of a filing, in UTF-8: who sent it. */
    public static final String SENDER = MessageTopic.SENDER;

    private static final byte[] NOT_AT_HAND = {};

    public RawRecord {
        headers = Map.copyOf(headers);
    }

    /** A line of a file: it has neither key nor headers. */
    public static RawRecord line(String file, long line, long timestamp, byte[] value) {
        return new RawRecord(file, 0, line, timestamp, Map.of(), null, value);
    }

    /** An input that is named and not at hand: where it stands, without its bytes. */
    public static RawRecord at(Position position) {
        return new RawRecord(
                position.topic(),
                position.partition(),
                position.offset(),
                position.orderTime(),
                Map.of(),
                null,
                NOT_AT_HAND);
    }

    /** Who sent it, in UTF-8; null where nobody says. */
    public byte @Nullable [] sender() {
        return headers.get(SENDER);
    }

    /** The filing as it was sent. */
    public Sent sent() {
        return new Sent(sender(), headers.get(SenderKeys.HEADER), key, value);
    }

    /** Where the input stands in the order of all inputs. */
    public Position position(Position.Input input) {
        return new Position(timestamp, input, topic, partition, offset);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawRecord that
                && topic.equals(that.topic)
                && partition == that.partition
                && offset == that.offset
                && timestamp == that.timestamp
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value)
                && headers.keySet().equals(that.headers.keySet())
                && headers.entrySet().stream()
                        .allMatch(header -> Arrays.equals(header.getValue(), that.headers.get(header.getKey())));
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, partition, offset);
    }

    @Override
    public String toString() {
        return topic + '/' + partition + '@' + offset;
    }
}
