// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portolan.feeds.BillReject;
import portolan.feeds.BillSink;
import portolan.feeds.Profiles;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.formats.Formats;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;

class KeyBillsTest {
    private static final AvroWire<Filing> WIRE = Topics.CONSIGNMENTS_FILED.wire();
    private static final String BILL = "UNB+UNOA:2+LINE+CUSTOMS+260302:HH00+1'UNH+1+CUSCAR:D:95B:UN'BGM+785+M1+9'"
            + "TDT+20+123E+1++ADRL'LOC+9+ITTRS'LOC+11+ALDRZ'CNI+1'RFF+BM:B1'GID+1+10:PK'FTX+AAA+++TILES'UNT+9+1'UNZ+1+1'";

    @SuppressWarnings("NullAway.Init") // set before each test
    private KeyedOneInputStreamOperatorTestHarness<String, UnkeyedBill, KeyedBill> keyed;

    @BeforeEach
    void open() throws Exception {
        keyed = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new KeyBills()), UnkeyedBill::document, Types.STRING);
        keyed.open();
    }

    @AfterEach
    void close() throws Exception {
        keyed.close();
    }

    private static Filing bill(int hour, EventKind kind) {
        List<Filing> filings = new ArrayList<>();
        byte[] message = BILL.replace("HH", String.format("%02d", hour)).getBytes(StandardCharsets.US_ASCII);
        Formats.reader(Profiles.of(List.of()), new ConsignmentKeys())
                .read(ReceivedMessage.of(message, "in", 0, 0, Instant.parse("2026-03-03T00:00:00Z")), new BillSink() {
                    @Override
                    public void filed(Filing filing) {
                        filings.add(filing);
                    }

                    @Override
                    public void rejected(BillReject reject) {
                        throw new AssertionError(reject.message());
                    }
                });
        Filing filing = filings.get(0);
        filing.setEventKind(kind);
        return filing;
    }

    private void named(int hour, EventKind kind) throws Exception {
        Filing filing = bill(hour, kind);
        keyed.processElement(UnkeyedBill.of(filing, WIRE.encode(filing), null), hour);
    }

    private void withdrawn(int hour, int namedAt) throws Exception {
        Filing filing = bill(hour, EventKind.DELETE);
        Instant at = bill(namedAt, EventKind.CREATE).getFiledAt();
        keyed.processElement(UnkeyedBill.leftOut(filing, WIRE.encode(filing), at, null), hour);
    }

    private List<EventKind> filed() {
        return keyed.extractOutputValues().stream()
                .map(record -> ((DecodeResult.Value<Filing>) WIRE.decode(record.filing()))
                        .value()
                        .getEventKind())
                .toList();
    }

    @Test
    void whatAnotherManifestNamedSinceIsNotWithdrawn() throws Exception {
        named(8, EventKind.CREATE);
        named(9, EventKind.CREATE);
        withdrawn(10, 8);
        assertThat(filed()).containsExactly(EventKind.CREATE, EventKind.CREATE);

        withdrawn(11, 9);
        assertThat(filed()).containsExactly(EventKind.CREATE, EventKind.CREATE, EventKind.DELETE);
    }

    @Test
    void whatOnlyAddsToABillDoesNotNameIt() throws Exception {
        named(8, EventKind.CREATE);
        named(9, EventKind.SUPPLEMENT);
        withdrawn(10, 8);

        assertThat(filed()).containsExactly(EventKind.CREATE, EventKind.SUPPLEMENT, EventKind.DELETE);
    }

    @Test
    void whatReplacesAWithdrawnBillBeginsIt() throws Exception {
        named(8, EventKind.CREATE);
        named(9, EventKind.REPLACE);
        withdrawn(10, 9);
        named(11, EventKind.REPLACE);
        named(12, EventKind.REPLACE);

        assertThat(filed())
                .containsExactly(
                        EventKind.CREATE, EventKind.REPLACE, EventKind.DELETE, EventKind.CREATE, EventKind.REPLACE);
    }

    @Test
    void whatIsOlderThanAWithdrawalDoesNotUndoIt() throws Exception {
        named(8, EventKind.CREATE);
        withdrawn(10, 8);
        named(9, EventKind.PATCH);
        named(11, EventKind.REPLACE);

        assertThat(filed()).containsExactly(EventKind.CREATE, EventKind.DELETE, EventKind.PATCH, EventKind.CREATE);
    }
}
