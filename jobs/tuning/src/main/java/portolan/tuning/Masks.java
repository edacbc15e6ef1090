// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of the rows of one group: a bit a row.
 *
 * @param quarter of the period that the group's first row falls into: a file is of one day
 * @param counted the row that puts its consignment in its lane
 * @param examined such a row of a consignment that was examined
 * @param offences and found in offence
 * @param drawn of one that was drawn then, and not red by score
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Masks(int quarter, long[] counted, long[] examined, long[] offences, long[] drawn) {
    static List<Masks> of(LoadedArchive archive, Standing now) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Rows rows : archive.rows()) {
            if (rows.size() > 0) {
                first = Math.min(first, rows.assessedAt()[0]);
                last = Math.max(last, rows.assessedAt()[0]);
            }
        }
        List<Masks> all = new ArrayList<>();
        for (Rows rows : archive.rows()) {
            long at = rows.size() == 0 ? first : rows.assessedAt()[0];
            int quarter = (int) Math.min(3, 4 * (at - first) / Math.max(1, last - first + 1));
            all.add(of(archive, rows, now, quarter));
        }
        return all;
    }

    private static Masks of(LoadedArchive archive, Rows rows, Standing now, int quarter) {
        int words = (rows.size() + Long.SIZE - 1) / Long.SIZE;
        Masks masks = new Masks(quarter, new long[words], new long[words], new long[words], new long[words]);
        Known known = archive.known();
        Standing then = archive.then();
        for (int i = 0; i < rows.size(); i++) {
            int consignment = rows.consignments()[i];
            if (now.row(consignment) != rows.first() + i) {
                continue;
            }
            int word = i >> 6;
            long bit = 1L << i;
            masks.counted[word] |= bit;
            if (known.isExamined(consignment)) {
                masks.examined[word] |= bit;
                masks.offences[word] |= known.isOffence(consignment) ? bit : 0;
            }
            masks.drawn[word] |= then.isDrawn(consignment) && !then.isRedByScore(consignment) ? bit : 0;
        }
        return masks;
    }

    static Proportion examined(List<Masks> all) {
        int examined = 0;
        int offences = 0;
        for (Masks of : all) {
            examined += count(of.examined);
            offences += count(of.offences);
        }
        return new Proportion(offences, examined);
    }

    /** How many consignments each quarter has. */
    static int[] consignments(List<Masks> all, int quarters) {
        int[] consignments = new int[quarters];
        for (Masks of : all) {
            consignments[of.quarter] += count(of.counted);
        }
        return consignments;
    }

    private static int count(long[] mask) {
        int count = 0;
        for (long word : mask) {
            count += Long.bitCount(word);
        }
        return count;
    }
}
