// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portolan.pipeline.kafka.AssessmentRecords;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.lines.LineWriter;
import portolan.scoring.score.Assessment;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class AssessmentJsonTest {
    /** The schema says what a line is; what is written without it must never say anything else. */
    @Test
    void theLineIsTheOneThatTheSchemaMakesOfTheRecord() throws IOException {
        LineText<Assessment, ConsignmentAssessed> bySchema =
                new LineText<>(AssessmentRecords::of, LineWriter::assessments);
        // One writer for all: what it keeps of one line must not show in the next.
        AssessmentJson direct = new AssessmentJson();
        for (long seed = 1; seed <= Seeds.of(300, 20_000); seed++) {
            Assessment assessment = new RandomAssessments(seed).next();

            assertThat(new String(direct.line(assessment), StandardCharsets.UTF_8))
                    .as("seed=%d", seed)
                    .isEqualTo(new String(bySchema.of(assessment), StandardCharsets.UTF_8));
        }
    }
}
