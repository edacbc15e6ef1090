// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Pages compressed by Zstandard, and nothing else. Parquet's own factory does the same by way of Hadoop's codecs, which
 * need all of Hadoop at run time.
 */
final class ZstdPages implements CompressionCodecFactory {
    /** The fastest that still halves what is left after dictionaries; 3, the usual one, takes twice as long. */
    private static final int LEVEL = 1;

    private @Nullable Compressor compressor;
    private @Nullable Decompressor decompressor;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        check(codec);
        if (compressor == null) {
            compressor = new Compressor();
        }
        return compressor;
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        check(codec);
        if (decompressor == null) {
            decompressor = new Decompressor();
        }
        return decompressor;
    }

    private static void check(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException(
                    "the archive is compressed by ZSTD, this file is not one of ours: codec=" + codec);
        }
    }

    private static byte[] bytes(BytesInput of) throws IOException {
        byte[] all = new byte[Math.toIntExact(of.size())];
        of.toByteBuffer(HeapByteBufferAllocator.getInstance(), copied -> {}).get(all);
        return all;
    }

    @Override
    public void release() {
        if (compressor != null) {
            compressor.release();
            compressor = null;
        }
        if (decompressor != null) {
            decompressor.release();
            decompressor = null;
        }
    }

    private static final class Compressor implements BytesInputCompressor {
        private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);

        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            byte[] plain = bytes(bytes);
            byte[] room = new byte[(int) Zstd.compressBound(plain.length)];
            int length = context.compressByteArray(room, 0, room.length, plain, 0, plain.length);
            return BytesInput.from(room, 0, length);
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {
            context.close();
        }
    }

    private static final class Decompressor implements BytesInputDecompressor {
        private final ZstdDecompressCtx context = new ZstdDecompressCtx();

        @Override
        public BytesInput decompress(BytesInput bytes, int decompressedSize) throws IOException {
            return BytesInput.from(plain(bytes(bytes), decompressedSize));
        }

        private byte[] plain(byte[] packed, int size) throws IOException {
            byte[] plain = new byte[size];
            try {
                context.decompressByteArray(plain, 0, plain.length, packed, 0, packed.length);
            } catch (ZstdException broken) {
                throw new IOException("a page cannot be decompressed: " + broken.getMessage(), broken);
            }
            return plain;
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize)
                throws IOException {
            byte[] packed = new byte[compressedSize];
            input.get(packed);
            output.put(plain(packed, decompressedSize));
        }

        @Override
        public void release() {
            context.close();
        }
    }
}
