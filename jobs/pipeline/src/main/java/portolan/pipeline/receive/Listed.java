// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.api.java.tuple.Tuple6;
import org.apache.flink.types.Either;
import portolan.feeds.CompleteManifest;
import portolan.feeds.ListedBill;
import portolan.pipeline.RawRecord;
import portolan.pipeline.state.StreamTypes;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.MessageTopic;

/**
 * The bills of a manifest, then its end, as Flink sends them to the task that has the manifest: a bill is
 * {@code manifest, bill, sha256, at, withdrawal}, the end {@code manifest, sha256, at, rejected, atMost, message}. The
 * message goes without its bytes.
 */
final class Listed {
    static final TypeInformation<
                    Either<
                            Tuple5<String, String, String, Long, byte[]>,
                            Tuple6<String, String, Long, Integer, Integer, RawRecord>>>
            TYPE = Types.EITHER(
                    Types.TUPLE(
                            Types.STRING,
                            Types.STRING,
                            Types.STRING,
                            Types.LONG,
                            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO),
                    Types.TUPLE(Types.STRING, Types.STRING, Types.LONG, Types.INT, Types.INT, StreamTypes.RAW_RECORD));

    private Listed() {}

    static String manifest(
            Either<
                            Tuple5<String, String, String, Long, byte[]>,
                            Tuple6<String, String, Long, Integer, Integer, RawRecord>>
                    either) {
        return either.isLeft() ? either.left().f0 : either.right().f0;
    }

    static Either<
                    Tuple5<String, String, String, Long, byte[]>,
                    Tuple6<String, String, Long, Integer, Integer, RawRecord>>
            of(ListedBill bill) {
        return Either.Left(
                Tuple5.of(bill.manifest(), bill.bill(), bill.sha256(), bill.at().toEpochMilli(), bill.withdrawal()));
    }

    static ListedBill bill(Tuple5<String, String, String, Long, byte[]> bill) {
        return new ListedBill(bill.f0, bill.f1, bill.f2, Instant.ofEpochMilli(bill.f3), bill.f4);
    }

    static Either<
                    Tuple5<String, String, String, Long, byte[]>,
                    Tuple6<String, String, Long, Integer, Integer, RawRecord>>
            of(CompleteManifest manifest, RawRecord raw) {
        Map<String, byte[]> headers = new HashMap<>(raw.headers());
        headers.put(MessageTopic.SHA256, KafkaTopic.utf8(manifest.message().getSha256()));
        return Either.Right(Tuple6.of(
                manifest.manifest(),
                manifest.message().getSha256(),
                manifest.at().toEpochMilli(),
                manifest.rejected(),
                manifest.atMost(),
                new RawRecord(
                        raw.topic(), raw.partition(), raw.offset(), raw.timestamp(), headers, raw.key(), new byte[0])));
    }

    static CompleteManifest manifest(Tuple6<String, String, Long, Integer, Integer, RawRecord> end) {
        RawRecord raw = end.f5;
        Headers headers = Headers.of(raw);
        return new CompleteManifest(
                end.f0,
                Instant.ofEpochMilli(end.f2),
                end.f3,
                end.f4,
                headers.approvedBy(),
                headers.receivedAt(),
                new RawMessageRef(raw.topic(), raw.partition(), raw.offset(), end.f1, null, null, null));
    }
}
