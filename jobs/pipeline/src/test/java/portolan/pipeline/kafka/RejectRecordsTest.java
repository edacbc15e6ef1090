// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.wire.Topics;

class RejectRecordsTest {
    @Test
    void theInputIsInItByteForByte() {
        byte[] value = new byte[3 << 19];
        new Random(3).nextBytes(value);
        RawRecord raw = WireFixtures.raw(value);

        FilingRejected record = RejectRecords.of(new Reject("TOO_LARGE", "record is too large", "decode", raw));

        assertThat(record)
                .isEqualTo(FilingRejected.newBuilder()
                        .setReason("TOO_LARGE")
                        .setMessage("record is too large")
                        .setTopic("consignments.filed")
                        .setPartition(3)
                        .setOffset(42)
                        .setTimestamp(WireFixtures.APPENDED)
                        .setRejectedBy("decode")
                        .setHeaders(Map.of("trace", ByteBuffer.wrap(WireFixtures.utf8("t-1"))))
                        .setKey(ByteBuffer.wrap(WireFixtures.utf8("MAEU:B1:2026")))
                        .setValue(ByteBuffer.wrap(value))
                        .build());
    }

    /** Compressed on its way in, a message may be larger than any topic takes; the job must not die of it. */
    @Test
    void anInputThatNoTopicTakesIsCutAndSaysSo() {
        Map<String, byte[]> headers = new HashMap<>();
        headers.put("large", new byte[5 << 20]);
        headers.put("small", new byte[10]);
        RawRecord raw = new RawRecord("consignments.filed", 0, 7, 0, headers, new byte[1 << 20], new byte[20 << 20]);

        FilingRejected record = RejectRecords.of(new Reject("TOO_LARGE", "record is too large", "decode", raw));

        assertThat(record.getMessage())
                .isEqualTo("record is too large; value cut to its first 3145728 of 20971520 bytes, the whole is at the"
                        + " input's offset; key cut to its first 65536 of 1048576 bytes, the whole is at the input's"
                        + " offset; headers left out: 1");
        assertThat(record.getHeaders()).containsOnlyKeys("small");
        assertThat(Topics.FILINGS_REJECTED.wire().encode(record).length)
                .isLessThan(Topics.FILINGS_REJECTED.maxMessageBytes());
    }
}
