// SPDX-License-Identifier: Apache-2.0
package portolan.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import portolan.schemas.avro.RuleSetAction;
import portolan.schemas.avro.RuleSetPublished;
import portolan.schemas.avro.RuleSetStep;
import portolan.scoring.lifecycle.RuleStep;

class RuleStepRecordsTest {
    private static final Instant PUBLISHED = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @EnumSource
    void aStepComesBackFromItsBytesAsItWas(RuleStep.Kind kind) throws Exception {
        RuleStep step = new RuleStep(
                kind,
                "pier",
                "baseline",
                7,
                "c0ffee",
                "rules: []",
                "ann",
                new byte[] {1},
                "bob",
                new byte[] {2, 2},
                "carol",
                "as agreed",
                PUBLISHED.plusSeconds(3).toEpochMilli(),
                new byte[] {3, 3, 3});

        assertThat(RuleStepRecords.read(throughBytes(RuleStepRecords.write(step, PUBLISHED))))
                .isEqualTo(step);
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyHasSignedYetStaysUnsigned(RuleStep.Kind kind) throws Exception {
        RuleStep step = new RuleStep(
                kind, "pier", "baseline", 7, "c0ffee", "", "ann", null, null, null, "ann", "a draft", 0, null);

        assertThat(RuleStepRecords.read(throughBytes(RuleStepRecords.write(step, PUBLISHED))))
                .isEqualTo(step);
    }

    @ParameterizedTest
    @NullSource
    @EnumSource(names = "UNKNOWN")
    void aRecordOfNoKnownStepIsNone(@Nullable RuleSetStep unknown) {
        RuleSetPublished said = RuleSetPublished.newBuilder()
                .setName("baseline")
                .setVersion(7)
                .setAction(RuleSetAction.PUBLISH)
                .setStep(unknown)
                .setText("")
                .setHash("c0ffee")
                .setAuthor("ann")
                .setActivatesAt(PUBLISHED)
                .setPublishedAt(PUBLISHED)
                .build();

        assertThat(RuleStepRecords.read(said)).isNull();
    }

    private static RuleSetPublished throughBytes(RuleSetPublished record) throws Exception {
        return RuleSetPublished.fromByteBuffer(record.toByteBuffer());
    }
}
