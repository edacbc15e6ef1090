// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.time.Instant;
import java.time.LocalDate;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.lines.ConsignmentKeys;

/**
 * A filing, and what its key follows from: the year in it is that of the first filing of the document, which only the
 * task that has the document knows. Public for Flink's serializer.
 *
 * @param bill under the key that follows from its message alone
 * @param document tenant, issuer and number
 * @param issuedOn day since 1970; null where that is not stated
 * @param leftOutAt of a withdrawal by a manifest that leaves the bill out, when the manifest named it last, in epoch
 *     milliseconds; it counts unless another one named the bill since
 */
public record UnkeyedBill(
        KeyedBill bill,
        String document,
        @Nullable Long issuedOn,
        Kind kind,
        @Nullable Long leftOutAt) {
    static final TypeInformation<UnkeyedBill> TYPE = TypeInformation.of(UnkeyedBill.class);

    /** What the filing says of its bill. */
    public enum Kind {
        /** It names the bill. */
        NAMES,
        /** It names the bill, and replaces what was filed of it. */
        REPLACES,
        /** It only adds something to the bill, or withdraws it. */
        PART
    }

    /**
     * Takes it.
     *
     * @param bytes the filing, with the key that follows from its message alone
     * @param sender of the message; null where its gateway does not know
     */
    static UnkeyedBill of(Filing filing, byte[] bytes, @Nullable String sender) {
        return of(
                filing,
                bytes,
                switch (filing.getEventKind()) {
                    case CREATE, PATCH -> Kind.NAMES;
                    case REPLACE -> filing.getSourceRegime() == SourceRegime.CUSCAR ? Kind.REPLACES : Kind.NAMES;
                    default -> Kind.PART;
                },
                null,
                sender);
    }

    /** A withdrawal of what a manifest leaves out, by that one's sender. */
    static UnkeyedBill leftOut(Filing filing, byte[] bytes, Instant namedAt, @Nullable String sender) {
        return of(filing, bytes, Kind.PART, namedAt.toEpochMilli(), sender);
    }

    private static UnkeyedBill of(
            Filing filing, byte[] bytes, Kind kind, @Nullable Long leftOutAt, @Nullable String sender) {
        TransportDocument document = filing.getTransportDocument();
        LocalDate issued = document.getIssueDate();
        return new UnkeyedBill(
                KeyedBill.of(filing, bytes, sender),
                // Two tenants may have one document.
                filing.getTenant()
                        + '\n'
                        + ConsignmentKeys.document(
                                document.getIssuer() == null ? "" : document.getIssuer(), document.getNumber()),
                issued == null ? null : issued.toEpochDay(),
                kind,
                leftOutAt);
    }

    @Nullable
    LocalDate issued() {
        return issuedOn == null ? null : LocalDate.ofEpochDay(issuedOn);
    }

    /** The key with a year; the bill's own where that does not follow from its document. */
    String key(int year) {
        String key = bill.key();
        String own = document.substring(document.indexOf('\n') + 1) + ':';
        return key.startsWith(own) && key.length() == own.length() + 4 ? own + year : key;
    }
}
