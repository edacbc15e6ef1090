// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.time.Instant;
import java.time.LocalDate;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple5;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.lines.ConsignmentKeys;

/**
 * A filing in bytes, and what its key follows from: the year in it is that of the first filing of the document, which
 * only the task that has the document knows. As Flink sends it: {@code key, document, issued, filedAt, filing}.
 */
final class UnkeyedBill {
    static final TypeInformation<Tuple5<String, String, Long, Long, byte[]>> TYPE = Types.TUPLE(
            Types.STRING, Types.STRING, Types.LONG, Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private static final long NOT_STATED = Long.MIN_VALUE;

    private UnkeyedBill() {}

    /**
     * Takes it.
     *
     * @param bytes the filing, with the key that follows from its message alone
     */
    static Tuple5<String, String, Long, Long, byte[]> of(Filing filing, byte[] bytes) {
        TransportDocument document = filing.getTransportDocument();
        LocalDate issued = document.getIssueDate();
        return Tuple5.of(
                filing.getConsignmentKey(),
                // Two tenants may have one document.
                filing.getTenant()
                        + '\n'
                        + ConsignmentKeys.document(
                                document.getIssuer() == null ? "" : document.getIssuer(), document.getNumber()),
                issued == null ? NOT_STATED : issued.toEpochDay(),
                filing.getFiledAt().toEpochMilli(),
                bytes);
    }

    static @Nullable LocalDate issued(Tuple5<String, String, Long, Long, byte[]> bill) {
        return bill.f2 == NOT_STATED ? null : LocalDate.ofEpochDay(bill.f2);
    }

    static Instant filedAt(Tuple5<String, String, Long, Long, byte[]> bill) {
        return Instant.ofEpochMilli(bill.f3);
    }

    /** The key with a year; the bill's own where that does not follow from its document. */
    static String key(Tuple5<String, String, Long, Long, byte[]> bill, int year) {
        String document = bill.f1.substring(bill.f1.indexOf('\n') + 1) + ':';
        return bill.f0.startsWith(document) && bill.f0.length() == document.length() + 4 ? document + year : bill.f0;
    }
}
