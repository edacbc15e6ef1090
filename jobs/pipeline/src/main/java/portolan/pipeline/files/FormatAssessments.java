// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import portolan.pipeline.AssessmentLine;
import portolan.pipeline.stage.Initializer;
import portolan.pipeline.stage.Quarantine;
import portolan.pipeline.stage.SideOutputs;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Indicator;
import portolan.scoring.score.Assessment;

/**
 * Makes the line of each assessment in the task that assessed it: many tasks write text side by side, and what the one
 * task that puts all lines in order must read of each is a position.
 */
final class FormatAssessments extends ProcessFunction<Assessment, AssessmentLine> {
    private static final List<Indicator> INDICATORS = Indicators.all();

    static final String UID = "make-lines";

    private transient AssessmentJson json;
    private transient Quarantine quarantine;
    private transient long now;

    @Override
    @Initializer
    public void open(OpenContext context) {
        json = new AssessmentJson();
        quarantine = new Quarantine(UID, getRuntimeContext().getMetricGroup(), () -> now);
    }

    @Override
    public void processElement(Assessment assessment, Context context, Collector<AssessmentLine> out) {
        now = context.timerService().currentProcessingTime();
        quarantine.take();
        AssessmentLine line;
        try {
            line = new AssessmentLine(assessment.position(), tally(assessment), json.line(assessment));
        } catch (RuntimeException failure) {
            Position position = assessment.position();
            String of = "consignment=" + assessment.key().value();
            boolean isOfFiling = position.input() != Position.Input.DUE;
            context.output(SideOutputs.REJECTED, quarantine.of(failure, of, position, isOfFiling));
            return;
        }
        out.collect(line);
    }

    private static String tally(Assessment assessment) {
        StringBuilder tally = new StringBuilder(256);
        if (assessment.position().input() == Position.Input.DUE) {
            // No filing is behind it: lanes and deadlines count what was filed.
            tally.append(Tally.REASSESSMENTS);
        } else {
            tally.append(Tally.ASSESSMENTS)
                    .append(' ')
                    .append(Tally.LANE)
                    .append(assessment.lane().name());
            Instant due = assessment.decisionDueBy();
            if (due != null) {
                tally.append(' ').append(assessment.assessedAt().isAfter(due) ? Tally.TOO_LATE : Tally.IN_TIME);
            }
        }
        tally.append(' ').append(Tally.READINGS);
        for (Indicator indicator : INDICATORS) {
            tally.append(assessment.readings().get(indicator) == null ? '0' : '1');
        }
        return tally.toString();
    }
}
