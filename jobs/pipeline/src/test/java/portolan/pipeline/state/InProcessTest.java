// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who reads what was written in its process has the very value, once; nobody has another one's. */
final class InProcessTest {
    private static final int PLACES = 1 << 4;

    private final InProcess values = new InProcess(PLACES);

    @Test
    void givesTheVeryValueToWhoReadsItsBytes() {
        Object value = new Object();
        byte[] bytes = bytes(200, 1);

        values.give(Object.class, bytes, value);

        assertThat(values.take(Object.class, inLargerBuffer(bytes), bytes.length))
                .isSameAs(value);
    }

    @Test
    void givesItOnce() {
        byte[] bytes = bytes(200, 1);
        values.give(Object.class, bytes, new Object());
        values.take(Object.class, bytes, bytes.length);

        assertThat(values.take(Object.class, bytes, bytes.length)).isNull();
    }

    @Test
    void oneThatDiffersAtItsEndOnlyIsAnother() {
        byte[] bytes = bytes(200, 1);
        byte[] other = bytes.clone();
        other[199]++;
        values.give(Object.class, bytes, new Object());

        assertThat(values.take(Object.class, other, other.length)).isNull();
        assertThat(values.take(Object.class, bytes, bytes.length)).isNotNull();
    }

    @Test
    void oneThatBeginsAlikeAndIsShorterOrLongerIsAnother() {
        InProcess one = new InProcess(1);
        byte[] bytes = bytes(200, 1);
        one.give(Object.class, bytes, new Object());

        assertThat(one.take(Object.class, Arrays.copyOf(bytes, 201), 201)).isNull();
        assertThat(one.take(Object.class, bytes, 199)).isNull();
        assertThat(one.take(Object.class, bytes, 200)).isNotNull();
    }

    @Test
    void anotherTypeOfTheSameBytesIsAnother() {
        byte[] bytes = bytes(200, 1);
        values.give(String.class, bytes, "value");

        assertThat(values.take(Integer.class, bytes, bytes.length)).isNull();
        assertThat(values.take(String.class, bytes, bytes.length)).isEqualTo("value");
    }

    @Test
    void whatIsShorterThanItsHashLooksAtIsGivenToo() {
        byte[] bytes = {1, 2, 3};
        values.give(String.class, bytes, "value");

        assertThat(values.take(String.class, bytes, 3)).isEqualTo("value");
    }

    @Test
    void keepsAtMostOneAPlace() {
        byte[][] all = new byte[10 * PLACES][];
        for (int i = 0; i < all.length; i++) {
            all[i] = bytes(100, i);
            values.give(Integer.class, all[i], i);
        }

        int found = 0;
        for (int i = 0; i < all.length; i++) {
            Integer taken = values.take(Integer.class, all[i], 100);
            assertThat(taken).isIn(null, i);
            found += taken == null ? 0 : 1;
        }
        assertThat(found).isEqualTo(PLACES);
    }

    @Test
    void pausesWhereNobodyTakesAnythingAndTriesAgain() {
        int given = 0;
        for (int i = 0; values.isWanted(); i++) {
            values.give(Integer.class, bytes(100, i), i);
            given++;
        }

        // All places are full first.
        assertThat(given).isGreaterThanOrEqualTo(InProcess.UNTAKEN_BEFORE_PAUSE).isLessThan(40 * PLACES);
        for (int i = 1; i < InProcess.PAUSE; i++) {
            assertThat(values.isWanted()).isFalse();
        }
        assertThat(values.isWanted()).isTrue();
    }

    @Test
    void doesNotPauseWhereAllIsTaken() {
        for (int i = 0; i < 100 * InProcess.UNTAKEN_BEFORE_PAUSE; i++) {
            byte[] bytes = bytes(100, i);
            assertThat(values.isWanted()).isTrue();
            values.give(Integer.class, bytes, i);
            assertThat(values.take(Integer.class, bytes, 100)).isEqualTo(i);
        }
    }

    @Test
    void doesNotPauseWhereMoreIsTakenThanNot() {
        for (int i = 0; i < 100 * InProcess.UNTAKEN_BEFORE_PAUSE; i++) {
            assertThat(values.isWanted()).as("i=%d", i).isTrue();
            give(i, i % 3 != 0);
        }
    }

    @Test
    void pausesWhereLessIsTakenThanNot() {
        int given = 0;
        while (values.isWanted()) {
            give(given, given % 3 == 0);
            given++;
        }

        assertThat(given).isLessThan(20 * InProcess.UNTAKEN_BEFORE_PAUSE);
    }

    private void give(int number, boolean taken) {
        byte[] bytes = bytes(100, number);
        values.give(Integer.class, bytes, number);
        if (taken) {
            assertThat(values.take(Integer.class, bytes, 100)).isEqualTo(number);
        }
    }

    private static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] inLargerBuffer(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + 50);
    }
}
