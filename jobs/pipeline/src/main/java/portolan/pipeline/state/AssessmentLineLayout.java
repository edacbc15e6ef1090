// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.pipeline.AssessmentLine;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.PositionLayout;

/**
 * Layout of an assessment as a line of a file.
 *
 * <pre>
 *   v2   position | tally | count of the line's bytes | those bytes
 * </pre>
 */
final class AssessmentLineLayout extends StreamLayout<AssessmentLine> {
    AssessmentLineLayout() {
        super("assessment-line", 2, 2, AssessmentLine.class);
    }

    @Override
    void write(LayoutWriter out, AssessmentLine line) {
        PositionLayout.write(out, line.position());
        out.text(line.tally()).count(line.line().length).raw(line.line());
    }

    @Override
    AssessmentLine read(int written, LayoutReader in) {
        return new AssessmentLine(PositionLayout.read(in), in.text(), in.raw(in.size()));
    }
}
