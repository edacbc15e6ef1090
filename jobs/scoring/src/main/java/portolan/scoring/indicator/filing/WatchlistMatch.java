// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyNature;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;
import portolan.scoring.reference.Watchlist;

/**
 * A party or the ship is on the watch list: 1 when any party, whatever its role, is found by a registered number, or
 * by a name like a listed one, or the ship by its IMO number; else 0.
 *
 * <p>No reading without a list, with an empty one, and of a filing that names nobody and no ship by number.
 */
final class WatchlistMatch extends CaseIndicator {
    /** Matches that the evidence tells; the rest are counted. */
    private static final int TOLD = 3;

    WatchlistMatch() {
        super("watchlist_match");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        List<Watchlist> lists = reference.watchlists();
        int entries = 0;
        for (Watchlist list : lists) {
            entries += list.size();
        }
        if (entries == 0) {
            return null;
        }
        int looked = 0;
        List<String> matches = new ArrayList<>();
        for (Party party : event.live().parties()) {
            if (isSomebody(party)) {
                looked++;
                for (Watchlist list : lists) {
                    Watchlist.Match match = list.of(party);
                    if (match != null) {
                        matches.add(told(named(party), match, list));
                    }
                }
            }
        }
        Conveyance ship = event.live().conveyance();
        if (ship.id() != null && "IMO".equals(ship.idType())) {
            looked++;
            for (Watchlist list : lists) {
                Watchlist.Match match = list.ofShip(ship.id());
                if (match != null) {
                    String called = ship.name() == null ? "" : ship.name() + ' ';
                    matches.add(told("ship " + called + "(IMO " + ship.id() + ")", match, list));
                }
            }
        }
        if (looked == 0) {
            return null;
        }
        return matches.isEmpty() ? reading(0, none(looked, entries, lists)) : reading(1, told(matches));
    }

    private static boolean isSomebody(Party party) {
        return !party.toOrder()
                && party.nature() != PartyNature.TO_ORDER
                && (party.name() != null || !party.ids().isEmpty());
    }

    private static String named(Party party) {
        Address address = party.address();
        @Nullable String country = address == null ? null : address.country();
        return Wording.role(party.role())
                + (party.name() == null ? "" : ' ' + party.name())
                + (country == null ? "" : " (" + country + ')');
    }

    private static String told(String who, Watchlist.Match match, Watchlist list) {
        return who + " is entry " + match.entry() + " of the watch list " + list.name() + ": by " + match.by();
    }

    private static String told(List<String> matches) {
        String told = String.join("; ", matches.subList(0, Math.min(TOLD, matches.size())));
        return matches.size() <= TOLD ? told : told + "; and " + (matches.size() - TOLD) + " more";
    }

    private static String none(int looked, int entries, List<Watchlist> lists) {
        String names = lists.stream().map(Watchlist::name).collect(Collectors.joining(", "));
        return "none of " + Wording.counted(looked, "party or ship", "parties and ships") + " is among the "
                + Wording.counted(entries, "entry", "entries") + " of the watch list" + (lists.size() == 1 ? " " : "s ")
                + names;
    }
}
