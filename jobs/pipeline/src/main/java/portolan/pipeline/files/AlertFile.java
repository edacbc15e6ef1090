// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.IOException;
import java.util.Comparator;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import portolan.pipeline.kafka.AlertRecords;
import portolan.pipeline.state.StreamTypes;
import portolan.schemas.lines.LineWriter;
import portolan.scoring.score.Alert;

/** Alerts in the order of time; those of one millisecond by consignment, and of one consignment as they happened. */
final class AlertFile extends ResultFile<Alert> {
    private static final Comparator<Alert> IN_ORDER = Comparator.comparing(Alert::at)
            .thenComparing(Alert::tenant)
            .thenComparing(alert -> alert.key().value());

    AlertFile() {
        super("alerts.jsonl");
    }

    @Override
    TypeInformation<Alert> type() {
        return StreamTypes.ALERT;
    }

    @Override
    long orderTime(Alert alert) {
        return alert.at().toEpochMilli();
    }

    @Override
    int compare(Alert one, Alert other) {
        return IN_ORDER.compare(one, other);
    }

    @Override
    String tally(Alert alert) {
        return Tally.ALERT + alert.state().name();
    }

    @Override
    byte[] line(Alert alert) throws IOException {
        return json(AlertRecords.of(alert), LineWriter::alerts);
    }
}
