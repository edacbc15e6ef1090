// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;
import portolan.pipeline.stage.FloodException;

class RootCauseTest {
    private final Throwable fault =
            new IllegalStateException("outer", new RuntimeException(new IOException("No space\nleft on device")));

    @Test
    void theInnermostCauseIsSaidInOneLineWithItsClass() {
        assertThat(RootCause.of(fault)).isEqualTo("java.io.IOException: No space | left on device");
    }

    @Test
    void whatFlinkHasSerializedIsSaidAlike() {
        assertThat(RootCause.of(new SerializedThrowable(fault))).isEqualTo(RootCause.of(fault));
    }

    @Test
    void aCauseWithoutMessageIsSaidByItsClass() {
        assertThat(RootCause.of(new NullPointerException())).isEqualTo("java.lang.NullPointerException");
        assertThat(RootCause.of(new SerializedThrowable(new NullPointerException())))
                .isEqualTo("java.lang.NullPointerException");
    }

    /** The breaker's message says what to do; the last record that it could not handle does not. */
    @Test
    void aFloodIsSaidInItsOwnWords() {
        Throwable flood = new RuntimeException(new FloodException("too many", new ArithmeticException("overflow")));

        assertThat(RootCause.of(flood)).isEqualTo("portolan.pipeline.stage.FloodException: too many");
        assertThat(RootCause.of(new SerializedThrowable(flood))).isEqualTo(RootCause.of(flood));
    }

    @Test
    void aMessageOfAnyLengthIsCut() {
        assertThat(RootCause.of(new IOException("x".repeat(10_000)))).hasSizeLessThan(1_100);
    }
}
