// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 63, 64, -64, -65, 300, Long.MAX_VALUE, Long.MIN_VALUE})
    void everyWholeNumberReadsBack(long number) {
        LayoutReader in =
                new LayoutReader(new LayoutWriter().signed(number).count(number).toBytes());

        assertThat(in.signed()).isEqualTo(number);
        assertThat(in.count()).isEqualTo(number);
        assertThat(in.atEnd()).isTrue();
    }

    @Test
    void smallNumbersTakeOneByte() {
        assertThat(new LayoutWriter().signed(-64).toBytes()).hasSize(1);
        assertThat(new LayoutWriter().count(127).toBytes()).hasSize(1);
    }

    /** Ledgers store it: worked out by another program, so that no change of this one goes unseen. */
    @Test
    void theHashIsFnv1aOfWhatIsWrittenSinceTheBeginning() {
        LayoutWriter writer = new LayoutWriter().text("another value, written before");

        assertThat(writer.clear().text("a").count(300).hash()).isEqualTo(0x705F6D8FA94445E6L);
    }

    @Test
    void textTimesAndListsReadBackAndNullStaysNull() {
        byte[] bytes = new LayoutWriter()
                .text(null)
                .text("")
                .text("Łódź, 横浜")
                .instant(null)
                .instant(Instant.ofEpochMilli(-1))
                .real(Double.NaN)
                .list(List.of("a", "b"), LayoutWriter::text)
                .toBytes();

        LayoutReader in = new LayoutReader(bytes);

        assertThat(in.nullableText()).isNull();
        assertThat(in.text()).isEmpty();
        assertThat(in.text()).isEqualTo("Łódź, 横浜");
        assertThat(in.nullableInstant()).isNull();
        assertThat(in.instant()).isEqualTo(Instant.ofEpochMilli(-1));
        assertThat(in.real()).isNaN();
        assertThat(in.list(LayoutReader::text)).containsExactly("a", "b");
    }

    @Test
    void textsOfAnyLengthReadBackWhetherOrNotTheyAreShared() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            StringBuilder letters = new StringBuilder();
            for (int left = random.nextInt(40); left > 0; left--) {
                // Few of them, so that texts meet again; the zero, and some of two and three bytes.
                letters.append("ab\0é横".charAt(random.nextInt(5)));
            }
            String text = letters.toString();
            byte[] bytes = new LayoutWriter().text(text).text(text).toBytes();

            LayoutReader in = new LayoutReader(bytes);
            assertThat(in.text()).as("seed=%d", seed).isEqualTo(text);
            assertThat(in.recurringText()).as("seed=%d", seed).isEqualTo(text);
            assertThat(in.atEnd()).isTrue();
        }
    }

    @Test
    void aTextThatRecursIsOneObject() {
        byte[] bytes = new LayoutWriter()
                .text("NLRTM")
                .text("NLRTM")
                .text("commodity")
                .text("commodity")
                .toBytes();

        LayoutReader in = new LayoutReader(bytes);

        assertThat(in.text()).isSameAs(in.text());
        assertThat(in.recurringText()).isSameAs(in.recurringText());
    }

    @Test
    void everyConstantReadsBackByItsName() {
        for (Character.UnicodeScript script : Character.UnicodeScript.values()) {
            LayoutReader in =
                    new LayoutReader(new LayoutWriter().constant(script).toBytes());

            assertThat(in.constant(Character.UnicodeScript.class)).isSameAs(script);
        }
        byte[] unknown = new LayoutWriter().text("LATIM").toBytes();
        assertThatThrownBy(() -> new LayoutReader(unknown).constant(Character.UnicodeScript.class))
                .hasMessage("unknown UnicodeScript: LATIM");
    }

    @Test
    void listsOfAnyLengthReadBack() {
        for (int length = 0; length < 5; length++) {
            List<String> list = Collections.nCopies(length, "a");
            byte[] bytes = new LayoutWriter().list(list, LayoutWriter::text).toBytes();

            assertThat(new LayoutReader(bytes).list(LayoutReader::text)).isEqualTo(list);
        }
    }

    @Test
    void passesOverOnlyWhatIsExpected() {
        byte[] bytes = new LayoutWriter()
                .append(new LayoutWriter().fixed(1).fixed(2))
                .octet(3)
                .toBytes();
        byte[] others = new LayoutWriter().fixed(1).fixed(3).toBytes();
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);

        LayoutReader in = new LayoutReader(bytes);

        assertThat(in.skipIfNext(others)).isFalse();
        assertThat(in.skipIfNext(longer)).isFalse();
        assertThat(in.hashOfNext(16)).isEqualTo(new LayoutReader(bytes).hashOfNext(16));
        assertThatThrownBy(() -> in.hashOfNext(18)).isInstanceOf(LayoutException.class);
        assertThat(in.skipIfNext(Arrays.copyOf(bytes, 16))).isTrue();
        assertThat(in.octet()).isEqualTo(3);
    }

    @Test
    void aLengthBeyondTheEndAllocatesNothing() {
        byte[] lies = new LayoutWriter().count(Integer.MAX_VALUE).toBytes();

        assertThatThrownBy(() -> new LayoutReader(lies).text()).isInstanceOf(LayoutException.class);
        assertThatThrownBy(() -> new LayoutReader(lies).list(LayoutReader::text))
                .isInstanceOf(LayoutException.class);
    }

    @Test
    void garbageIsAlwaysALayoutException() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            byte[] garbage = new byte[random.nextInt(40)];
            random.nextBytes(garbage);
            try {
                new LayoutReader(garbage).list(in -> in.text() + in.signed() + in.nullableInstant());
            } catch (LayoutException expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            } catch (RuntimeException e) {
                throw new AssertionError("seed=" + seed, e);
            }
        }
    }
}
