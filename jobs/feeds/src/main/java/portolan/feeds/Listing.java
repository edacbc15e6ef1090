// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;

/** Lists the bills of one message whose profile says that its manifests are complete. */
final class Listing {
    private static final AvroWire<Filing> WIRE = Topics.CONSIGNMENTS_FILED.wire();

    private final ReceivedMessage message;
    private final Profile profile;
    private final BillSink sink;
    private final Map<String, Instant> manifests = new LinkedHashMap<>();

    /** Whether a bill changes a part only, or is withdrawn: then the message is a list of changes. */
    private boolean changes;

    Listing(ReceivedMessage message, Profile profile, BillSink sink) {
        this.message = message;
        this.profile = profile;
        this.sink = sink;
    }

    void filed(Filing filing) {
        if (profile.complete() == Complete.NOTHING || !Complete.isOf(filing.getSourceRegime())) {
            return;
        }
        EventKind kind = filing.getEventKind();
        changes |= kind != EventKind.CREATE && kind != EventKind.REPLACE;
        String manifest = manifest(filing);
        if (manifest != null) {
            Instant at = filing.getFiledAt();
            manifests.merge(manifest, at, (one, other) -> one.isAfter(other) ? one : other);
            // Two tenants may have one document.
            String bill = filing.getTenant()
                    + '\n'
                    + ConsignmentKeys.document(
                            Objects.requireNonNullElse(
                                    filing.getTransportDocument().getIssuer(), ""),
                            filing.getTransportDocument().getNumber());
            sink.listed(new ListedBill(
                    manifest,
                    bill,
                    message.sha256(),
                    at,
                    kind == EventKind.DELETE ? new byte[0] : WIRE.encode(withdrawal(filing))));
        }
    }

    /** Of a message that was read to its end. */
    void end(int rejected) {
        if (changes) {
            return;
        }
        manifests.forEach((manifest, at) -> sink.complete(new CompleteManifest(
                manifest,
                at,
                rejected,
                profile.withdraw(),
                message.approvedBy(),
                message.receivedAt(),
                new RawMessageRef(
                        message.topic(), message.partition(), message.offset(), message.sha256(), null, null, null))));
    }

    private @Nullable String manifest(Filing filing) {
        Conveyance conveyance = filing.getConveyance();
        String means = conveyance.getId() != null ? conveyance.getId() : conveyance.getName();
        String voyage = conveyance.getVoyage();
        String place = profile.complete() == Complete.CALL ? discharge(filing.getRouting()) : "";
        if (means == null || voyage == null || place == null) {
            // Of which manifest a later one would be the next is not known.
            return null;
        }
        return String.join(
                        "\n",
                        filing.getTenant(),
                        filing.getFilerId(),
                        filing.getSourceRegime().name(),
                        means,
                        voyage,
                        place)
                .toUpperCase(Locale.ROOT);
    }

    private static @Nullable String discharge(List<Leg> routing) {
        for (Leg leg : routing) {
            if (leg.getFunction() == LegFunction.DISCHARGE) {
                return leg.getLocode() != null ? leg.getLocode() : leg.getName();
            }
        }
        return null;
    }

    /** What identifies the bill, and nothing of what is in it. */
    static Filing withdrawal(Filing filing) {
        return Filing.newBuilder(filing)
                .setEventKind(EventKind.DELETE)
                .setParties(List.of())
                .setGoodsItems(List.of())
                .setEquipment(List.of())
                .setRouting(List.of())
                .setTotals(null)
                .build();
    }
}
