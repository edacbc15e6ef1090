// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.time.Instant;
import java.time.LocalDate;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple6;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.lines.ConsignmentKeys;

/**
 * A filing in bytes, and what its key follows from: the year in it is that of the first filing of the document, which
 * only the task that has the document knows. As Flink sends it: {@code key, document, issued, filedAt, filing, what},
 * where what is {@link #PLAIN}, {@link #REPLACES}, {@link #PART}, or of a withdrawal when its manifest named the bill
 * last.
 */
final class UnkeyedBill {
    static final TypeInformation<Tuple6<String, String, Long, Long, byte[], Long>> TYPE = Types.TUPLE(
            Types.STRING,
            Types.STRING,
            Types.LONG,
            Types.LONG,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            Types.LONG);

    private static final long NOT_STATED = Long.MIN_VALUE;

    private static final long PLAIN = Long.MIN_VALUE;
    private static final long REPLACES = Long.MIN_VALUE + 1;
    private static final long PART = Long.MIN_VALUE + 2;

    private UnkeyedBill() {}

    /**
     * Takes it.
     *
     * @param bytes the filing, with the key that follows from its message alone
     */
    static Tuple6<String, String, Long, Long, byte[], Long> of(Filing filing, byte[] bytes) {
        return of(
                filing,
                bytes,
                switch (filing.getEventKind()) {
                    case CREATE, PATCH -> PLAIN;
                    case REPLACE -> filing.getSourceRegime() == SourceRegime.CUSCAR ? REPLACES : PLAIN;
                    default -> PART;
                });
    }

    /** A withdrawal, which counts unless another manifest named the bill since. */
    static Tuple6<String, String, Long, Long, byte[], Long> withdrawal(Filing filing, byte[] bytes, Instant namedAt) {
        return of(filing, bytes, namedAt.toEpochMilli());
    }

    private static Tuple6<String, String, Long, Long, byte[], Long> of(Filing filing, byte[] bytes, long what) {
        TransportDocument document = filing.getTransportDocument();
        LocalDate issued = document.getIssueDate();
        return Tuple6.of(
                filing.getConsignmentKey(),
                // Two tenants may have one document.
                filing.getTenant()
                        + '\n'
                        + ConsignmentKeys.document(
                                document.getIssuer() == null ? "" : document.getIssuer(), document.getNumber()),
                issued == null ? NOT_STATED : issued.toEpochDay(),
                filing.getFiledAt().toEpochMilli(),
                bytes,
                what);
    }

    static @Nullable LocalDate issued(Tuple6<String, String, Long, Long, byte[], Long> bill) {
        return bill.f2 == NOT_STATED ? null : LocalDate.ofEpochDay(bill.f2);
    }

    static Instant filedAt(Tuple6<String, String, Long, Long, byte[], Long> bill) {
        return Instant.ofEpochMilli(bill.f3);
    }

    /** Whether it names the bill, and adds not only something to it. */
    static boolean names(Tuple6<String, String, Long, Long, byte[], Long> bill) {
        return bill.f5 != PART;
    }

    static boolean replaces(Tuple6<String, String, Long, Long, byte[], Long> bill) {
        return bill.f5 == REPLACES;
    }

    /** Of a withdrawal, when its manifest named the bill last; null of a bill. */
    static @Nullable Instant namedAt(Tuple6<String, String, Long, Long, byte[], Long> bill) {
        return bill.f5 <= PART ? null : Instant.ofEpochMilli(bill.f5);
    }

    /** The key with a year; the bill's own where that does not follow from its document. */
    static String key(Tuple6<String, String, Long, Long, byte[], Long> bill, int year) {
        String document = bill.f1.substring(bill.f1.indexOf('\n') + 1) + ':';
        return bill.f0.startsWith(document) && bill.f0.length() == document.length() + 4 ? document + year : bill.f0;
    }
}
