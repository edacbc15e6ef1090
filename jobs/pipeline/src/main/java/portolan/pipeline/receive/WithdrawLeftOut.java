// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.SupplierWithException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import portolan.feeds.ListedBill;
import portolan.feeds.Withdrawals;
import portolan.feeds.Withdrawals.Named;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.stage.Initializer;
import portolan.pipeline.stage.SideOutputs;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.LineFault;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;

/** Remembers what manifests name, and files the withdrawals of what a complete one leaves out. */
final class WithdrawLeftOut extends KeyedProcessFunction<String, Listed, UnkeyedBill> {
    private static final String STAGE = "withdraw";

    /** As long as a voyage's messages may come late, and more. */
    private static final Duration KEPT = Duration.ofDays(120);

    private transient Bills bills;
    private transient AvroWire<Filing> filings;

    @Override
    @Initializer
    public void open(OpenContext context) {
        MapStateDescriptor<String, Tuple4<String, String, Long, byte[]>> named = new MapStateDescriptor<>(
                "named-bills",
                Types.STRING,
                Types.TUPLE(
                        Types.STRING, Types.STRING, Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        ValueStateDescriptor<Long> completeAt = new ValueStateDescriptor<>("complete-at", Types.LONG);
        StateTtlConfig kept = StateTtlConfig.newBuilder(KEPT).build();
        named.enableTimeToLive(kept);
        completeAt.enableTimeToLive(kept);
        bills = new Bills(
                getRuntimeContext().getMapState(named), getRuntimeContext().getState(completeAt));
        filings = Topics.CONSIGNMENTS_FILED.wire();
    }

    @Override
    public void processElement(Listed listed, Context context, Collector<UnkeyedBill> out) {
        ListedBill bill = listed.listedBill();
        if (bill != null) {
            Withdrawals.listed(bill, bills);
        }
        Listed.End end = listed.end();
        if (end != null) {
            complete(Withdrawals.complete(listed.complete(end), bills), end.message(), context, out);
        }
    }

    private void complete(Withdrawals.Result result, RawRecord message, Context context, Collector<UnkeyedBill> out) {
        String sender = Headers.of(message).sender();
        for (Withdrawals.Withdrawal one : result.filings()) {
            out.collect(UnkeyedBill.leftOut(one.filing(), filings.encode(one.filing()), one.namedAt(), sender));
        }
        if (result.withheld() != null) {
            context.output(
                    SideOutputs.REJECTED,
                    new Reject(LineFault.Code.WITHDRAWAL_WITHHELD.name(), result.withheld(), STAGE, message));
        }
    }

    /** The bills of the manifest whose turn it is, in Flink's state. */
    private static final class Bills implements Withdrawals.Bills {
        private final MapState<String, Tuple4<String, String, Long, byte[]>> named;
        private final ValueState<Long> completeAt;

        Bills(MapState<String, Tuple4<String, String, Long, byte[]>> named, ValueState<Long> completeAt) {
            this.named = named;
            this.completeAt = completeAt;
        }

        @Override
        public @Nullable Named get(String bill) {
            Tuple4<String, String, Long, byte[]> one = read(() -> named.get(bill));
            return one == null ? null : named(one);
        }

        @Override
        public void put(String bill, Named one) {
            write(() ->
                    named.put(bill, Tuple4.of(one.first(), one.last(), one.at().toEpochMilli(), one.withdrawal())));
        }

        @Override
        public void remove(String bill) {
            write(() -> named.remove(bill));
        }

        @Override
        public Iterable<Map.Entry<String, Named>> all() {
            Iterable<Map.Entry<String, Tuple4<String, String, Long, byte[]>>> entries =
                    Objects.requireNonNull(read(named::entries), "a map's entries");
            return () -> new Iterator<>() {
                private final Iterator<Map.Entry<String, Tuple4<String, String, Long, byte[]>>> each =
                        entries.iterator();

                @Override
                public boolean hasNext() {
                    return each.hasNext();
                }

                @Override
                public Map.Entry<String, Named> next() {
                    Map.Entry<String, Tuple4<String, String, Long, byte[]>> one = each.next();
                    return Map.entry(one.getKey(), named(one.getValue()));
                }
            };
        }

        @Override
        public @Nullable Instant completeAt() {
            Long at = read(completeAt::value);
            return at == null ? null : Instant.ofEpochMilli(at);
        }

        @Override
        public void completeAt(Instant at) {
            write(() -> completeAt.update(at.toEpochMilli()));
        }

        private static Named named(Tuple4<String, String, Long, byte[]> one) {
            return new Named(one.f0, one.f1, Instant.ofEpochMilli(one.f2), one.f3);
        }

        private static <T> @Nullable T read(SupplierWithException<T, Exception> from) {
            try {
                return from.get();
            } catch (Exception e) {
                throw new FlinkRuntimeException("state of a manifest cannot be read", e);
            }
        }

        private static void write(ThrowingRunnable<Exception> to) {
            try {
                to.run();
            } catch (Exception e) {
                throw new FlinkRuntimeException("state of a manifest cannot be written", e);
            }
        }
    }
}
