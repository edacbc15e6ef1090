// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ConsignmentKeys;

/**
 * The bills that a reader filed last, found by their numbers: a later declaration may name one without its issuer. And
 * the ships that were reported last, found by sender and voyage: a manifest may name one by call sign only.
 */
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

    /** Ships that are remembered at most. */
    private static final int MOST_SHIPS = 10_000;

    private final Map<String, ConveyanceReported> ships = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ConveyanceReported> eldest) {
            return size() > MOST_SHIPS;
        }
    };

    /** What another filing needs to be about the same bill. */
    record Known(
            String consignmentKey,
            String filingId,
            @Nullable String issuer) {}

    void filed(Filing filing) {
        if (filing.getEventKind() == EventKind.DELETE) {
            bills.remove(place(filing.getTenant(), filing.getTransportDocument().getNumber()));
        }
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

    void reported(ConveyanceReported report) {
        if (report.getImo() != null && report.getVoyage() != null && report.getSender() != null) {
            ships.put(place(report.getTenant(), report.getSender(), report.getVoyage()), report);
        }
    }

    /**
     * IMO number of the ship that its sender reported under this voyage; null where there is none, or another call sign
     * or name.
     */
    @Nullable
    String ship(String tenant, String sender, Conveyance conveyance, @Nullable String callSign) {
        String voyage = conveyance.getVoyage();
        ConveyanceReported report = voyage == null ? null : ships.get(place(tenant, sender, voyage));
        if (report == null
                || differ(report.getCallSign(), callSign)
                || differ(report.getName(), conveyance.getName())) {
            return null;
        }
        return report.getImo();
    }

    private static boolean differ(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.equalsIgnoreCase(other);
    }

    private static String place(String tenant, String sender, String voyage) {
        return tenant + '\n' + sender + '\n' + voyage;
    }

    private static String place(String tenant, String number) {
        return tenant + '\n' + ConsignmentKeys.normalized(number);
    }
}
