// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.LineWriter;
import portolan.testing.Seeds;

/**
 * What every fixture becomes, field by field. After a change that is meant: {@code -Dportolan.feeds.rewrite=true}, and
 * read the difference.
 */
@Tag(Seeds.TAG)
class GoldenMessagesTest {
    static Stream<String> messages() {
        return Fixtures.MESSAGES.stream();
    }

    static Stream<String> all() {
        return Stream.of(Fixtures.MESSAGES, Fixtures.SEGMENTS, Fixtures.EVENTS, Fixtures.JSON)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aMessageBecomesTheseFilingsAndRejects(String name) throws IOException {
        String found = text(Taken.of(Fixtures.bytes(name)));
        String golden = name + ".jsonl";
        if (Boolean.getBoolean("portolan.feeds.rewrite")) {
            Files.writeString(Path.of("src/test/resources/portolan/feeds", golden), found);
            return;
        }
        assertThat(found).isEqualTo(new String(Fixtures.bytes(golden), StandardCharsets.UTF_8));
    }

    private static String text(Taken taken) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LineWriter<Filing> lines = LineWriter.filings(out)) {
            for (Filing filing : taken.filings()) {
                lines.write(filing);
            }
        }
        StringBuilder text = new StringBuilder(out.toString(StandardCharsets.UTF_8));
        taken.moves().forEach(move -> text.append(move).append('\n'));
        taken.calls().forEach(call -> text.append(call).append('\n'));
        taken.rejects().forEach(reject -> text.append(reject).append('\n'));
        return text.append(taken.receipt().findings()).append('\n').toString();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyFilingsBytesHoldItsBillNumber(String name) {
        Taken taken = Taken.of(Fixtures.bytes(name));

        assertThat(taken.filings()).isNotEmpty();
        for (Filing filing : taken.filings()) {
            assertThat(taken.slice(filing))
                    .startsWith("<")
                    .endsWith(">")
                    .contains(filing.getTransportDocument().getNumber());
            assertThat(filing.getRawMessageRef().getSha256())
                    .isEqualTo(taken.receipt().sha256());
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageThatIsCutOffAnywhereFilesNothing(String name) {
        byte[] whole = Fixtures.bytes(name);
        Taken complete = Taken.of(whole);
        int end = new String(whole, StandardCharsets.UTF_8).strip().getBytes(StandardCharsets.UTF_8).length;
        for (int length : Fixtures.cuts(whole.length)) {
            Taken cut = Taken.of(Arrays.copyOf(whole, length));
            if (length >= end) {
                assertThat(cut.filings()).as("length=%d", length).hasSameSizeAs(complete.filings());
            } else {
                assertThat(cut.refused())
                        .as("length=%d", length)
                        .isEqualTo(length == 0 ? MessageReject.Reason.UNKNOWN_FORMAT : MessageReject.Reason.TRUNCATED);
            }
        }
    }
}
