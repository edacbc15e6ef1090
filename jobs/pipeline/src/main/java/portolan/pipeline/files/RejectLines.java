// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.util.Comparator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import portolan.pipeline.Reject;
import portolan.pipeline.state.StreamTypes;

/** The file of rejects, in the order in which they were refused. */
abstract class RejectLines extends ResultFile<Reject> {
    /** Of one time: of one line several operators may have set something aside. */
    static final Comparator<Reject> BY_LINE = Comparator.comparing(
                    (Reject reject) -> reject.raw().topic())
            .thenComparing(reject -> reject.raw().offset())
            .thenComparing(Reject::stage)
            .thenComparing(Reject::message);

    RejectLines() {
        super("rejects.jsonl");
    }

    @Override
    final TypeInformation<Reject> type() {
        return StreamTypes.REJECT;
    }

    @Override
    final long orderTime(Reject reject) {
        return reject.orderTime();
    }
}
