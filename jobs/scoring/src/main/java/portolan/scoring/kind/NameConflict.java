// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Party;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.sketch.EstablishedNames;

/**
 * {@link #PARTY_IDENTITY_CONFLICT}: a registered number that comes under a name far from its established one.
 *
 * <p>1 when the filed name has fewer than {@value #FAR} of its pairs of letters in common (Dice, order of words
 * apart) with each of the one or two names that the number is known under. No reading for a party without a
 * registered number, before the number came {@value #FEWEST} times, while its commonest name has less than two thirds
 * of them (a broker's number), or when names are written in different scripts.
 */
public final class NameConflict {
    public static final Indicator PARTY_IDENTITY_CONFLICT = Indicator.named("party_identity_conflict");

    static final int FEWEST = 4;
    static final double FAR = 0.3;

    private static final double ESTABLISHED = 2.0 / 3;

    private NameConflict() {}

    public static @Nullable Reading read(EstablishedNames names, @Nullable Party party, String role) {
        if (party == null) {
            return null;
        }
        String name = EstablishedNames.of(party);
        long total = names.total();
        if (name == null || total < FEWEST || names.size() == 0 || names.count(0) < ESTABLISHED * total) {
            return null;
        }
        double likeness = names.likeness(name);
        if (Double.isNaN(likeness)) {
            return null;
        }
        boolean conflict = likeness < FAR;
        return new Reading(
                PARTY_IDENTITY_CONFLICT,
                conflict ? 1 : 0,
                "the " + role + "'s registered number: " + names.count(0) + " of " + total + " times as "
                        + names.name(0) + (conflict ? ", now as " + party.name() : ""));
    }
}
