// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.pipeline.kafka.WireFixtures.bytes;
import static portolan.pipeline.kafka.WireFixtures.filing;
import static portolan.pipeline.kafka.WireFixtures.raw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.Filing;
import portolan.schemas.wire.Topics;
import portolan.testing.Seeds;

/** What is read straight from the bytes is what Avro and {@link FilingFields} read of them. */
@Tag(Seeds.TAG)
class FilingBytesTest {
    private static final int ROUNDS = Seeds.of(1_500, 100_000);

    private static final String SHAPE = "/portolan/pipeline/kafka/filing-shape.txt";

    @Test
    void theSchemaIsTheOneThatTheReaderWasWrittenFor() {
        assertThat(FilingBytes.FINGERPRINT)
                .as(
                        "Filing.avsc has changed: change FilingBytes and what it calls, then its fingerprint to %016x",
                        Topics.CONSIGNMENTS_FILED.wire().fingerprint())
                .isEqualTo(Topics.CONSIGNMENTS_FILED.wire().fingerprint());
    }

    /** A fingerprint knows neither the scale of a decimal nor what a number counts. */
    @Test
    void everyFieldMeansWhatItMeantWhenTheReaderWasWritten() throws IOException {
        List<String> shape = new ArrayList<>();
        describe(Filing.getClassSchema(), "filing", shape);

        try (InputStream written = FilingBytesTest.class.getResourceAsStream(SHAPE)) {
            assertThat(shape)
                    .as("the schema against %s: change the reader first", SHAPE)
                    .containsExactlyElementsOf(
                            new String(Objects.requireNonNull(written).readAllBytes(), StandardCharsets.UTF_8)
                                    .lines()
                                    .toList());
        }
    }

    @Test
    void aValidFilingIsRead() {
        RawRecord raw = raw(filing());

        LedgerInput read = FilingBytes.read(raw, false);

        assertThat(read).isNotNull().isEqualTo(FilingDecoder.ofAvro().decode(raw));
        assertThat(Objects.requireNonNull(read).raw()).isSameAs(raw);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyValidFilingIsReadAndReadTheSame(boolean remembersPersons) {
        Random random = new Random(31);
        FilingDecoder avro = FilingDecoder.ofAvro(remembersPersons);
        int valid = 0;
        for (int round = 0; round < ROUNDS; round++) {
            RawRecord raw = raw(EncodedAtRandom.filing(random, 0));
            Decoded expected = avro.decode(raw);
            if (expected instanceof LedgerInput input && isAllCounted(input)) {
                valid++;
                assertThat(FilingBytes.read(raw, remembersPersons))
                        .as("seed 31, round %s", round)
                        .isEqualTo(expected);
            } else {
                assertThat(FilingBytes.read(raw, remembersPersons))
                        .as("seed 31, round %s: %s", round, expected)
                        .isNull();
            }
        }
        assertThat(valid).as("valid filings").isGreaterThan(ROUNDS / 2);
    }

    /** What cannot be meant is left to the reader that says so. */
    private static boolean isAllCounted(LedgerInput input) {
        return Objects.requireNonNull(input.filing()).consignment().notCounted().isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0005, 0.01})
    void whatNoFilingMayHaveIsRefusedInTheSameWords(double oddness) {
        Random random = new Random(32);
        Both both = new Both();
        for (int round = 0; round < ROUNDS; round++) {
            both.assertAgree(EncodedAtRandom.filing(random, oddness), "seed 32, oddness " + oddness, round);
        }
        assertThat(both.refused).as("refused").isGreaterThan(ROUNDS / 20);
        assertThat(both.accepted).as("accepted").isGreaterThan(ROUNDS / 100);
    }

    @Test
    void damagedBytesAreRefusedInTheSameWordsOrReadTheSame() {
        Random random = new Random(33);
        byte[] complete = bytes(filing());
        Both both = new Both();
        for (int round = 0; round < 2 * ROUNDS; round++) {
            byte[] whole = round % 2 == 0 ? complete : EncodedAtRandom.filing(random, 0);
            both.assertAgree(EncodedAtRandom.damaged(random, whole), "seed 33", round);
        }
        assertThat(both.refused).as("refused").isGreaterThan(ROUNDS / 4);
        assertThat(both.accepted).as("accepted").isGreaterThan(ROUNDS / 10);
    }

    @Test
    void everyBeginningOfAFilingIsRefusedInTheSameWords() {
        byte[] whole = bytes(filing());
        Both both = new Both();
        for (int length = 0; length < whole.length; length++) {
            both.assertAgree(Arrays.copyOf(whole, length), "cut", length);
        }
        assertThat(both.accepted).isZero();
    }

    @Test
    void everyByteMayBeAnyOther() {
        byte[] whole = bytes(filing());
        Both both = new Both();
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            for (byte value : new byte[] {0, 1, 2, 3, 4, 0x20, 0x7F, -1, -128}) {
                changed[at] = value;
                both.assertAgree(changed.clone(), "byte changed to " + value, at);
            }
        }
    }

    @Test
    void anotherWritersSchemaIsNotRead() {
        byte[] bytes = bytes(filing());
        bytes[5] ^= 0x55;

        assertThat(FilingBytes.read(raw(bytes), false)).isNull();
    }

    @Test
    void aRecordOverTheLimitIsNotRead() {
        Filing filing = filing();
        filing.setUcr("x".repeat(EncodedAtRandom.limit()));

        assertThat(FilingBytes.read(raw(filing), false)).isNull();
    }

    @Test
    void aBillOfThousandsOfItemsIsReadTheSame() {
        Filing filing = filing();
        filing.setGoodsItems(Collections.nCopies(5_000, WireFixtures.item()));
        RawRecord raw = raw(filing);

        assertThat(FilingBytes.read(raw, false))
                .isNotNull()
                .isEqualTo(FilingDecoder.ofAvro().decode(raw));
    }

    /** The decoder beside Avro's alone. */
    private static final class Both {
        private final FilingDecoder decoder = new FilingDecoder();
        private final FilingDecoder avro = FilingDecoder.ofAvro();
        private int accepted;
        private int refused;

        void assertAgree(byte[] bytes, String what, int round) {
            RawRecord raw = raw(bytes);
            Decoded expected = avro.decodeOrReject(raw);
            if (expected instanceof LedgerInput) {
                accepted++;
            } else {
                refused++;
            }
            Decoded decoded = decoder.decodeOrReject(raw);
            if (!decoded.equals(expected)) {
                assertThat(decoded).as("%s, round %s", what, round).isEqualTo(expected);
            }
        }
    }

    private static void describe(Schema schema, String path, List<String> shape) {
        switch (schema.getType()) {
            case RECORD ->
                schema.getFields().forEach(field -> describe(field.schema(), path + '.' + field.name(), shape));
            case ARRAY -> describe(schema.getElementType(), path + "[]", shape);
            case MAP -> describe(schema.getValueType(), path + "{}", shape);
            case UNION -> {
                assertThat(schema.getTypes()).as(path).hasSize(2);
                assertThat(schema.getTypes().get(0).getType()).as(path).isEqualTo(Schema.Type.NULL);
                describe(schema.getTypes().get(1), path + '?', shape);
            }
            case ENUM -> shape.add(path + " enum " + schema.getEnumSymbols());
            default -> {
                Object scale = schema.getObjectProp("scale");
                String logical = schema.getProp("logicalType");
                shape.add(path
                        + ' '
                        + schema.getType().getName()
                        + (logical == null ? "" : ' ' + logical)
                        + (scale == null ? "" : " scale " + scale));
            }
        }
    }
}
