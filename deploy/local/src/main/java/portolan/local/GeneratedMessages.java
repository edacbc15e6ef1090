// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.workload.FeedEvent;
import portolan.workload.messages.Message;
import portolan.workload.messages.MessageBatches;
import portolan.workload.messages.MessageFormat;

/** Generated filings on their way into files of messages, below {@code messages}. */
final class GeneratedMessages implements Closeable {
    private final MessageBatches batches = new MessageBatches();
    private final Path directory;
    private final MessageFormat format;

    private GeneratedMessages(Path directory, MessageFormat format) {
        this.directory = directory;
        this.format = format;
    }

    static GeneratedMessages in(Path out, MessageFormat format) throws IOException {
        return new GeneratedMessages(Files.createDirectories(out.resolve("messages")), format);
    }

    /** Takes a filing; false where the format has no message for it. */
    boolean take(FeedEvent.Filed filed) throws IOException {
        Filing filing = filed.filing();
        Instant at = Instant.ofEpochMilli(filed.atMillis());
        if (!format.carries(filing)) {
            withdrawn(filing);
            write(batches.due(at));
            return false;
        }
        write(batches.take(format, filing, at));
        return true;
    }

    /** Withdraws the bill under the number that the message of ASYCUDA gave its filing. */
    private void withdrawn(Filing filing) {
        if (format == MessageFormat.AWMDS
                && filing.getEventKind() == EventKind.DELETE
                && filing.getTransportMode() == TransportMode.SEA) {
            String carrier = filing.getConveyance().getCarrierCode();
            filing.setFilerId(carrier);
            filing.setFilingId(carrier + ":"
                    + ConsignmentKeys.normalized(filing.getTransportDocument().getNumber()));
        }
    }

    private void write(List<Message> messages) throws IOException {
        for (Message message : messages) {
            Path file = Files.write(directory.resolve(message.fileName()), message.bytes());
            // A message without a time of its own was received when its file was written.
            Files.setLastModifiedTime(file, FileTime.from(message.sentAt()));
        }
    }

    @Override
    public void close() throws IOException {
        write(batches.rest());
    }
}
