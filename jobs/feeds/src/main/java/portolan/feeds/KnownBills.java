// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ConsignmentKeys;

/** The bills that a reader filed last, found by their numbers: a later declaration may name one without its issuer. */
final class KnownBills {
    /** Bills that are remembered at most; the ones filed first go first. */
    static final int MOST = 100_000;

    private final Map<String, Known> bills = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    /** What another filing needs to be about the same bill. */
    record Known(
            String consignmentKey,
            String filingId,
            @Nullable String issuer) {}

    void filed(Filing filing) {
        if (filing.getEventKind() == EventKind.CREATE || filing.getEventKind() == EventKind.REPLACE) {
            bills.put(
                    place(filing.getTenant(), filing.getTransportDocument().getNumber()),
                    new Known(
                            filing.getConsignmentKey(),
                            filing.getFilingId(),
                            filing.getTransportDocument().getIssuer()));
        }
    }

    @Nullable
    Known find(String tenant, String number) {
        return bills.get(place(tenant, number));
    }

    private static String place(String tenant, String number) {
        return tenant + '\n' + ConsignmentKeys.normalized(number);
    }
}
