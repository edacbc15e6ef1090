// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.Lane;

/** A day on which far more is open than anybody can work on. */
class ManyAlertsTest {
    private static final int OPEN = 20_000;
    private static final int BATCH = 2_000;
    private static final int PAGE = 50;

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void twentyThousandOpenAlertsAreListedAndCounted() {
        Told told = new Told();
        for (int i = 0; i < OPEN; i++) {
            told.assessed("K" + i, i % 3 == 0 ? Lane.RED : Lane.YELLOW, i % 97).alert("K" + i, AlertState.OPENED);
        }
        List<IndexRecord> all = told.all();
        try (DeskIndex index = DeskIndex.open(directory.resolve("index"))) {
            long filled = System.nanoTime();
            for (int at = 0; at < all.size(); at += BATCH) {
                index.apply(all.subList(at, Math.min(all.size(), at + BATCH)));
            }
            filled = System.nanoTime() - filled;
            List<Long> whole = new ArrayList<>();
            List<Long> page = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                long began = System.nanoTime();
                assertThat(index.worklist(WorklistFilter.OPEN, told.now(), OPEN))
                        .hasSize(OPEN);
                whole.add((System.nanoTime() - began) / 1_000_000);
                began = System.nanoTime();
                List<CaseRow> first = index.worklist(WorklistFilter.OPEN, told.now(), PAGE);
                assertThat(index.count(WorklistFilter.OPEN, told.now())).isEqualTo(OPEN);
                page.add((System.nanoTime() - began) / 1_000_000);
                assertThat(first).hasSize(PAGE).allMatch(row -> row.lane() == Lane.RED && row.score() == 96);
            }
            // What it takes depends on the machine: it is printed.
            System.out.println("20,000 open alerts: taken in " + filled / 1_000_000 + " ms, all rows " + whole
                    + " ms, the first page with its count " + page + " ms");
        }
    }
}
