// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import portolan.benchmarks.feed.FeedPlan;
import portolan.benchmarks.feed.FeedVersion;
import portolan.benchmarks.feed.FilingFeed;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.RuleSetRef;
import portolan.schemas.wire.Topics;

final class IntendedTimeTest {
    private static final long MICROS = 1_790_000_000_123_456L;

    private final IntendedTime intended = new IntendedTime();

    @Test
    void isReadFromAFiling() {
        FilingFeed feed =
                FilingFeed.of(new FeedPlan(FeedVersion.V1, 1, 100, 0, 0, false, 100), LocalDate.of(2026, 11, 25), 0);
        feed.next(987_654, MICROS);

        assertThat(intended.read(feed.value())).isTrue();
        assertThat(intended.micros()).isEqualTo(MICROS);
        assertThat(intended.sequence()).isEqualTo(987_654);
    }

    @Test
    void isReadFromAnAssessment() {
        assertThat(intended.read(assessed("PB" + MICROS + "000000000042"))).isTrue();
        assertThat(intended.micros()).isEqualTo(MICROS);
        assertThat(intended.sequence()).isEqualTo(42);
    }

    @Test
    void isNotReadFromWhatNoBenchmarkFiled() {
        assertThat(intended.read(assessed("26NLCP00000000017"))).isFalse();
        assertThat(intended.read(new byte[3])).isFalse();
        assertThat(intended.read(new byte[300])).isFalse();
    }

    private static byte[] assessed(String filingId) {
        return Topics.CONSIGNMENTS_ASSESSED
                .wire()
                .encode(ConsignmentAssessed.newBuilder()
                        .setAssessmentId("0123456789abcdef0123456789abcdef")
                        .setTenant("bench")
                        .setConsignmentKey("PBNC:BILL000000000042:2026")
                        .setFilingId(filingId)
                        .setFilingVersion(1)
                        .setAssessedAt(Instant.EPOCH)
                        .setScore(0)
                        .setLane(Lane.GREEN)
                        .setThreats(java.util.List.of())
                        .setDataQuality(1)
                        .setRuleset(new RuleSetRef("baseline", 1, "00", true))
                        .setEngine("test")
                        .setReference("test")
                        .setInput(new InputPosition("filed", 0, 1L))
                        .setOrderTime(Instant.EPOCH)
                        .setFiledAt(Instant.EPOCH)
                        .build());
    }
}
