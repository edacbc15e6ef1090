// SPDX-License-Identifier: Apache-2.0
package portolan.desk.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import portolan.desk.index.Hit;
import portolan.desk.index.IdentityKind;
import portolan.desk.server.Links;

/**
 * What a search found, by kind.
 *
 * @param typed as it was typed
 * @param state what there is to say beside the hits
 * @param isCut whether there may be more than are shown
 */
public record SearchPage(String typed, State state, List<Group> groups, boolean isCut) {
    private static final int SHORTEST = 3;

    /** How the search went. */
    public enum State {
        EMPTY,
        SHORT,
        NOTHING,
        FOUND
    }

    /** The hits of one kind. */
    public record Group(IdentityKind kind, List<Hit> hits) {
        public Group {
            hits = List.copyOf(hits);
        }
    }

    public SearchPage {
        groups = List.copyOf(groups);
    }

    static SearchPage of(String typed, List<Hit> hits, int most) {
        Map<IdentityKind, List<Hit>> byKind = new EnumMap<>(IdentityKind.class);
        // A party is found as itself and by its name as filed: once is enough, and the first says more.
        hits.stream()
                .filter(hit -> hit.kind() != IdentityKind.NAME || !isAParty(hit, hits))
                .forEach(hit -> byKind.computeIfAbsent(hit.kind(), any -> new ArrayList<>())
                        .add(hit));
        List<Group> groups = byKind.entrySet().stream()
                .map(one -> new Group(one.getKey(), one.getValue()))
                .toList();
        return new SearchPage(typed, state(typed, hits), groups, hits.size() >= most);
    }

    private static boolean isAParty(Hit name, List<Hit> hits) {
        return hits.stream()
                .anyMatch(hit -> hit.kind() == IdentityKind.PARTY
                        && hit.label().equals(name.label())
                        && hit.consignments() >= name.consignments());
    }

    private static State state(String typed, List<Hit> hits) {
        if (typed.isEmpty()) {
            return State.EMPTY;
        }
        if (!hits.isEmpty()) {
            return State.FOUND;
        }
        return typed.codePoints().filter(Character::isLetterOrDigit).count() < SHORTEST ? State.SHORT : State.NOTHING;
    }

    /** Where all consignments of a hit are listed. */
    public static String all(IdentityKind kind, String value, String label) {
        return "/search/all?kind=" + kind + "&value=" + Links.encoded(value) + "&label=" + Links.encoded(label);
    }
}
