// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.LineWriter;
import portolan.schemas.lines.OutcomeLines;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;

/**
 * A savepoint that a release wrote, what came on its topics after it, and what the job made of that.
 *
 * <pre>
 *   savepoint.zip                    as Flink wrote it, native
 *   job.properties                   what differs from the job's defaults
 *   offsets.properties               how many records of each topic the job had read
 *   filings.jsonl, outcomes.jsonl    what came then, in the order of receivedAt and reportedAt, which stand for the
 *                                    broker's stamps; the last filing is assessed, and ends it
 *   expected/                        what is told of that by then, sorted
 * </pre>
 */
record ReleaseSavepoint(Path directory) {
    private static final Path ALL = Path.of("src/test/resources/releases");
    private static final String ZIP = "savepoint.zip";

    static ReleaseSavepoint of(String release) {
        return new ReleaseSavepoint(ALL.resolve(release));
    }

    /** Of all releases that wrote one, the oldest first. */
    static Stream<ReleaseSavepoint> all() throws IOException {
        try (Stream<Path> releases = Files.list(ALL)) {
            return releases.sorted().map(ReleaseSavepoint::new).toList().stream();
        }
    }

    /** What came after the savepoint. */
    record After(List<Filing> filings, List<InspectionOutcome> outcomes) {}

    void write(Path savepoint, Map<String, String> job, Map<String, Long> offsets, After after) throws IOException {
        Files.createDirectories(directory.resolve("expected"));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(directory.resolve(ZIP)));
                Stream<Path> files = Files.list(savepoint)) {
            for (Path file : files.sorted().toList()) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, zip);
            }
        }
        write("job.properties", job);
        Map<String, String> read = new HashMap<>();
        offsets.forEach((topic, offset) -> read.put(topic, Long.toString(offset)));
        write("offsets.properties", read);
        Files.write(directory.resolve("filings.jsonl"), lines(after.filings(), LineWriter::filings));
        Files.write(directory.resolve("outcomes.jsonl"), lines(after.outcomes(), LineWriter::outcomes));
    }

    private void write(String file, Map<String, String> properties) throws IOException {
        Files.write(
                directory.resolve(file),
                properties.entrySet().stream()
                        .map(one -> one.getKey() + '=' + one.getValue())
                        .sorted()
                        .toList());
    }

    /** Writes the savepoint into a directory, as its job had written it. */
    Path unpacked(Path into) throws IOException {
        Path savepoint = Files.createDirectories(into.resolve("savepoint-of-" + directory.getFileName()));
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(directory.resolve(ZIP)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, savepoint.resolve(entry.getName()));
            }
        }
        return savepoint;
    }

    Map<String, String> job() throws IOException {
        return properties("job.properties");
    }

    Map<String, String> offsets() throws IOException {
        return properties("offsets.properties");
    }

    private Map<String, String> properties(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(directory.resolve(file))) {
            properties.load(text);
        }
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }

    After after() throws IOException {
        return new After(read("filings.jsonl", FilingLines::read), read("outcomes.jsonl", OutcomeLines::read));
    }

    private <R> List<R> read(String file, Form<R> form) throws IOException {
        List<R> records = new ArrayList<>();
        try (LineReader<R> lines = form.read(Files.newInputStream(directory.resolve(file)), file)) {
            while (lines.hasNext()) {
                records.add(lines.next().orThrow());
            }
        }
        return records;
    }

    /** When the last filing came. */
    Instant end() throws IOException {
        List<Filing> filings = after().filings();
        return filings.get(filings.size() - 1).getReceivedAt();
    }

    /** As records with the stamps of then: behind as many of each topic as had been read before the savepoint. */
    List<ProducerRecord<byte[], byte[]>> records() throws IOException {
        After after = after();
        long before = after.filings().get(0).getReceivedAt().toEpochMilli() - 1;
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        offsets().forEach((topic, offset) -> {
            for (long i = 0; i < Long.parseLong(offset); i++) {
                records.add(new ProducerRecord<>(topic, 0, before, new byte[] {0}, new byte[] {0}));
            }
        });
        after.filings().forEach(one -> records.add(record(Topics.CONSIGNMENTS_FILED, one, one.getReceivedAt())));
        after.outcomes().forEach(one -> records.add(record(Topics.INSPECTIONS_REPORTED, one, one.getReportedAt())));
        return records;
    }

    private static <R extends SpecificRecord> ProducerRecord<byte[], byte[]> record(
            Topic<R> topic, R value, Instant stamp) {
        return new ProducerRecord<>(
                topic.name(),
                0,
                stamp.toEpochMilli(),
                topic.key(value),
                topic.wire().encode(value));
    }

    void expect(Map<String, List<String>> told) throws IOException {
        for (Map.Entry<String, List<String>> file : told.entrySet()) {
            Files.write(directory.resolve("expected").resolve(file.getKey()), file.getValue());
        }
    }

    List<String> expected(String file) throws IOException {
        return Files.readAllLines(directory.resolve("expected").resolve(file));
    }

    /** Records as lines of JSON, in an order of their own. */
    static <R extends SpecificRecord> List<String> lines(List<R> records, Writers<R> writers) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (LineWriter<R> out = writers.open(bytes)) {
            for (R record : records) {
                out.write(record);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    static <R extends SpecificRecord, C extends Comparable<C>> List<String> sorted(
            List<R> records, Function<R, C> by, Writers<R> writers) throws IOException {
        return lines(records.stream().sorted(Comparator.comparing(by)).toList(), writers);
    }

    @Override
    public String toString() {
        return String.valueOf(directory.getFileName());
    }

    /** Opens the writer of one kind of record. */
    interface Writers<R> {
        LineWriter<R> open(OutputStream out) throws IOException;
    }

    private interface Form<R> {
        LineReader<R> read(InputStream in, String file);
    }
}
