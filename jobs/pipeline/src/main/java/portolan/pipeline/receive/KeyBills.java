// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import portolan.pipeline.JobMetric;
import portolan.pipeline.stage.Initializer;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ConsignmentKeys.FirstSeen;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;

/** Gives each filing the key of its consignment: an amendment in January finds the bill of December. */
final class KeyBills extends KeyedProcessFunction<String, UnkeyedBill, KeyedBill> {
    /** Twelve months, and what clocks differ by. */
    private static final Duration KEPT = Duration.ofDays(400);

    private transient ValueState<Tuple2<Integer, Long>> first;

    /** When the bill was named last; below zero, the time at which a manifest withdrew it. */
    private transient ValueState<Long> named;

    private transient AvroWire<Filing> filings;
    private transient Counter withdrawn;

    @Override
    @Initializer
    public void open(OpenContext context) {
        ValueStateDescriptor<Tuple2<Integer, Long>> seen =
                new ValueStateDescriptor<>("first-seen", Types.TUPLE(Types.INT, Types.LONG));
        seen.enableTimeToLive(StateTtlConfig.newBuilder(KEPT).build());
        first = getRuntimeContext().getState(seen);
        ValueStateDescriptor<Long> last = new ValueStateDescriptor<>("named-last", Types.LONG);
        last.enableTimeToLive(StateTtlConfig.newBuilder(KEPT).build());
        named = getRuntimeContext().getState(last);
        filings = Topics.CONSIGNMENTS_FILED.wire();
        withdrawn = JobMetric.WITHDRAWN.counter(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(UnkeyedBill bill, Context context, Collector<KeyedBill> out) throws Exception {
        As as = as(bill);
        if (as == As.NOTHING) {
            return;
        }
        boolean begins = as == As.CREATE;
        Tuple2<Integer, Long> kept = first.value();
        FirstSeen before = kept == null ? null : new FirstSeen(kept.f0, Instant.ofEpochMilli(kept.f1));
        Instant filedAt = Instant.ofEpochMilli(bill.bill().filedAt());
        FirstSeen now = FirstSeen.with(before, bill.issued(), filedAt);
        if (!now.equals(before)) {
            first.update(Tuple2.of(now.year(), now.filedAt().toEpochMilli()));
        }
        String key = bill.key(FirstSeen.yearOf(before, bill.issued(), filedAt));
        out.collect(
                key.equals(bill.bill().key()) && !begins
                        ? bill.bill()
                        : bill.bill().under(key, rekeyed(bill.bill().filing(), key, begins)));
    }

    private enum As {
        /** A withdrawal of a bill that was rolled to another manifest. */
        NOTHING,
        WHAT_IT_IS,
        CREATE
    }

    private As as(UnkeyedBill bill) throws IOException {
        Long last = named.value();
        long filedAt = bill.bill().filedAt();
        Long leftOutAt = bill.leftOutAt();
        if (leftOutAt != null) {
            if (last != null && last > leftOutAt) {
                return As.NOTHING;
            }
            named.update(-filedAt);
            withdrawn.inc();
            return As.WHAT_IT_IS;
        }
        if (bill.kind() == UnkeyedBill.Kind.PART) {
            return As.WHAT_IT_IS;
        }
        if (last == null || filedAt >= Math.abs(last)) {
            // What is older changes nothing: the ledger refuses it.
            named.update(filedAt);
            return last != null && last < 0 && bill.kind() == UnkeyedBill.Kind.REPLACES ? As.CREATE : As.WHAT_IT_IS;
        }
        return As.WHAT_IT_IS;
    }

    private byte[] rekeyed(byte[] bytes, String key, boolean begins) {
        if (!(filings.decode(bytes) instanceof DecodeResult.Value<Filing> decoded)) {
            throw new IllegalStateException("this job wrote it, and cannot read it: key=" + key);
        }
        Filing filing = decoded.value();
        filing.setConsignmentKey(key);
        if (begins) {
            // It is withdrawn: what replaces it would wait for it.
            filing.setEventKind(EventKind.CREATE);
        }
        return filings.encode(filing);
    }
}
