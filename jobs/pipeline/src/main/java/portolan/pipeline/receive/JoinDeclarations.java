// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Declarations;
import portolan.feeds.Declarations.Bill;
import portolan.feeds.Declarations.Declared;
import portolan.pipeline.kafka.SentRecords;
import portolan.pipeline.stage.Initializer;
import portolan.schemas.avro.Filing;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topics;

/** Joins declarations to the bills that they name, whichever task read them and whichever came first. */
final class JoinDeclarations extends KeyedProcessFunction<String, KeyedBill, Tuple3<byte[], byte[], byte[]>> {
    /** As long as bill and declaration may be apart, and more. */
    private static final Duration KEPT = Duration.ofDays(120);

    private static final String ALONE = "";

    /** Key, filed at, received at, withdrawn. */
    private transient ValueState<Tuple4<String, Long, Long, Boolean>> stated;

    /** By filing id: ordinal, key of the bill or {@link #ALONE}, filing. */
    private transient MapState<String, Tuple3<Integer, String, byte[]>> declared;

    private transient AvroWire<Filing> filings;

    @Override
    @Initializer
    public void open(OpenContext context) {
        StateTtlConfig kept = StateTtlConfig.newBuilder(KEPT).build();
        ValueStateDescriptor<Tuple4<String, Long, Long, Boolean>> bill = new ValueStateDescriptor<>(
                "stated-bill", Types.TUPLE(Types.STRING, Types.LONG, Types.LONG, Types.BOOLEAN));
        bill.enableTimeToLive(kept);
        stated = getRuntimeContext().getState(bill);
        MapStateDescriptor<String, Tuple3<Integer, String, byte[]>> declarations = new MapStateDescriptor<>(
                "declarations",
                Types.STRING,
                Types.TUPLE(Types.INT, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        declarations.enableTimeToLive(kept);
        declared = getRuntimeContext().getMapState(declarations);
        filings = Topics.CONSIGNMENTS_FILED.wire();
    }

    @Override
    public void processElement(KeyedBill bill, Context context, Collector<Tuple3<byte[], byte[], byte[]>> out)
            throws Exception {
        if (bill.part() == KeyedBill.Part.NONE) {
            out.collect(SentRecords.of(bill.key(), bill.filing(), bill.sender()));
            return;
        }
        Stored place = place();
        List<Filing> more;
        if (bill.part() == KeyedBill.Part.DECLARES) {
            more = Declarations.declared(sentBy(bill.sender(), decoded(bill.filing())), place);
        } else {
            out.collect(SentRecords.of(bill.key(), bill.filing(), bill.sender()));
            more = Declarations.followed(
                    new Bill(
                            bill.key(),
                            Instant.ofEpochMilli(bill.filedAt()),
                            Instant.ofEpochMilli(bill.receivedAt()),
                            bill.part() == KeyedBill.Part.WITHDRAWS),
                    place);
        }
        place.store();
        for (Filing filing : more) {
            String sender = filing.getAttributes().get(MessageTopic.SENDER);
            byte[] bytes = filings.encode(sentBy(null, filing));
            out.collect(SentRecords.of(filing.getConsignmentKey(), bytes, sender));
        }
    }

    /** A declaration waits with its sender: what comes of it later is that one's word, whoever files the bill. */
    private static Filing sentBy(@Nullable String sender, Filing filing) {
        Map<String, String> attributes = new HashMap<>(filing.getAttributes());
        attributes.remove(MessageTopic.SENDER);
        if (sender != null) {
            attributes.put(MessageTopic.SENDER, sender);
        }
        filing.setAttributes(attributes);
        return filing;
    }

    private Filing decoded(byte[] bytes) {
        if (filings.decode(bytes) instanceof DecodeResult.Value<Filing> decoded) {
            return decoded.value();
        }
        throw new IllegalStateException("this job wrote it, and cannot read it: bytes=" + bytes.length);
    }

    private Stored place() throws Exception {
        Tuple4<String, Long, Long, Boolean> bill = stated.value();
        List<Declared> all = new ArrayList<>();
        for (Tuple3<Integer, String, byte[]> one : declared.values()) {
            all.add(new Declared(decoded(one.f2), one.f0, one.f1.equals(ALONE) ? null : one.f1));
        }
        return new Stored(
                bill == null
                        ? null
                        : new Bill(bill.f0, Instant.ofEpochMilli(bill.f1), Instant.ofEpochMilli(bill.f2), bill.f3),
                all);
    }

    /** What is in state under one place, read before and stored after what comes of it. */
    private final class Stored implements Declarations.Place {
        private final List<Declared> declarations;
        private final List<Declared> changed = new ArrayList<>();
        private @Nullable Bill bill;
        private boolean isRestated;

        Stored(@Nullable Bill bill, List<Declared> declarations) {
            this.bill = bill;
            this.declarations = declarations;
        }

        @Override
        public @Nullable Bill bill() {
            return bill;
        }

        @Override
        public void bill(Bill now) {
            bill = now;
            isRestated = true;
        }

        @Override
        public List<Declared> declared() {
            return declarations;
        }

        @Override
        public void declared(Declared declaration) {
            changed.add(declaration);
        }

        void store() throws Exception {
            if (bill != null && isRestated) {
                stated.update(Tuple4.of(
                        bill.key(),
                        bill.filedAt().toEpochMilli(),
                        bill.receivedAt().toEpochMilli(),
                        bill.withdrawn()));
            }
            for (Declared each : changed) {
                declared.put(
                        each.alone().getFilingId(),
                        Tuple3.of(
                                each.ordinal(),
                                Objects.requireNonNullElse(each.bill(), ALONE),
                                filings.encode(each.alone())));
            }
        }
    }
}
