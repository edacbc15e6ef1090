// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

/** Counts known offences by where their consignments stand then and now. */
final class HitCount {
    private final int[] consignments = new int[Stratum.values().length];
    private final int[] examined = new int[Stratum.values().length];
    private final int[] offences = new int[Stratum.values().length];
    private int drawn;
    private int drawnExamined;
    private int elsewhere;
    private int elsewhereOffences;
    private int elsewhereNow;
    private int elsewhereNowOffences;

    /** Red by score then, and now. */
    private enum Stratum {
        KEPT,
        LOST,
        GAINED,
        MISSED;

        static Stratum of(boolean then, boolean now) {
            return then ? (now ? KEPT : LOST) : now ? GAINED : MISSED;
        }
    }

    private HitCount() {}

    static Hits of(LoadedArchive archive, Standing then, Standing now) {
        HitCount count = new HitCount();
        for (int i = 0; i < archive.size(); i++) {
            count.take(archive.known(), then, now, i);
        }
        return new Hits(
                count.part(Stratum.KEPT),
                count.part(Stratum.LOST),
                count.part(Stratum.GAINED),
                count.part(Stratum.MISSED),
                count.drawn,
                count.drawnExamined,
                new Proportion(count.elsewhereOffences, count.elsewhere),
                new Proportion(count.elsewhereNowOffences, count.elsewhereNow));
    }

    @SuppressWarnings("EnumOrdinal") // places in arrays that live as long as the count
    private void take(Known known, Standing then, Standing now, int i) {
        Stratum stratum = Stratum.of(then.isRedByScore(i), now.isRedByScore(i));
        int at = stratum.ordinal();
        consignments[at]++;
        boolean isDrawn = !then.isRedByScore(i) && then.isDrawn(i);
        drawn += isDrawn ? 1 : 0;
        if (!known.isExamined(i)) {
            return;
        }
        int offence = known.isOffence(i) ? 1 : 0;
        if (then.isRedByScore(i) || isDrawn) {
            drawnExamined += isDrawn ? 1 : 0;
            examined[at]++;
            offences[at] += offence;
        } else {
            elsewhere++;
            elsewhereOffences += offence;
            elsewhereNow += now.isRedByScore(i) ? 1 : 0;
            elsewhereNowOffences += now.isRedByScore(i) ? offence : 0;
        }
    }

    @SuppressWarnings("EnumOrdinal")
    private Hits.Part part(Stratum of) {
        int at = of.ordinal();
        return new Hits.Part(consignments[at], new Proportion(offences[at], examined[at]));
    }
}
