// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.Closeable;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages by Zstandard. Parquet's own class does the same by way of Hadoop's codecs, which need Hadoop. */
final class ZstdPages implements BytesInputCompressor, Closeable {
    /** The fastest that still halves what is left after dictionaries; 3, the usual one, takes twice as long. */
    private static final int LEVEL = 1;

    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL);

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
        byte[] plain = new byte[Math.toIntExact(bytes.size())];
        bytes.toByteBuffer(HeapByteBufferAllocator.getInstance(), copied -> {}).get(plain);
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
        close();
    }

    @Override
    public void close() {
        context.close();
    }
}
