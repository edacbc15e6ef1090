// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.testing.Seeds;

/** Against the generator behind {@link LineWriter}, which is the slow, obvious twin. */
@Tag(Seeds.TAG)
class JsonLineTest {
    private static final long SEED = 17;
    private static final int NUMBERS = Seeds.of(20_000, 400_000);

    @Test
    void everyCharacterIsWrittenAsTheGeneratorWritesIt() {
        StringBuilder all = new StringBuilder();
        for (int character = 0; character <= Character.MAX_VALUE; character++) {
            String text = "a" + (char) character + "b";
            all.append(text);

            assertThat(text(new JsonLine().text(text)))
                    .as("character=%d", character)
                    .isEqualTo(twin(text));
        }
        // As one text too: the room grows, and halves of pairs meet.
        String text = all + "🚢漢字\"\\";
        assertThat(text(new JsonLine().text(text))).isEqualTo(twin(text));
    }

    @Test
    void everyMultipleOfAUnitIsWrittenAsTheGeneratorWritesIt() {
        for (long units = -NUMBERS; units <= NUMBERS; units++) {
            sameNumber(units / 1024.0);
        }
        Random random = new Random(SEED);
        for (int i = 0; i < NUMBERS / 2; i++) {
            // Below, at and far above the limit of what is written without a search.
            sameNumber(random.nextLong(-200_000L * 1024, 200_000L * 1024) / 1024.0);
            sameNumber(random.nextLong() / 1024.0);
        }
    }

    @Test
    void everyOtherNumberIsWrittenAsTheGeneratorWritesIt() {
        Random random = new Random(SEED);
        for (DoubleUnaryOperator kind : new DoubleUnaryOperator[] {x -> x, x -> 1e7 * x, x -> 1e-3 * x, x -> 1 / x}) {
            for (int i = 0; i < NUMBERS / 4; i++) {
                sameNumber(kind.applyAsDouble(random.nextGaussian()));
                sameNumber(Double.longBitsToDouble(random.nextLong()));
            }
        }
        for (double edge : new double[] {
            0.0,
            -0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            1e-3,
            1e7,
            99_999.999_023_437_5,
            100_000,
            Long.MIN_VALUE,
            Long.MAX_VALUE
        }) {
            sameNumber(edge);
        }
    }

    @Test
    void countsAndTimesAreWrittenAsLineWriterDoes() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            long time = random.nextLong(-100_000_000_000_000L, 300_000_000_000_000L);

            assertThat(text(new JsonLine().number(number))).isEqualTo(Long.toString(number));
            assertThat(text(new JsonLine().time(time)))
                    .isEqualTo('"' + Instant.ofEpochMilli(time).toString() + '"');
        }
    }

    @Test
    void commasStandBetweenNeighboursOnly() {
        ReadyJson shared = new JsonLine()
                .ready(ReadyJson.name("b\""))
                .text("x,")
                .ready(ReadyJson.name("c"))
                .toReady();
        JsonLine line = new JsonLine()
                .openObject()
                .ready(ReadyJson.name("a"))
                .openArray()
                .number(1)
                .number(2.0)
                .openObject()
                .closeObject()
                .openArray()
                .closeArray()
                .text("[")
                .text("t")
                .closeArray()
                .ready(shared)
                .number(3)
                .closeObject();

        assertThat(new String(line.toLine(), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":[1,2.0,{},[],\"[\",\"t\"],\"b\\\"\":\"x,\",\"c\":3}\n");
        assertThat(text(line.clear().openObject().closeObject())).isEqualTo("{}");
    }

    @Test
    void aNameThatIsNotInTheSchemaIsRefused() {
        assertThat(text(new JsonLine().ready(ReadyJson.name(ConsignmentAssessed.getClassSchema(), "score"))))
                .isEqualTo("\"score\":");
        assertThatThrownBy(() -> ReadyJson.name(ConsignmentAssessed.getClassSchema(), "scores"))
                .hasMessageContaining("record=portolan.schemas.avro.ConsignmentAssessed, field=scores");
    }

    private static void sameNumber(double number) {
        String written = text(new JsonLine().number(number));
        // Asserted by hand: millions of assertions are slow to describe.
        if (!written.equals(twin(number))) {
            assertThat(written).isEqualTo(twin(number));
        }
    }

    private static String text(JsonLine line) {
        return new String(line.toReady().bytes, StandardCharsets.UTF_8);
    }

    private static String twin(String text) {
        return generated(json -> json.writeString(text));
    }

    private static String twin(double number) {
        return generated(json -> json.writeNumber(number));
    }

    private static String generated(Written written) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonWriter.JSON.createGenerator(out)) {
            written.by(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private interface Written {
        void by(JsonGenerator json) throws IOException;
    }
}
