// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.TextLine;
import portolan.topics.TopicScan;

/** {@code portolan audit export}: the evidence as files, to be verified elsewhere. */
@Command(
        name = "export",
        description = "Writes each partition of evidence to a file of a new directory, with its chains.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:bad usage, or the directory cannot be used", "3:Kafka does not answer"})
final class AuditExportCommand implements Callable<Integer> {
    private static final int BAD_INPUT = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "DIR", description = "a directory that is not there yet")
    private Path directory = Path.of(".");

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        if (Files.exists(directory)) {
            spec.commandLine().getErr().println("audit export: there is something already: " + directory);
            return BAD_INPUT;
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
        spec.commandLine()
                .getOut()
                .println("exported: " + TextLine.counted(records.get(), "record") + " to " + directory);
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
