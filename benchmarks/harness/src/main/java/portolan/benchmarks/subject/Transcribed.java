// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;

/**
 * Decodes a filing into its Avro specific record and encodes it again: what any engine has to do that reads filings and
 * writes records of their size. Gives the shipper, the message key and the bytes.
 */
final class Transcribed extends RichMapFunction<byte[], Tuple3<String, byte[], byte[]>> {
    static final TypeInformation<Tuple3<String, byte[], byte[]>> TYPE = Types.TUPLE(
            Types.STRING,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private static final byte[] NO_KEY = {};

    private transient @Nullable AvroWire<Filing> wire;

    @Override
    public void open(OpenContext context) {
        wire = Topics.CONSIGNMENTS_FILED.wire();
    }

    @Override
    public Tuple3<String, byte[], byte[]> map(byte[] bytes) {
        if (wire == null) {
            throw new IllegalStateException("opened before it is used");
        }
        if (!(wire.decode(bytes) instanceof DecodeResult.Value<Filing> decoded)) {
            throw new IllegalArgumentException("the feed of a benchmark has a record that is no filing");
        }
        Filing filing = decoded.value();
        byte[] key = Topics.CONSIGNMENTS_FILED.key(filing);
        return Tuple3.of(shipper(filing), key == null ? NO_KEY : key, wire.encode(filing));
    }

    private static String shipper(Filing filing) {
        for (Party party : filing.getParties()) {
            if (party.getRole() == PartyRole.CONSIGNOR && !party.getIds().isEmpty()) {
                return party.getIds().get(0).getValue();
            }
        }
        return filing.getConsignmentKey();
    }
}
