// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.lines.FilingLines;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.LineWriter;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.testing.FuzzTest;

/** Messages of every format: read or refused, with what and where; what is filed is a record that all readers read. */
class MessageFuzzTest extends FuzzTest {
    private static final AvroWire<Filing> WIRE = Topics.CONSIGNMENTS_FILED.wire();

    @Override
    protected List<String> folders() {
        return List.of("MessageFuzzTest", "/portolan/feeds");
    }

    @Override
    protected void take(byte[] bytes) throws Exception {
        bounded(bytes, 64 << 20, 100_000, () -> read(bytes));
    }

    private static void read(byte[] bytes) throws Exception {
        Taken taken = Taken.of(bytes);
        Receipt receipt = taken.receipt();
        MessageReject refused = receipt.reject();
        if (refused != null) {
            taken.refused();
            assertThat(refused.reason()).as("%s", refused).isNotEqualTo(MessageReject.Reason.NOT_HANDLED);
            assertThat(refused.message()).isNotBlank().hasSizeLessThan(4_000);
            return;
        }
        assertThat(receipt.found()).isEqualTo(receipt.filed() + receipt.rejected());
        assertThat(taken.rejects()).hasSizeLessThanOrEqualTo(Bills.MOST_REJECTS);
        for (BillReject reject : taken.rejects()) {
            assertThat(reject.reason()).as("%s", reject).isNotEqualTo(BillReject.Reason.NOT_HANDLED);
            assertThat(reject.message()).isNotBlank().hasSizeLessThan(4_000);
            within(bytes, reject.byteFrom(), reject.byteTo(), reject);
        }
        for (Filing filing : taken.filings()) {
            RawMessageRef from = filing.getRawMessageRef();
            within(bytes, from.getByteFrom(), from.getByteTo(), from);
            isReadAgain(filing);
        }
    }

    private static void within(byte[] bytes, long from, long to, Object of) {
        assertThat(0 <= from && from <= to && to <= bytes.length)
                .as("%s of %s bytes", of, bytes.length)
                .isTrue();
    }

    private static void isReadAgain(Filing filing) throws Exception {
        byte[] wire = WIRE.encode(filing);
        DecodeResult<Filing> decoded = WIRE.decode(wire);
        assertThat(decoded).isInstanceOf(DecodeResult.Value.class);
        Filing again = ((DecodeResult.Value<Filing>) decoded).value();
        String line = line(again);
        // A map has no order in Avro's bytes; in a line it has one.
        assertThat(line).isEqualTo(line(filing));
        try (LineReader<Filing> lines =
                FilingLines.read(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)), "again")) {
            Line<Filing> read = lines.next();
            assertThat(read.fault()).as(line).isNull();
            assertThat(line(read.orThrow())).isEqualTo(line);
            assertThat(lines.hasNext()).isFalse();
        }
    }

    private static String line(Filing filing) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LineWriter<Filing> lines = LineWriter.filings(out)) {
            lines.write(filing);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
