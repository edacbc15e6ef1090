// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/**
 * Footer and column chunks of a Parquet file. Parquet's own reader does not load without classes of Hadoop.
 *
 * <pre>
 *   PAR1 | chunks of columns, a group of rows after another | footer | length of the footer 4 | PAR1
 * </pre>
 */
final class ParquetSource implements Closeable {
    private static final int MAGIC = ByteBuffer.wrap("PAR1".getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt();

    private static final int TAIL = 2 * Integer.BYTES;

    /** Chunks that lie side by side are read together: a store that is far away takes long for each request. */
    private static final long READ_AT_ONCE = 8 << 20;

    private final SeekableInputStream in;
    private final ParquetMetadata footer;
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();

    private ParquetSource(SeekableInputStream in, ParquetMetadata footer) {
        this.in = in;
        this.footer = footer;
    }

    /** Pages of one column of a group, as they lie in the file. */
    record Chunk(ColumnChunkMetaData column, ByteBuffer bytes) {}

    static ParquetSource open(InputFile file) throws IOException {
        SeekableInputStream in = file.newStream();
        try {
            return new ParquetSource(in, footer(in, file.getLength()));
        } catch (IOException | RuntimeException broken) {
            try (in) {
                throw broken;
            }
        }
    }

    private static ParquetMetadata footer(SeekableInputStream in, long length) throws IOException {
        if (length < Integer.BYTES + TAIL) {
            throw new IOException("it has only " + length + " bytes");
        }
        ByteBuffer tail = ByteBuffer.wrap(read(in, length - TAIL, TAIL)).order(ByteOrder.LITTLE_ENDIAN);
        int size = tail.getInt();
        if (tail.getInt() != MAGIC || size <= 0 || size > length - TAIL - Integer.BYTES) {
            throw new IOException("it does not end with a footer");
        }
        return new ParquetMetadataConverter()
                .fromParquetMetadata(
                        Util.readFileMetaData(new ByteArrayInputStream(read(in, length - TAIL - size, size))));
    }

    private static byte[] read(SeekableInputStream in, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.seek(from);
        in.readFully(bytes);
        return bytes;
    }

    ParquetMetadata footer() {
        return footer;
    }

    /** A group of rows, of which only the columns of a schema are read. */
    RowGroup rows(String name, BlockMetaData group, MessageType schema) throws IOException {
        List<ColumnChunkMetaData> columns = group.getColumns().stream()
                .filter(column -> schema.containsPath(column.getPath().toArray()))
                .sorted(Comparator.comparingLong(ColumnChunkMetaData::getStartingPos))
                .toList();
        Map<String, Chunk> chunks = new HashMap<>();
        int from = 0;
        while (from < columns.size()) {
            long begin = columns.get(from).getStartingPos();
            long end = begin + columns.get(from).getTotalSize();
            int to = from + 1;
            for (; to < columns.size() && columns.get(to).getStartingPos() == end; to++) {
                long more = end + columns.get(to).getTotalSize();
                if (more - begin > READ_AT_ONCE) {
                    break;
                }
                end = more;
            }
            ByteBuffer bytes = ByteBuffer.wrap(read(in, begin, Math.toIntExact(end - begin)));
            for (; from < to; from++) {
                ColumnChunkMetaData column = columns.get(from);
                chunks.put(
                        column.getPath().toDotString(),
                        new Chunk(column, bytes.slice((int) (column.getStartingPos() - begin), (int)
                                column.getTotalSize())));
            }
        }
        return new RowGroup(name, Math.toIntExact(group.getRowCount()), chunks, schema, zstd);
    }

    @Override
    public void close() throws IOException {
        try (zstd) {
            in.close();
        }
    }
}
