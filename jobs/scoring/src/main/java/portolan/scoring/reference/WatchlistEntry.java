// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.PartyId;

/**
 * A party, or a ship, to look out for.
 *
 * @param id identity within the list
 * @param names the name and its aliases
 * @param country ISO 3166-1 alpha-2, or null
 * @param city tells short and generic names apart, or null
 * @param ids numbers in registers
 * @param imo seven digits, or null
 */
record WatchlistEntry(
        String id,
        List<String> names,
        @Nullable String country,
        @Nullable String city,
        List<PartyId> ids,
        @Nullable String imo) {
    WatchlistEntry {
        names = List.copyOf(names);
        ids = List.copyOf(ids);
    }
}
