// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one column, one after the other. Parquet's own reader takes a value and its levels at a time through the
 * same two calls for all kinds of columns; here the levels of a page are decoded at once, and values wait to be taken
 * together.
 */
final class Pages {
    private final ColumnDescriptor of;
    private final ByteBufferInputStream pages;
    private final long mostBytes;
    private final Scratch scratch;

    private @Nullable Dictionary dictionary;
    private long left;
    private int size;
    private int present;
    private boolean isCoded;
    private Encoding encoding = Encoding.PLAIN;
    private ByteBuffer values = ByteBuffer.allocate(0);

    /** What pages of all columns are decompressed with, and arrays that they are decoded into. */
    static final class Scratch {
        private final ZstdDecompressCtx zstd;
        private int[] definitions = {};
        private int[] repetitions = {};
        private int[] codes = {};

        Scratch(ZstdDecompressCtx zstd) {
            this.zstd = zstd;
        }

        private void make(int size) {
            if (definitions.length < size + HybridRuns.SPARE) {
                definitions = new int[size + HybridRuns.SPARE];
                repetitions = new int[size + HybridRuns.SPARE];
                codes = new int[size + HybridRuns.SPARE];
            }
        }
    }

    Pages(ColumnDescriptor of, ParquetSource.Chunk chunk, Scratch scratch) {
        ColumnChunkMetaData column = chunk.column();
        if (column.getCodec() != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException(
                    "the archive is compressed by ZSTD, this file is not one of ours: codec=" + column.getCodec());
        }
        this.of = of;
        this.pages = ByteBufferInputStream.wrap(chunk.bytes());
        this.mostBytes = column.getTotalUncompressedSize();
        this.left = column.getValueCount();
        this.scratch = scratch;
    }

    /** What {@link #codes} are places in; null when the column has none. */
    @Nullable
    Dictionary dictionary() {
        return dictionary;
    }

    /** Goes to the next page; false behind the last one. */
    boolean next() {
        try {
            while (left > 0) {
                PageHeader header = Util.readPageHeader(pages);
                ByteBuffer bytes = pages.slice(header.getCompressed_page_size());
                int plainBytes = header.getUncompressed_page_size();
                switch (header.getType()) {
                    case DATA_PAGE -> {
                        open(header.getData_page_header(), plain(bytes, plainBytes));
                        return true;
                    }
                    case DATA_PAGE_V2 -> {
                        open(header.getData_page_header_v2(), bytes, plainBytes);
                        return true;
                    }
                    case DICTIONARY_PAGE -> learn(header.getDictionary_page_header(), plain(bytes, plainBytes));
                    // It tells where pages are, and all of them are read.
                    case INDEX_PAGE -> {}
                }
            }
            return false;
        } catch (IOException broken) {
            throw new ParquetDecodingException("a page cannot be decoded: column=" + of, broken);
        }
    }

    private ByteBuffer plain(ByteBuffer packed, int size) {
        if (size > mostBytes) {
            throw new ParquetDecodingException("a page is larger than its column: page=" + size + ", of=" + mostBytes);
        }
        byte[] plain = new byte[size];
        if (size > 0) {
            scratch.zstd.decompressByteArray(
                    plain, 0, size, packed.array(), packed.arrayOffset() + packed.position(), packed.remaining());
        }
        return ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void learn(DictionaryPageHeader header, ByteBuffer bytes) throws IOException {
        Encoding as = encoding(header.getEncoding());
        dictionary = as.initDictionary(of, new DictionaryPage(BytesInput.from(bytes), header.getNum_values(), as));
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding of) {
        return Encoding.valueOf(of.name());
    }

    private void begin(int entries) {
        size = entries;
        left -= entries;
        scratch.make(entries);
    }

    private void open(DataPageHeader page, ByteBuffer bytes) {
        begin(page.getNum_values());
        checkRuns(encoding(page.getRepetition_level_encoding()), of.getMaxRepetitionLevel());
        checkRuns(encoding(page.getDefinition_level_encoding()), of.getMaxDefinitionLevel());
        // Levels of the first kind of page say how many bytes they take.
        if (of.getMaxRepetitionLevel() > 0) {
            levels(next(bytes, bytes.getInt()), of.getMaxRepetitionLevel(), scratch.repetitions);
        }
        if (of.getMaxDefinitionLevel() > 0) {
            levels(next(bytes, bytes.getInt()), of.getMaxDefinitionLevel(), scratch.definitions);
        }
        values(bytes, encoding(page.getEncoding()));
    }

    private void open(DataPageHeaderV2 page, ByteBuffer bytes, int plainBytes) {
        begin(page.getNum_values());
        int repetitions = page.getRepetition_levels_byte_length();
        int definitions = page.getDefinition_levels_byte_length();
        levels(next(bytes, repetitions), of.getMaxRepetitionLevel(), scratch.repetitions);
        levels(next(bytes, definitions), of.getMaxDefinitionLevel(), scratch.definitions);
        values(
                page.isIs_compressed()
                        ? plain(bytes, plainBytes - repetitions - definitions)
                        : bytes.slice().order(ByteOrder.LITTLE_ENDIAN),
                encoding(page.getEncoding()));
    }

    /** Writers of long ago packed levels in another way, which would be read as nonsense. */
    private static void checkRuns(Encoding levels, int max) {
        if (max > 0 && levels != Encoding.RLE) {
            throw new ParquetDecodingException("levels are in no encoding that is read: encoding=" + levels);
        }
    }

    private static ByteBuffer next(ByteBuffer bytes, int length) {
        ByteBuffer part = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return part;
    }

    private void levels(ByteBuffer bytes, int max, int[] into) {
        HybridRuns.read(bytes, HybridRuns.width(max), size, into);
    }

    private void values(ByteBuffer bytes, Encoding of) {
        present = countPresent();
        encoding = of;
        isCoded = of.usesDictionary();
        values = bytes;
        if (isCoded && present > 0) {
            HybridRuns.read(bytes, bytes.get(), present, scratch.codes);
        }
    }

    private int countPresent() {
        int max = of.getMaxDefinitionLevel();
        if (max == 0) {
            return size;
        }
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += scratch.definitions[i] == max ? 1 : 0;
        }
        return count;
    }

    /** Entries of the page: values, and what stands for those that are absent. */
    int size() {
        return size;
    }

    /** How many of them are values. */
    int present() {
        return present;
    }

    /** The definition level of each entry; valid up to {@link #size}, and only if the column may lack a value. */
    int[] definitions() {
        return scratch.definitions;
    }

    /** The repetition level of each entry of a list's column. */
    int[] repetitions() {
        return scratch.repetitions;
    }

    /** Whether values are places in the dictionary. */
    boolean isCoded() {
        return isCoded;
    }

    /** Each value's place in the dictionary; valid up to {@link #present}. */
    int[] codes() {
        return scratch.codes;
    }

    /** Whether values lie in {@link #plain} one behind the other. */
    boolean isPlain() {
        return encoding == Encoding.PLAIN;
    }

    /** The values as they lie in the page, little endian. */
    ByteBuffer plain() {
        return values;
    }

    /** Values in any other encoding, one at a time; the engine writes none, who rewrites its archive may. */
    ValuesReader others() {
        ValuesReader reader = encoding.getValuesReader(of, ValuesType.VALUES);
        try {
            reader.initFromPage(present, ByteBufferInputStream.wrap(values));
        } catch (IOException broken) {
            throw new ParquetDecodingException("a page cannot be decoded: column=" + of, broken);
        }
        return reader;
    }
}
