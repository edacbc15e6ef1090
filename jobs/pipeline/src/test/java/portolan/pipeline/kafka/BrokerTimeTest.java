// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.Test;

class BrokerTimeTest {
    private final ManualClock clock = new ManualClock(0);
    private final Heard heard = new Heard();
    private final BrokerTime time =
            new BrokerTime(clock, () -> Instant.ofEpochMilli(10_000), Duration.ofSeconds(2), Duration.ofMillis(50));

    @Test
    void staysBehindTheNewestRecordWhileRecordsCome() {
        arrive(100);
        arrive(90);
        emitAfter(Duration.ofSeconds(1));

        assertThat(heard.words).containsExactly("99");
    }

    @Test
    void catchesUpWithTheNewestRecordOnceNoneComes() {
        arrive(100);
        emitAfter(Duration.ofSeconds(3));
        emitAfter(Duration.ofSeconds(3));

        assertThat(heard.words).containsExactly("100", "idle");
    }

    @Test
    void wakesUpWithTheNextRecord() {
        arrive(100);
        emitAfter(Duration.ofSeconds(3));
        arrive(5_000);
        emitAfter(Duration.ofMillis(10));

        assertThat(heard.words).containsExactly("100", "idle", "active", "4999");
    }

    @Test
    void isIdleAgainSooner() {
        emitAfter(Duration.ofMillis(1_900));
        arrive(100);
        emitAfter(Duration.ofMillis(1_900));
        assertThat(heard.words).as("still not idle").doesNotContain("idle");
        emitAfter(Duration.ofMillis(200));
        arrive(200);
        emitAfter(Duration.ofMillis(60));

        assertThat(heard.words).endsWith("idle", "active", "200", "idle");
    }

    @Test
    void isNotMovedByWhatIsStampedInTheFuture() {
        arrive(100);
        arrive(10_000 + Duration.ofHours(1).toMillis());
        arrive(200);
        emitAfter(Duration.ofSeconds(1));
        arrive(10_000 + Duration.ofHours(1).toMillis());
        emitAfter(Duration.ofSeconds(3));

        assertThat(heard.words).containsExactly("199", "200", "idle");
    }

    private void arrive(long timestamp) {
        time.onEvent(WireFixtures.raw(new byte[0]), timestamp, heard);
    }

    private void emitAfter(Duration pause) {
        clock.advanceTime(pause);
        time.onPeriodicEmit(heard);
    }

    private static final class Heard implements WatermarkOutput {
        private final List<String> words = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            words.add(Long.toString(watermark.getTimestamp()));
        }

        @Override
        public void markIdle() {
            words.add("idle");
        }

        @Override
        public void markActive() {
            words.add("active");
        }
    }
}
