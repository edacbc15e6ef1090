// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import java.util.Comparator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.RejectRecords;
import portolan.pipeline.state.StreamTypes;
import portolan.schemas.lines.LineWriter;

/** Rejects in the order in which they were refused, each with its own line, after {@link FindLine}. */
final class RejectsAtHand extends ResultFile<Reject> {
    private static final Comparator<Reject> IN_ORDER = Comparator.comparingLong(Reject::orderTime)
            .thenComparing(reject -> reject.raw().topic())
            .thenComparing(reject -> reject.raw().offset())
            // Of one line several operators may have set something aside.
            .thenComparing(Reject::stage)
            .thenComparing(Reject::message);

    RejectsAtHand() {
        super("rejects.jsonl");
    }

    @Override
    TypeInformation<Reject> type() {
        return StreamTypes.REJECT;
    }

    @Override
    long orderTime(Reject reject) {
        return reject.orderTime();
    }

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
