// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;

/** Events as they go over the wire. */
final class FeedBytes {
    private final AvroWire<Filing> filings = Topics.CONSIGNMENTS_FILED.wire();
    private final AvroWire<InspectionOutcome> outcomes = Topics.INSPECTIONS_REPORTED.wire();

    byte[] of(FeedEvent event) {
        if (event instanceof FeedEvent.Filed filed) {
            return filings.encode(filed.filing());
        }
        return outcomes.encode(((FeedEvent.Reported) event).outcome());
    }

    static String hash(Iterator<FeedEvent> feed) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            FeedBytes bytes = new FeedBytes();
            while (feed.hasNext()) {
                FeedEvent event = feed.next();
                digest.update(bytes.of(event));
                digest.update(Long.toString(event.atMillis()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
