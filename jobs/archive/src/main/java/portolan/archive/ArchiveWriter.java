// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;
import portolan.scoring.score.Assessment;

/**
 * Writes one file of the archive. It is a file when {@link #close} has written the footer, and nothing before.
 *
 * @param <T> what a row is made of
 */
public final class ArchiveWriter<T> implements Closeable {
    /** Encoded bytes of a group of rows: it is in memory until it is full. */
    private static final long ROW_GROUP_BYTES = 32L << 20;

    /** Rows after which that is looked at first, and at most between two looks: a look takes a while. */
    private static final int FIRST_LOOK = 100;

    private static final int MOST_UNSEEN = 10_000;

    private final TableRows<T> rows;
    private final ParquetProperties properties;
    private final MessageColumnIO columns;
    private final ZstdPages zstd = new ZstdPages();
    private final ParquetFileWriter file;

    private Group group;
    private boolean isWhole = true;
    private boolean isClosed;

    ArchiveWriter(TableRows<T> rows, OutputStream out) throws IOException {
        ParquetProperties.Builder builder =
                ParquetProperties.builder().withSizeStatisticsEnabled(false).withStatisticsEnabled(false);
        for (String unique : rows.table().uniqueColumns()) {
            // Hardly two values are the same: a dictionary would be built and thrown away.
            builder = builder.withDictionaryEncoding(unique, false);
        }
        for (String searched : rows.table().searchedColumns()) {
            builder = builder.withStatisticsEnabled(searched, true);
        }
        this.rows = rows;
        this.properties = builder.build();
        this.columns = new ColumnIOFactory(false).getColumnIO(rows.table().schema());
        this.file = new ParquetFileWriter(
                new Appending(out),
                rows.table().schema(),
                ParquetFileWriter.Mode.CREATE,
                ROW_GROUP_BYTES,
                0,
                properties.getColumnIndexTruncateLength(),
                properties.getStatisticsTruncateLength(),
                properties.getPageWriteChecksumEnabled());
        file.start();
        this.group = new Group();
    }

    /**
     * A file of assessments.
     *
     * @param out stays open: who opened it closes it
     */
    public static ArchiveWriter<Assessment> assessments(OutputStream out) throws IOException {
        return new ArchiveWriter<>(new AssessmentRows(), out);
    }

    /**
     * A file of outcomes.
     *
     * @param out stays open: who opened it closes it
     */
    public static ArchiveWriter<ArchivedOutcome> outcomes(OutputStream out) throws IOException {
        return new ArchiveWriter<>(new OutcomeRows(), out);
    }

    public void write(T row) throws IOException {
        // What fails within a row leaves columns of different lengths: such a file never becomes whole.
        isWhole = false;
        group.add(row);
        if (group.isFull()) {
            group.finish();
            group = new Group();
        }
        isWhole = true;
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (zstd) {
            if (isWhole) {
                group.finish();
                file.end(rows.table().footer());
            }
        }
    }

    /**
     * Rows that become one group, in memory. Parquet's own class that does this starts from a configuration of Hadoop;
     * those that it is made of do not.
     */
    private final class Group {
        private final ColumnChunkPageWriteStore pages = new ColumnChunkPageWriteStore(
                zstd,
                rows.table().schema(),
                properties.getAllocator(),
                properties.getColumnIndexTruncateLength(),
                properties.getPageWriteChecksumEnabled(),
                null,
                0);
        private final ColumnWriteStore store =
                properties.newColumnWriteStore(rows.table().schema(), pages, pages);
        private final RecordConsumer consumer = columns.getRecordWriter(store);
        private final RowWriter row = new RowWriter(consumer);

        private long count;
        private long nextLook = FIRST_LOOK;

        void add(T value) {
            row.startRow();
            rows.write(row, value);
            row.endRow();
            count++;
        }

        boolean isFull() {
            if (count < nextLook) {
                return false;
            }
            long bytes = store.getBufferedSize();
            long each = bytes / count + 1;
            // Half way to where it will be full.
            nextLook = Math.min(count + MOST_UNSEEN, (count + ROW_GROUP_BYTES / each) / 2);
            return bytes > ROW_GROUP_BYTES - 2 * each;
        }

        void finish() throws IOException {
            try (pages;
                    store) {
                consumer.flush();
                if (count > 0) {
                    file.startBlock(count);
                    store.flush();
                    pages.flushToFileWriter(file);
                    file.endBlock();
                }
            }
        }
    }

    /** A stream as Parquet wants its file: one that knows how far it is. */
    private static final class Appending extends PositionOutputStream implements OutputFile {
        private final OutputStream to;
        private long written;

        Appending(OutputStream to) {
            this.to = to;
        }

        @Override
        public long getPos() {
            return written;
        }

        @Override
        public void write(int octet) throws IOException {
            to.write(octet);
            written++;
        }

        @Override
        public void write(byte @Nullable [] bytes, int from, int length) throws IOException {
            to.write(bytes, from, length);
            written += length;
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }

        @Override
        public void close() throws IOException {
            to.flush();
        }

        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return this;
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return this;
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
