// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import portolan.scoring.lifecycle.SigningKey;

/** How long {@code audit verify} takes for hashes, counts and sealed heads of a year of one partition, on one thread. */
class AuditSpeedTest {
    private static final int RECORDS = Integer.getInteger("portolan.audit.records", 10_000_000);
    private static final Pattern SECONDS = Pattern.compile("records read in ([0-9.]+) s");
    private static final int HOURS = 365 * 24;

    /** Only heads are signed here: to sign ten million records takes half an hour. */
    @Tag("night")
    @Test
    void tenMillionRecordsTakeAMinuteAtMost(@TempDir Path directory, TestReporter reporter) throws Exception {
        Path keys = Files.createDirectory(directory.resolve("keys"));
        Path files = Files.createDirectory(directory.resolve("files"));
        Path book = directory.resolve("seals");
        SigningKey key = WriterKey.open(keys, "north");
        long bytes = write(files, book, key);

        // Tests are compiled by C1 alone, which knows no instructions for SHA-256: that takes minutes.
        Process verify = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AuditSpeedTest.class.getName(),
                        "verify",
                        "--files",
                        files.toString(),
                        "--keys",
                        keys.toString(),
                        "--seals",
                        book.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        reporter.publishEntry(bytes + " bytes: " + said);
        assertThat(verify.waitFor()).as(said).isZero();
        assertThat(said).contains("WHOLE: nothing is missing");
        Matcher seconds = SECONDS.matcher(said);
        assertThat(seconds.find()).as(said).isTrue();
        assertThat(Double.parseDouble(seconds.group(1))).as(said).isLessThan(60);
    }

    /** The command in a process of its own. */
    public static void main(String[] words) {
        System.exit(new CommandLine(new AuditCommand()).execute(words));
    }

    private static long write(Path files, Path book, SigningKey key) throws Exception {
        ChainLink.Hasher hasher = new ChainLink.Hasher(Month.TOPIC, 0);
        byte[] who = "flo".getBytes(StandardCharsets.UTF_8);
        byte[] hash = new byte[ChainLink.HASH_BYTES];
        List<Seal> seals = new ArrayList<>();
        try (EvidenceFile file = EvidenceFile.create(files, Month.TOPIC, 0)) {
            for (int i = 0; i < RECORDS; i++) {
                Instant at = Month.BEGAN.plusMillis(Duration.ofHours(HOURS).toMillis() * i / RECORDS);
                byte[] value = Month.value(at, "MAEU:" + i + ":2026");
                ChainLink link = ChainLink.unsigned(key.name(), 1, i + 1, at.toEpochMilli(), hash);
                hash = hasher.hash(link, who, value);
                boolean isLast = i == RECORDS - 1;
                if (isLast) {
                    link.signed(key.sign(ChainLink.statement(hash)));
                }
                if (isLast || i % (RECORDS / HOURS + 1) == 0) {
                    String hex = HexFormat.of().formatHex(hash);
                    ChainHead head = new ChainHead(Month.TOPIC, 0, key.name(), 1, i + 1, at.toEpochMilli(), hex);
                    seals.add(Seal.of(head, at.toEpochMilli(), key));
                }
                file.write(i, at.toEpochMilli(), who, value, link.bytes());
            }
        }
        SealBook.append(book, seals);
        return Files.size(files.resolve(Month.TOPIC + "-0" + EvidenceFile.ENDING));
    }
}
