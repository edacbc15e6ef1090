// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.stage.SideOutputs;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.Alert;

/** In the sink there is no way aside: what is no record of its topic goes aside before it. */
final class EncodeRecordsTest {
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

    private static Alert alert(String id, Instant at, List<String> changes) {
        return new Alert(
                id,
                "t",
                new ConsignmentKey("MAEU:B1:2026"),
                "revenue",
                Alert.State.OPENED,
                at,
                "assessment-1",
                1.5,
                Lane.RED,
                false,
                changes);
    }

    /** What leaves, and what is set aside. */
    private record Encoded(List<Tuple2<byte[], byte[]>> records, List<Reject> rejects) {}

    @SuppressWarnings("try") // The harness may be interrupted while it closes.
    private static <T> Encoded encode(ProcessFunction<T, Tuple2<byte[], byte[]>> encode, List<T> results)
            throws Exception {
        try (OneInputStreamOperatorTestHarness<T, Tuple2<byte[], byte[]>> harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(encode))) {
            harness.open();
            for (T result : results) {
                harness.processElement(new StreamRecord<>(result, AT.toEpochMilli()));
            }
            Iterable<StreamRecord<Reject>> aside = harness.getSideOutput(SideOutputs.REJECTED);
            return new Encoded(
                    harness.extractOutputValues(),
                    aside == null
                            ? List.of()
                            : harness.getSideOutput(SideOutputs.REJECTED).stream()
                                    .map(StreamRecord::getValue)
                                    .toList());
        }
    }

    @Test
    void aTimeThatNoRecordCanHoldSetsItsAlertAside() throws Exception {
        Encoded encoded = encode(
                EncodeRecords.alerts(), List.of(alert("a1", Instant.MAX, List.of()), alert("a2", AT, List.of("more"))));

        assertThat(encoded.records()).hasSize(1);
        assertThat(encoded.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.reason()).isEqualTo("NOT_HANDLED");
            assertThat(reject.stage()).isEqualTo("encode-alerts");
            assertThat(reject.exception()).isEqualTo(ArithmeticException.class.getName());
            assertThat(reject.message()).contains("alert=a1", "MAEU:B1:2026", "assessment-1");
            assertThat(reject.orderTime()).isEqualTo(AT.toEpochMilli());
        });
    }

    /** The broker would refuse it, and the job would start again for ever. */
    @Test
    void whatIsLargerThanItsTopicTakesIsSetAside() throws Exception {
        List<String> changes = Collections.nCopies(Topics.ALERTS_RAISED.maxMessageBytes() / 1_000, "x".repeat(1_000));
        Encoded encoded = encode(EncodeRecords.alerts(), List.of(alert("a1", AT, changes), alert("a2", AT, List.of())));

        assertThat(encoded.records()).hasSize(1);
        assertThat(encoded.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.exception()).isEqualTo(RecordTooLargeException.class.getName());
            assertThat(reject.message()).contains("alerts.raised", "limit=");
        });
    }

    @Test
    @SuppressWarnings("NullAway") // That is the fault.
    void aRejectThatCannotBeEncodedSaysWhereItsInputIs() throws Exception {
        RawRecord raw = new RawRecord("consignments.filed", 3, 42, AT.toEpochMilli(), Map.of(), null, new byte[9]);
        Reject broken = new Reject("TOO_LARGE", "why", null, raw);
        Reject sound = new Reject("NOT_HANDLED", "why", "assess", raw, 1, "java.lang.ArithmeticException", true);

        Encoded encoded = encode(new EncodeRejects(), List.of(broken, sound));

        FilingRejected bare = rejected(encoded.records().get(0));
        assertThat(bare.getReason()).isEqualTo("NOT_HANDLED");
        assertThat(bare.getRejectedBy()).isEqualTo("encode-rejects");
        assertThat(bare.getException()).isNotBlank();
        assertThat(bare.getTopic()).isEqualTo("consignments.filed");
        assertThat(bare.getPartition()).isEqualTo(3);
        assertThat(bare.getOffset()).isEqualTo(42);
        assertThat(bare.getValue().remaining()).isZero();
        FilingRejected whole = rejected(encoded.records().get(1));
        assertThat(whole.getException()).isEqualTo("java.lang.ArithmeticException");
        assertThat(whole.getValue().remaining()).isEqualTo(9);
    }

    private static FilingRejected rejected(Tuple2<byte[], byte[]> encoded) {
        DecodeResult<FilingRejected> decoded = Topics.FILINGS_REJECTED.wire().decode(encoded.f1);
        assertThat(decoded).isInstanceOf(DecodeResult.Value.class);
        return Objects.requireNonNull(((DecodeResult.Value<FilingRejected>) decoded).value());
    }
}
