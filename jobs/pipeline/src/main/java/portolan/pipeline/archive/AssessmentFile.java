package portolan.pipeline.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import portolan.pipeline.kafka.AssessmentRecords;
import portolan.pipeline.state.StreamTypes;
import portolan.schemas.LineWriter;
import portolan.scoring.indicator.Reading;
import portolan.scoring.manifest.Position;
import portolan.scoring.score.Assessment;

/** Assessments in the order of the filings behind them. */
final class AssessmentFile extends ResultFile<Assessment> {
    AssessmentFile() {
        super("assessments.jsonl");
    }

    @Override
    TypeInformation<Assessment> type() {
        return StreamTypes.ASSESSMENT;
    }

    @Override
    long orderTime(Assessment assessment) {
        return assessment.position().orderTime();
    }

    @Override
    int compare(Assessment one, Assessment other) {
        return one.position().compareTo(other.position());
    }

    @Override
    List<String> tally(Assessment assessment) {
        List<String> tally = new ArrayList<>();
        if (assessment.position().input() == Position.Input.DUE) {
            // No filing is behind it: lanes and deadlines count what was filed.
            tally.add(Tally.REASSESSMENTS);
        } else {
            tally.add(Tally.ASSESSMENTS);
            tally.add(Tally.LANE + assessment.lane().name());
            switch (assessment.timeliness()) {
                case IN_TIME -> tally.add(Tally.IN_TIME);
                case TOO_LATE -> tally.add(Tally.TOO_LATE);
                case NO_DEADLINE -> {
                    // Neither: the share is of those that have one.
                }
            }
        }
        for (Reading reading : assessment.readings().all()) {
            tally.add(Tally.READING + reading.indicator().ruleName());
        }
        return tally;
    }

    @Override
    String line(Assessment assessment) throws IOException {
        return json(AssessmentRecords.of(assessment), LineWriter::assessments);
    }
}
