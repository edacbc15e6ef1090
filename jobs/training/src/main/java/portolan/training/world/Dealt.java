// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.training.papers.PaperSet;

/**
 * A world with its truth.
 *
 * @param past by time: what was filed before the window, and what inspections of it found
 * @param window by time of arrival: what the trainee works through
 */
public record Dealt(List<Event> past, List<Bill> window) {
    public Dealt {
        past = List.copyOf(past);
        window = List.copyOf(window);
    }

    /** Past and window in one order of time, as an engine reads it: first versions of the window may be days older. */
    public List<Event> timeline() {
        List<Event> all = new ArrayList<>(past);
        for (Bill bill : window) {
            for (Filing version : bill.versions) {
                all.add(new Filed(version.getReceivedAt().toEpochMilli(), version));
            }
        }
        // Of one time, outcomes come first; else the order of the world stays.
        all.sort(Comparator.comparingLong(Event::at).thenComparing(event -> event instanceof Filed));
        return all;
    }

    /** Something that became known before the window. */
    public sealed interface Event {
        /** Epoch milliseconds; never falls within a past. */
        long at();
    }

    /** A filing arrived. */
    public record Filed(long at, Filing filing) implements Event {}

    /** An outcome was reported. */
    public record Reported(long at, InspectionOutcome outcome) implements Event {}

    /**
     * A consignment of the window.
     *
     * @param versions by time; the last one arrives in the window and is what the trainee sees, with what changed since
     *     the first, which may have been filed days before
     * @param papers that travel with it; null where the order has none
     * @param planted what is planted in it; null for ordinary traffic
     */
    public record Bill(
            List<Filing> versions,
            @Nullable PaperSet papers,
            @Nullable Planted planted) {
        public Bill {
            versions = List.copyOf(versions);
        }

        public Filing filing() {
            return versions.get(versions.size() - 1);
        }

        public String key() {
            return filing().getConsignmentKey();
        }

        public boolean offends() {
            return planted != null && planted.offends();
        }
    }
}
