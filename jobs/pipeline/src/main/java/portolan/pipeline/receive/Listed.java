// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;
import portolan.feeds.CompleteManifest;
import portolan.feeds.ListedBill;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.MessageTopic;

/**
 * A bill of a manifest, or the manifest's end, on its way to the task that has the manifest. Public for Flink's
 * serializer.
 *
 * @param sha256 message that names it
 * @param at epoch milliseconds
 * @param bill null at the end
 * @param withdrawal of a bill
 * @param end null of a bill
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Listed(
        String manifest,
        String sha256,
        long at,
        @Nullable String bill,
        byte[] withdrawal,
        @Nullable End end) {
    static final TypeInformation<Listed> TYPE = TypeInformation.of(Listed.class);

    private static final byte[] NONE = {};

    /**
     * What the end of a manifest says.
     *
     * @param message without its bytes
     */
    public record End(int rejected, int atMost, RawRecord message) {}

    static Listed of(ListedBill bill) {
        return new Listed(
                bill.manifest(), bill.sha256(), bill.at().toEpochMilli(), bill.bill(), bill.withdrawal(), null);
    }

    static Listed of(CompleteManifest manifest, RawRecord raw) {
        String sha256 = manifest.message().getSha256();
        Map<String, byte[]> headers = new HashMap<>(raw.headers());
        headers.put(MessageTopic.SHA256, KafkaTopic.utf8(sha256));
        RawRecord message =
                new RawRecord(raw.topic(), raw.partition(), raw.offset(), raw.timestamp(), headers, raw.key(), NONE);
        return new Listed(
                manifest.manifest(),
                sha256,
                manifest.at().toEpochMilli(),
                null,
                NONE,
                new End(manifest.rejected(), manifest.atMost(), message));
    }

    /** The bill; null at the end. */
    @Nullable
    ListedBill listedBill() {
        return bill == null ? null : new ListedBill(manifest, bill, sha256, Instant.ofEpochMilli(at), withdrawal);
    }

    CompleteManifest complete(End of) {
        RawRecord raw = of.message();
        Headers headers = Headers.of(raw);
        return new CompleteManifest(
                manifest,
                Instant.ofEpochMilli(at),
                of.rejected(),
                of.atMost(),
                headers.approvedBy(),
                headers.receivedAt(),
                new RawMessageRef(raw.topic(), raw.partition(), raw.offset(), sha256, null, null, null));
    }
}
