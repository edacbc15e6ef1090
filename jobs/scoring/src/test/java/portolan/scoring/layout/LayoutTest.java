package portolan.scoring.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
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
