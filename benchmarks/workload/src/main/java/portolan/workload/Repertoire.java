// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;
import java.util.stream.Stream;

/** All plays: every scheme and look-alike once, but for those that fall on whoever comes along ({@link Chances}). */
final class Repertoire {
    private static final List<Play> USUAL = all(
            DormantPlays.USUAL,
            PhoenixPlays.USUAL,
            SealPlays.USUAL,
            ConsigneePlays.USUAL,
            CoverLoadPlays.USUAL,
            ValuePlays.USUAL,
            SplittingPlays.USUAL,
            OriginPlays.USUAL,
            BoxPlays.USUAL,
            WeightPlays.USUAL,
            RefilePlays.USUAL,
            RingPlays.USUAL);

    private static final List<Play> OTHERS = all(
            PausePlays.OTHERS,
            SplittingPlays.OTHERS,
            RefilePlays.OTHERS,
            PhoenixPlays.OTHERS,
            NoveltyPlays.OTHERS,
            ValuePlays.OTHERS);

    private Repertoire() {}

    @SafeVarargs
    @SuppressWarnings("varargs") // It only reads them.
    private static List<Play> all(List<Play>... groups) {
        return Stream.of(groups).flatMap(List::stream).toList();
    }

    /** Even a play without any share would draw dice: none may be there that was not when figures were published. */
    static List<Play> plays(FeedSettings settings) {
        return Stream.concat(USUAL.stream(), OTHERS.stream().filter(play -> settings.weight(play.about()) > 0))
                .toList();
    }
}
