// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.DecisionDeadline;
import portolan.scoring.manifest.Party;

/** What a version of a watch list that comes into force has new: which consignments are looked at again for it. */
public final class WatchlistNews {
    private final Instant from;
    private final Watchlist news;

    private WatchlistNews(Instant from, Watchlist news) {
        this.from = from;
        this.news = news;
    }

    /** The lists in force, as far as it is known: each news is against the version before. */
    public static final class Known {
        private final Map<String, Watchlist> inForce = new HashMap<>();

        /**
         * A version takes the place of its list, or leaves it empty.
         *
         * @return null where it has nothing new
         */
        public @Nullable WatchlistNews take(ListsByTime.Use use) {
            Watchlist list = use.list();
            Watchlist before = list == null ? inForce.remove(use.name()) : inForce.put(use.name(), list);
            if (list == null) {
                return null;
            }
            Watchlist news = list.since(before);
            return news.size() == 0 ? null : new WatchlistNews(Instant.ofEpochMilli(use.from()), news);
        }
    }

    /**
     * Whether a party or the ship is an entry that is new, and a decision may still be taken: until its deadline, else
     * until the arrival. Where nobody states either it may.
     */
    public boolean concerns(Consignment live) {
        Instant due = DecisionDeadline.of(live);
        if (due == null) {
            due = live.arrival();
        }
        return (due == null || due.isAfter(from)) && isFound(live);
    }

    private boolean isFound(Consignment live) {
        for (Party party : live.parties()) {
            if (!party.toOrder() && news.of(party) != null) {
                return true;
            }
        }
        Conveyance ship = live.conveyance();
        return ship.id() != null && "IMO".equals(ship.idType()) && news.ofShip(ship.id()) != null;
    }
}
