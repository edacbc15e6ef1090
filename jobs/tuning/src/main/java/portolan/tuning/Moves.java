// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portolan.archive.ArchiveException;
import portolan.scoring.rules.Lane;

/** Who came into another lane, and by which rules. */
final class Moves {
    /** Reasons are looked up for so many of each move: a share of an even sample of these is known within 1.5 %. */
    private static final int MOST_LOOKED_UP = 5_000;

    private static final int EXAMPLES = 5;

    private final LoadedArchive archive;
    private final Standing then;
    private final Standing now;
    private final Differences differences;

    Moves(LoadedArchive archive, Judged judged, Standing then, Standing now) {
        this.archive = archive;
        this.then = then;
        this.now = now;
        this.differences = new Differences(archive, judged);
    }

    List<WhatIfAnswer.Move> all() throws ArchiveException {
        int lanes = Lane.values().length;
        int[] counts = new int[lanes * lanes];
        for (int i = 0; i < archive.size(); i++) {
            counts[move(i)]++;
        }
        int[][] moved = new int[counts.length][];
        int[] offences = new int[counts.length];
        int[] next = new int[counts.length];
        for (int i = 0; i < archive.size(); i++) {
            int move = move(i);
            if (then.lane(i) == now.lane(i)) {
                continue;
            }
            if (moved[move] == null) {
                moved[move] = new int[counts[move]];
            }
            moved[move][next[move]++] = i;
            offences[move] += archive.known().isOffence(i) ? 1 : 0;
        }
        List<WhatIfAnswer.Move> moves = new ArrayList<>();
        for (int from = 0; from < lanes; from++) {
            for (int to = 0; to < lanes; to++) {
                int move = from * lanes + to;
                if (moved[move] != null) {
                    moves.add(move(Lane.at(from), Lane.at(to), moved[move], offences[move]));
                }
            }
        }
        // What touches the strictest lane is what costs, or loses, most.
        moves.sort(Comparator.comparingInt(
                move -> Math.min(move.from().place(), move.to().place())));
        return moves;
    }

    private int move(int consignment) {
        return then.lane(consignment) * Lane.values().length + now.lane(consignment);
    }

    private WhatIfAnswer.Move move(Lane from, Lane to, int[] moved, int offences) throws ArchiveException {
        int[] looked = sample(moved, MOST_LOOKED_UP);
        Differences.Difference[] found = new Differences.Difference[looked.length];
        archive.workers().each(looked.length, () -> at -> found[at] = difference(looked[at]));
        Map<String, List<WhatIfAnswer.Change>> byRule = new LinkedHashMap<>();
        for (Differences.Difference difference : found) {
            for (WhatIfAnswer.Change change : difference.changes()) {
                byRule.computeIfAbsent(change.what(), unused -> new ArrayList<>())
                        .add(change);
            }
        }
        List<WhatIfAnswer.Reason> reasons = new ArrayList<>();
        byRule.forEach((what, changes) -> {
            double bits = 0;
            for (WhatIfAnswer.Change change : changes) {
                bits += change.now() - change.then();
            }
            reasons.add(new WhatIfAnswer.Reason(what, changes.size(), bits / changes.size()));
        });
        reasons.sort(Comparator.comparingInt(WhatIfAnswer.Reason::consignments)
                .reversed()
                .thenComparing(WhatIfAnswer.Reason::what));
        List<WhatIfAnswer.Example> examples = new ArrayList<>();
        for (int consignment : sample(moved, EXAMPLES)) {
            examples.add(example(consignment, difference(consignment)));
        }
        return new WhatIfAnswer.Move(from, to, moved.length, offences, looked.length, reasons, examples);
    }

    /** Evenly, since numbers follow the time. */
    private static int[] sample(int[] of, int most) {
        int size = Math.min(of.length, most);
        int[] sample = new int[size];
        for (int i = 0; i < size; i++) {
            sample[i] = of[(int) ((long) i * of.length / size)];
        }
        return sample;
    }

    /**
     * Of the assessment that put it into the stricter of both lanes: the other side may have others, that came to less.
     */
    private Differences.Difference difference(int consignment) {
        boolean isUp = now.lane(consignment) < then.lane(consignment);
        return differences.of((isUp ? now : then).row(consignment), consignment, isUp);
    }

    private WhatIfAnswer.Example example(int consignment, Differences.Difference difference) {
        Standing stricter = now.lane(consignment) < then.lane(consignment) ? now : then;
        int office = stricter.office(consignment);
        return new WhatIfAnswer.Example(
                archive.texts().tenants().get(archive.consignments().tenant(consignment)),
                archive.consignments().key(consignment),
                office < 0 ? null : archive.texts().offices().get(office),
                LocalDate.ofEpochDay(stricter.day(consignment)),
                difference.threat(),
                difference.scoreThen(),
                difference.scoreNow(),
                difference.changes());
    }
}
