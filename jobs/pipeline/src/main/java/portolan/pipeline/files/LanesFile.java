// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import java.util.Comparator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import portolan.pipeline.kafka.LanesRecords;
import portolan.pipeline.state.StreamTypes;
import portolan.schemas.lines.LineWriter;
import portolan.scoring.lanes.LaneCount;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.lanes.Trend;

/** What lanes came to, in the order of time: empty where the rule set states no budgets. */
final class LanesFile extends ResultFile<LanesCounted> {
    private static final Comparator<LanesCounted> IN_ORDER = Comparator.comparing(LanesCounted::at)
            .thenComparing(LanesCounted::tenant)
            .thenComparing(LanesCounted::office)
            .thenComparing(LanesCounted::day);

    LanesFile() {
        super("lanes.jsonl");
    }

    @Override
    TypeInformation<LanesCounted> type() {
        return StreamTypes.LANES_COUNTED;
    }

    @Override
    long orderTime(LanesCounted counted) {
        return counted.at().toEpochMilli();
    }

    @Override
    int compare(LanesCounted one, LanesCounted other) {
        return IN_ORDER.compare(one, other);
    }

    @Override
    String tally(LanesCounted counted) {
        StringBuilder names = new StringBuilder(Tally.BUDGET).append(counted.isDay() ? "DAY" : "EXCEEDED");
        for (LaneCount count : counted.lanes()) {
            if (count.trend().drift() != Trend.Drift.NONE) {
                names.append(' ').append(Tally.BUDGET).append(count.trend().drift());
            }
        }
        return names.toString();
    }

    @Override
    byte[] line(LanesCounted counted) throws IOException {
        return json(LanesRecords.of(counted), LineWriter::lanes);
    }
}
