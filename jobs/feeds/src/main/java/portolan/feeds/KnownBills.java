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
 * The bills that a reader filed last, by their numbers: a replacing manifest may name one that was never filed. And the
 * ships that were reported last, by sender and voyage: a manifest may name one by call sign only.
 */
final class KnownBills {
    /** Bills that are remembered at most; the ones filed first go first. */
    static final int MOST = 100_000;

    private final Map<String, Boolean> bills = latest(MOST);

    /** Ships that are remembered at most. */
    private static final int MOST_SHIPS = 10_000;

    private final Map<String, ConveyanceReported> ships = latest(MOST_SHIPS);

    /** A map whose eldest entries go where it has more than some. */
    static <V> Map<String, V> latest(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    void filed(Filing filing) {
        if (filing.getEventKind() == EventKind.DELETE) {
            bills.remove(place(filing));
        }
        if (filing.getEventKind() == EventKind.CREATE || filing.getEventKind() == EventKind.REPLACE) {
            bills.put(place(filing), true);
        }
    }

    boolean isFiled(Filing filing) {
        return bills.containsKey(place(filing));
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

    private static String place(Filing filing) {
        return filing.getTenant()
                + '\n'
                + ConsignmentKeys.normalized(filing.getTransportDocument().getNumber());
    }
}
