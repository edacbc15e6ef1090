// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import java.util.Comparator;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.RejectRecords;
import portolan.schemas.lines.LineWriter;

/** Rejects in the order in which they were refused, each with its own line, after {@link FindLine}. */
final class RejectsAtHand extends RejectLines {
    private static final Comparator<Reject> IN_ORDER =
            Comparator.comparingLong(Reject::orderTime).thenComparing(BY_LINE);

    @Override
    int compare(Reject one, Reject other) {
        return IN_ORDER.compare(one, other);
    }

    @Override
    String tally(Reject reject) {
        return Tally.REJECT + reject.reason();
    }

    @Override
    byte[] line(Reject reject) throws IOException {
        return json(RejectRecords.of(reject), LineWriter::rejects);
    }
}
