// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.topics.TopicScan;

/** {@code portolan audit export}: the evidence as files, to be verified elsewhere. */
@Command(
        name = "export",
        description = "Writes each partition of evidence to a file of a new directory, with its chains.",
        sortOptions = false,
        exitCodeList = {"0:done", "2:bad usage, or the directory cannot be used", "3:Kafka does not answer"})
final class AuditExportCommand extends ConsoleCommand {

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "DIR", description = "a directory that is not there yet")
    private Path directory = Path.of(".");

    @Override
    public Integer call() throws Exception {
        if (Files.exists(directory)) {
            throw new UnusableInputException("there is something already: " + directory);
        }
        List<EvidenceFile> files = new ArrayList<>();
        AtomicLong records = new AtomicLong();
        try {
            Files.createDirectories(directory);
            AuditOptions.scan(kafka.access(), (topic, partition) -> {
                try {
                    EvidenceFile file = EvidenceFile.create(directory, topic, partition);
                    files.add(file);
                    return taker(file, records);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } finally {
            for (EvidenceFile file : files) {
                file.close();
            }
        }
        out().println("exported: " + TextLine.counted(records.get(), "record") + " to " + directory);
        return 0;
    }

    private static TopicScan.Taker taker(EvidenceFile file, AtomicLong records) {
        return record -> {
            try {
                ChainLink link = ChainLink.of(record.headers());
                file.write(
                        record.offset(),
                        record.timestamp(),
                        record.key(),
                        record.value(),
                        link == null ? null : link.bytes());
                records.incrementAndGet();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
