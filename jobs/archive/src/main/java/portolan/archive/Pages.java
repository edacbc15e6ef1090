// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one column, one after the other. Parquet's own reader takes a value and its levels at a time through the
 * same two calls for all kinds of columns; here the levels of a page are decoded at once, and values wait to be taken
 * together.
 */
final class Pages {
    private final ColumnDescriptor of;
    private final PageReader pages;
    private final Scratch scratch;
    private final @Nullable Dictionary dictionary;

    private int size;
    private int present;
    private boolean isCoded;
    private Encoding encoding = Encoding.PLAIN;
    private ByteBuffer values = ByteBuffer.allocate(0);

    /** Arrays that pages of all columns are decoded into. */
    static final class Scratch {
        private int[] definitions = {};
        private int[] repetitions = {};
        private int[] codes = {};

        private void make(int size) {
            if (definitions.length < size + HybridRuns.SPARE) {
                definitions = new int[size + HybridRuns.SPARE];
                repetitions = new int[size + HybridRuns.SPARE];
                codes = new int[size + HybridRuns.SPARE];
            }
        }
    }

    Pages(ColumnDescriptor of, PageReader pages, Scratch scratch) {
        this.of = of;
        this.pages = pages;
        this.scratch = scratch;
        DictionaryPage page = pages.readDictionaryPage();
        try {
            this.dictionary = page == null ? null : page.getEncoding().initDictionary(of, page);
        } catch (IOException broken) {
            throw new ParquetDecodingException("the dictionary cannot be decoded: column=" + of, broken);
        }
    }

    /** What {@link #codes} are places in; null when the column has none. */
    @Nullable
    Dictionary dictionary() {
        return dictionary;
    }

    /** Goes to the next page; false behind the last one. */
    boolean next() {
        DataPage page = pages.readPage();
        if (page == null) {
            return false;
        }
        size = page.getValueCount();
        scratch.make(size);
        return page.accept(new DataPage.Visitor<Boolean>() {
            @Override
            public Boolean visit(DataPageV1 first) {
                return open(first);
            }

            @Override
            public Boolean visit(DataPageV2 second) {
                return open(second);
            }
        });
    }

    private boolean open(DataPageV1 page) {
        ByteBuffer bytes = bytes(page.getBytes());
        checkRuns(page.getRlEncoding(), of.getMaxRepetitionLevel());
        checkRuns(page.getDlEncoding(), of.getMaxDefinitionLevel());
        if (of.getMaxRepetitionLevel() > 0) {
            levels(prefixed(bytes), of.getMaxRepetitionLevel(), scratch.repetitions);
        }
        if (of.getMaxDefinitionLevel() > 0) {
            levels(prefixed(bytes), of.getMaxDefinitionLevel(), scratch.definitions);
        }
        return begin(bytes, page.getValueEncoding());
    }

    private boolean open(DataPageV2 page) {
        if (of.getMaxRepetitionLevel() > 0) {
            levels(bytes(page.getRepetitionLevels()), of.getMaxRepetitionLevel(), scratch.repetitions);
        }
        if (of.getMaxDefinitionLevel() > 0) {
            levels(bytes(page.getDefinitionLevels()), of.getMaxDefinitionLevel(), scratch.definitions);
        }
        return begin(bytes(page.getData()), page.getDataEncoding());
    }

    /** Writers of long ago packed levels in another way, which would be read as nonsense. */
    private static void checkRuns(Encoding levels, int max) {
        if (max > 0 && levels != Encoding.RLE) {
            throw new ParquetDecodingException("levels are in no encoding that is read: encoding=" + levels);
        }
    }

    /** Levels of the first kind of page say how many bytes they take. */
    private static ByteBuffer prefixed(ByteBuffer bytes) {
        int length = bytes.getInt();
        ByteBuffer levels = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return levels;
    }

    private void levels(ByteBuffer bytes, int max, int[] into) {
        HybridRuns.read(bytes, HybridRuns.width(max), size, into);
    }

    private boolean begin(ByteBuffer bytes, Encoding of) {
        present = countPresent();
        encoding = of;
        isCoded = of.usesDictionary();
        values = bytes;
        if (isCoded && present > 0) {
            HybridRuns.read(bytes, bytes.get(), present, scratch.codes);
        }
        return true;
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

    private static ByteBuffer bytes(BytesInput of) {
        return of.toByteBuffer(HeapByteBufferAllocator.getInstance(), copied -> {})
                .order(ByteOrder.LITTLE_ENDIAN);
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
