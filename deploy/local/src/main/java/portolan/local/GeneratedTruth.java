// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.console.evaluate.WorldTruth;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.workload.PlantedTruth;

/** What all consignments of a generated feed are, planted or not: the {@code truth.csv} of a world. */
final class GeneratedTruth {
    private final Map<String, Row> rows = new LinkedHashMap<>();

    private static final class Row {
        private final Instant filedAt;
        private String scheme = WorldTruth.CLEAN;
        private String lookAlike = "";
        private boolean withdrawn;
        private final StringBuilder filingIds = new StringBuilder();

        Row(Instant filedAt) {
            this.filedAt = filedAt;
        }
    }

    /**
     * Takes the next filing.
     *
     * @param planted what is behind its consignment; null when nothing new
     */
    void hear(Filing filing, @Nullable PlantedTruth planted) {
        Row row = rows.computeIfAbsent(filing.getConsignmentKey(), unseen -> new Row(filing.getFiledAt()));
        row.withdrawn = filing.getEventKind() == EventKind.DELETE;
        if (row.filingIds.indexOf(filing.getFilingId()) < 0) {
            row.filingIds.append(row.filingIds.isEmpty() ? "" : " ").append(filing.getFilingId());
        }
        if (planted != null) {
            row.scheme = planted.scheme() == null
                    ? WorldTruth.CLEAN
                    : planted.scheme().label();
            row.lookAlike =
                    planted.lookAlike() == null ? "" : planted.lookAlike().label();
        }
    }

    void write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("consignmentKey,scheme,filedAt,confounders,filingIds\n");
            for (Map.Entry<String, Row> each : rows.entrySet()) {
                Row row = each.getValue();
                out.write(each.getKey()
                        + ','
                        + (row.withdrawn ? WorldTruth.WITHDRAWN : row.scheme)
                        + ','
                        + row.filedAt
                        + ','
                        + row.lookAlike
                        + ','
                        + row.filingIds
                        + '\n');
            }
        }
    }
}
