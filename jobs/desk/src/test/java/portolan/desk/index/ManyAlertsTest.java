// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.Lane;
import portolan.testing.Seeds;

/** A day on which far more is open than anybody can work on. */
@Tag(Seeds.TAG)
class ManyAlertsTest {
    private static final int OPEN = Seeds.of(4_000, 20_000);
    private static final int BATCH = 2_000;
    private static final int PAGE = 50;

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void allAreListedAndCountedWhereSomebodySeesAFirstPage() {
        Told told = new Told();
        for (int i = 0; i < OPEN; i++) {
            told.assessed("K" + i, i % 3 == 0 ? Lane.RED : Lane.YELLOW, i % 20).alert("K" + i, AlertState.OPENED);
        }
        List<IndexRecord> all = told.all();
        try (DeskIndex index = DeskIndex.open(directory.resolve("index"))) {
            for (int at = 0; at < all.size(); at += BATCH) {
                index.apply(all.subList(at, Math.min(all.size(), at + BATCH)));
            }
            assertThat(index.worklist(WorklistFilter.OPEN, told.now(), OPEN)).hasSize(OPEN);
            assertThat(index.count(WorklistFilter.OPEN, told.now())).isEqualTo(OPEN);
            assertThat(index.worklist(WorklistFilter.OPEN, told.now(), PAGE))
                    .hasSize(PAGE)
                    .allMatch(row -> row.lane() == Lane.RED && row.score() == 19);
        }
    }
}
