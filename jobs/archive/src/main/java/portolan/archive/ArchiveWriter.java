// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
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

    private final ParquetWriter<T> writer;

    ArchiveWriter(TableRows<T> rows, OutputStream out) throws IOException {
        Builder<T> builder = new Builder<>(rows, new Appending(out))
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ZstdPages())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withSizeStatisticsEnabled(false)
                .withStatisticsEnabled(false)
                .withRowGroupSize(ROW_GROUP_BYTES);
        for (String unique : rows.table().uniqueColumns()) {
            // Hardly two values are the same: a dictionary would be built and thrown away.
            builder = builder.withDictionaryEncoding(unique, false);
        }
        for (String searched : rows.table().searchedColumns()) {
            builder = builder.withStatisticsEnabled(searched, true);
        }
        this.writer = builder.build();
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
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
        private final TableRows<T> rows;

        Builder(TableRows<T> rows, OutputFile file) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // Abstract, so it must be there.
        protected WriteSupport<T> getWriteSupport(Configuration hadoop) {
            throw new IllegalStateException("the archive is written without Hadoop");
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration none) {
            return new Support<>(rows);
        }
    }

    @SuppressWarnings("NullAway.Init") // Parquet prepares before it writes.
    private static final class Support<T> extends WriteSupport<T> {
        private final TableRows<T> rows;
        private RowWriter row;

        Support(TableRows<T> rows) {
            this.rows = rows;
        }

        @Override
        @SuppressWarnings("deprecation") // Abstract, so it must be there.
        public WriteContext init(Configuration hadoop) {
            throw new IllegalStateException("the archive is written without Hadoop");
        }

        @Override
        public WriteContext init(ParquetConfiguration none) {
            return new WriteContext(rows.table().schema(), rows.table().footer());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            row = new RowWriter(consumer);
        }

        @Override
        public void write(T value) {
            row.startRow();
            rows.write(row, value);
            row.endRow();
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
