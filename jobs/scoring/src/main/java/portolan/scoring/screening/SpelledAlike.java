// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.screening;

import java.util.List;
import portolan.scoring.party.ComparedWords;
import portolan.scoring.party.NameRegion;

/** Whether two names are one, spelled in two ways. */
public final class SpelledAlike {
    private static final float ALIKE = 0.8f;

    private SpelledAlike() {}

    /** Whether they are, as their region writes; false when one of them says nothing. */
    public static boolean are(String one, String other, NameRegion region) {
        List<String> ones = ComparedWords.of(region.inLatin(one));
        List<String> others = ComparedWords.of(region.inLatin(other));
        if (ones.isEmpty() || others.isEmpty()) {
            return false;
        }
        WordIndex index = new WordIndex();
        int[] listed = ones.stream().mapToInt(index::add).toArray();
        index.close(1);
        SimilarWords[] filed = others.stream().map(index::similarTo).toArray(SimilarWords[]::new);
        return new NameLikeness(index).of(filed, listed, false).likeness() >= ALIKE;
    }
}
