// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.feeds.BillReject;
import portolan.feeds.BillSink;
import portolan.feeds.Profiles;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.formats.Formats;
import portolan.pipeline.HarnessEnd;
import portolan.pipeline.kafka.SentRecords;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;

class JoinDeclarationsTest {
    private static final AvroWire<Filing> WIRE = Topics.CONSIGNMENTS_FILED.wire();
    private static final Duration RETENTION = Duration.ofDays(120);
    private static final Map<String, List<String>> JOINED = Map.of(
            "ADRL:B1:2026", List.of("1 PIPES kg=1000.0", "10001 STEEL PIPES 6M kg=null", "10002 FITTINGS kg=null"));
    private static final Map<String, List<String>> ALONE =
            Map.of("ALDRZ-C:77:2026", List.of("1 STEEL PIPES 6M kg=600.0", "2 FITTINGS kg=400.0"));

    private final FinalBills stands = new FinalBills();

    private @Nullable KeyedOneInputStreamOperatorTestHarness<String, KeyedBill, Tuple3<byte[], byte[], byte[]>> task;
    private boolean restarts;
    private int hour;

    @AfterEach
    void close() {
        if (task != null) {
            HarnessEnd.of(task);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, KeyedBill, Tuple3<byte[], byte[], byte[]>> begin(
            @Nullable OperatorSubtaskState state) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new JoinDeclarations()), KeyedBill::place, Types.STRING);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend());
        harness.setup(SentRecords.TYPE.createSerializer(new SerializerConfigImpl()));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    /** What a reader of its own makes of a message: another task read all others. */
    private void read(String message) throws Exception {
        hour++;
        List<Filing> filings = new ArrayList<>();
        Instant at = Instant.parse("2026-03-02T00:00:00Z").plus(Duration.ofHours(hour));
        Formats.reader(Profiles.of(List.of()), ConsignmentKeys.ofEachAlone())
                .read(ReceivedMessage.of(message.getBytes(StandardCharsets.UTF_8), "in", 0, hour, at), new BillSink() {
                    @Override
                    public void filed(Filing filing) {
                        filings.add(filing);
                    }

                    @Override
                    public void rejected(BillReject reject) {
                        throw new AssertionError(reject.message());
                    }
                });
        for (Filing filing : filings) {
            take(KeyedBill.of(filing, WIRE.encode(filing), sender(filing)));
        }
    }

    private void take(KeyedBill bill) throws Exception {
        var running = task;
        if (running != null && restarts) {
            OperatorSubtaskState state = running.snapshot(hour, hour);
            HarnessEnd.of(running);
            running = begin(state);
        } else if (running == null) {
            running = begin(null);
        }
        task = running;
        int before = running.extractOutputValues().size();
        running.processElement(bill, hour);
        List<Tuple3<byte[], byte[], byte[]>> all = running.extractOutputValues();
        for (Tuple3<byte[], byte[], byte[]> filed : all.subList(before, all.size())) {
            stands.take(filed.f1);
            Filing said = ((DecodeResult.Value<Filing>) WIRE.decode(filed.f1)).value();
            assertThat(new String(filed.f2, UTF_8)).isEqualTo(sender(said));
            assertThat(said.getAttributes()).doesNotContainKey("sender");
        }
    }

    /** What comes of a declaration is its sender's word, and be it as long after as the bill comes. */
    private static String sender(Filing filing) {
        return filing.getSourceRegime() == SourceRegime.SAD ? "DECLARANT" : "LINE";
    }

    private static String bill(String function, String goods) {
        return "UNB+UNOA:2+LINE+CUSTOMS+260302:0800+1'UNH+1+CUSCAR:D:95B:UN'BGM+785+M1+" + function
                + "'TDT+20+123E+1++ADRL'LOC+9+ITTRS'LOC+11+ALDRZ'CNI+1'RFF+BM:B1'GID+1+10:PK'FTX+AAA+++" + goods
                + "'MEA+AAE+G+KGM:1000'UNT+9+1'UNZ+1+1'";
    }

    private static String declaration(String registration) {
        return declaration(registration, "B1");
    }

    static String declaration(String registration, String bill) {
        return "<ASYCUDA><Identification><Office_segment><Customs_clearance_office_code>ALDRZ"
                + "</Customs_clearance_office_code></Office_segment><Registration><Serial_number>C</Serial_number><Number>"
                + registration + "</Number><Date>3/2/26</Date></Registration></Identification><Declarant>"
                + "<Declarant_code>K31501001A</Declarant_code></Declarant>" + item(bill, "STEEL PIPES 6M", 600)
                + item(bill, "FITTINGS", 400) + "</ASYCUDA>";
    }

    private static String item(String bill, String goods, int kilograms) {
        return "<Item><Previous_doc><Summary_declaration>" + bill
                + "</Summary_declaration></Previous_doc><Goods_description>"
                + "<Commercial_Description>" + goods + "</Commercial_Description></Goods_description><Valuation_item>"
                + "<Weight_itm><Gross_weight_itm>" + kilograms
                + "</Gross_weight_itm></Weight_itm></Valuation_item></Item>";
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBillIsThereBeforeItsDeclaration(boolean restart) throws Exception {
        restarts = restart;
        read(bill("9", "PIPES"));
        read(declaration("77"));

        assertThat(stands.goods()).isEqualTo(JOINED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeclarationIsThereBeforeItsBill(boolean restart) throws Exception {
        restarts = restart;
        read(declaration("77"));
        assertThat(stands.goods()).hasSize(1).containsValues(ALONE.get("ALDRZ-C:77:2026"));
        read(bill("9", "PIPES"));

        assertThat(stands.goods()).isEqualTo(JOINED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsJoinedStaysWhenTheBillIsStatedAgain(boolean restart) throws Exception {
        restarts = restart;
        read(declaration("77"));
        read(bill("9", "TUBES"));
        read(bill("5", "PIPES"));

        assertThat(stands.goods()).isEqualTo(JOINED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofAWithdrawnBillTheDeclarationStandsUntilTheBillIsFiledAgain(boolean restart) throws Exception {
        restarts = restart;
        read(bill("9", "TUBES"));
        read(declaration("77"));
        read(bill("1", "TUBES"));
        assertThat(stands.goods()).hasSize(1).containsValues(ALONE.get("ALDRZ-C:77:2026"));
        read(bill("9", "PIPES"));

        assertThat(stands.goods()).isEqualTo(JOINED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsReadAgainChangesNothing(boolean restart) throws Exception {
        restarts = restart;
        read(declaration("77"));
        read(bill("9", "PIPES"));
        hour = 0;
        read(declaration("77"));
        read(bill("9", "PIPES"));

        assertThat(stands.goods()).isEqualTo(JOINED);
    }

    @Test
    void afterItsRetentionABillIsJoinedNoMore() throws Exception {
        read(bill("9", "PIPES"));
        var running = task;
        if (running == null) {
            throw new AssertionError("begun above");
        }
        running.setStateTtlProcessingTime(RETENTION.toMillis() + 1);
        read(declaration("77"));

        assertThat(stands.goods()).hasSize(2);
    }
}
