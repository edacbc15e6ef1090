package portolan.pipeline.archive;

import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import portolan.pipeline.AssessmentLine;
import portolan.scoring.indicator.Indicator;
import portolan.scoring.manifest.Position;
import portolan.scoring.score.Assessment;

/**
 * Makes the line of each assessment in the task that assessed it: many tasks write text side by side, and what the one
 * task that puts all lines in order must read of each is a position.
 */
final class AssessmentLines extends RichMapFunction<Assessment, AssessmentLine> {
    private static final Indicator[] INDICATORS = Indicator.values();

    private transient AssessmentJson json;

    @Override
    @SuppressWarnings("NullAway.Init") // Flink opens a function before it calls it.
    public void open(OpenContext context) {
        json = new AssessmentJson();
    }

    @Override
    public AssessmentLine map(Assessment assessment) {
        return new AssessmentLine(assessment.position(), tally(assessment), json.line(assessment));
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
