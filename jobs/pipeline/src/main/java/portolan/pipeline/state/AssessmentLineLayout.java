package portolan.pipeline.state;

import portolan.pipeline.AssessmentLine;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.PositionLayout;

/**
 * Layout of an assessment as a line of a file.
 *
 * <pre>
 *   v1   position | tally | line
 * </pre>
 */
final class AssessmentLineLayout extends StreamLayout<AssessmentLine> {
    AssessmentLineLayout() {
        super("assessment-line", 1, AssessmentLine.class);
    }

    @Override
    void write(LayoutWriter out, AssessmentLine line) {
        PositionLayout.write(out, line.position());
        out.text(line.tally()).text(line.line());
    }

    @Override
    AssessmentLine read(int written, LayoutReader in) {
        return new AssessmentLine(PositionLayout.read(in), in.text(), in.text());
    }
}
