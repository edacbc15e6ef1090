// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import portolan.pipeline.AssessmentLine;
import portolan.pipeline.state.StreamTypes;

/** Assessments in the order of the filings behind them; {@link FormatAssessments} has made the lines. */
final class AssessmentFile extends ResultFile<AssessmentLine> {
    AssessmentFile() {
        super("assessments.jsonl");
    }

    @Override
    TypeInformation<AssessmentLine> type() {
        return StreamTypes.ASSESSMENT_LINE;
    }

    @Override
    long orderTime(AssessmentLine line) {
        return line.position().orderTime();
    }

    @Override
    int compare(AssessmentLine one, AssessmentLine other) {
        return one.position().compareTo(other.position());
    }

    @Override
    String tally(AssessmentLine line) {
        return line.tally();
    }

    @Override
    byte[] line(AssessmentLine line) {
        return line.line();
    }
}
