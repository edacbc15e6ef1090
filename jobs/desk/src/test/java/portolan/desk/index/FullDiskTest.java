// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.WorkKind;

/** A file that may not grow stands for a disk that is full: SQLite says the same of both. */
class FullDiskTest {
    private static final int PLENTY = 1_000_000;

    @TempDir
    private Path directory = Path.of(".");

    private static Told many(int from, int to) {
        Told told = new Told();
        for (int i = from; i < to; i++) {
            String key = "K" + i;
            told.filed(key).assessed(key, Lane.RED, i).alert(key, AlertState.OPENED);
            told.step(key, "s" + i, null, WorkKind.CLAIMED, "ana");
        }
        return told;
    }

    @Test
    void whatDoesNotFitIsAnErrorThatSaysWhereAndAllIsTakenOnceThereIsRoom() {
        Told told = many(0, 60);
        List<IndexRecord> all = told.all();
        List<IndexRecord> first = all.subList(0, 40);
        Path file = directory.resolve("full");
        try (IndexFile locked = IndexFile.lock(file);
                Sql sql = locked.open()) {
            IndexWriter writer = new IndexWriter(sql);
            writer.apply(first);
            long pages = Objects.requireNonNull(sql.first(SqlRow::number, "PRAGMA page_count"));
            sql.script("PRAGMA max_page_count = " + (pages + 2));
            for (int again = 0; again < 3; again++) {
                assertThatThrownBy(() -> writer.apply(all))
                        .isInstanceOf(IndexException.class)
                        .hasMessageContaining("file=" + file)
                        .hasMessageContaining("see that the disk has room");
                // Each of these begins a transaction, too: none may have been left open.
                writer.prune(Told.START.minus(Duration.ofDays(1)));
            }
            assertThat(sql.first(SqlRow::number, "SELECT count(*) FROM record"))
                    .as("all or nothing")
                    .isEqualTo(first.size());
            sql.script("PRAGMA max_page_count = " + PLENTY);
            writer.apply(all);
        }
        try (DeskIndex full = DeskIndex.open(file);
                DeskIndex whole = DeskIndex.open(directory.resolve("whole"))) {
            whole.apply(all);
            assertThat(full.worklist(WorklistFilter.OPEN, told.now(), 100))
                    .hasSize(60)
                    .isEqualTo(whole.worklist(WorklistFilter.OPEN, told.now(), 100));
            assertThat(full.positions()).isEqualTo(whole.positions());
        }
    }

    @Test
    void aRecordThatCannotBeHandledOnAFullDiskLeavesNoTransactionOpen() {
        List<IndexRecord> all = many(0, 60).all();
        try (IndexFile locked = IndexFile.lock(directory.resolve("full"));
                Sql sql = locked.open()) {
            IndexWriter writer = new IndexWriter(sql);
            long pages = Objects.requireNonNull(sql.first(SqlRow::number, "PRAGMA page_count"));
            sql.script("PRAGMA max_page_count = " + pages);
            String words = "x".repeat(200_000);
            assertThatThrownBy(() -> writer.skipFailed(all.get(0), new IllegalStateException(words)))
                    .isInstanceOf(IndexException.class);
            sql.script("PRAGMA max_page_count = " + PLENTY);
            writer.skipFailed(all.get(0), new IllegalStateException(words));
            writer.apply(all);
            assertThat(sql.first(SqlRow::number, "SELECT count FROM unreadable"))
                    .isOne();
        }
    }
}
