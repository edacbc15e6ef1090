// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.seal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.Visit;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;

/**
 * {@link #SEAL_REUSED}: the seal was stated on another box, or on the same box on another voyage, at most 365 days
 * before. A seal is broken when its box is opened: a second use is a copy of it, or an invented number.
 *
 * <p>Of several seals the largest counts. 0 when it was stated before, always on the same box and voyage (other bills
 * of one box); no reading of a number never seen, nor of one on more than four boxes, which carriers send for want of
 * a number. Seals that customs put on are not looked at. Which voyage is another one says
 * {@link SealUse#isOfAnotherVoyage}.
 */
public final class SealIndicators implements Measure<SealMemory> {
    public static final Indicator SEAL_REUSED = Indicator.named("seal_reused");

    private static final long MOST_DAYS = 365;

    @Override
    public Answer of(Visit visit, SealMemory memory) {
        SealUse now = memory.uses().isEmpty() ? null : SealUse.of(visit.event().live(), visit.key());
        if (now == null || memory.isOnManyBoxesWith(now)) {
            return Answer.NOTHING;
        }
        String seal = visit.key().substring(visit.key().lastIndexOf('|') + 1);
        return new Answer(Reading.listed(reused(seal, now, memory.uses())), List.of());
    }

    private static @Nullable Reading reused(String seal, SealUse now, List<SealUse> uses) {
        int same = 0;
        for (int i = uses.size() - 1; i >= 0; i--) {
            SealUse use = uses.get(i);
            long days = now.day() - use.day();
            if (Math.abs(days) > MOST_DAYS) {
                continue;
            }
            boolean otherBox = use.box() != now.box();
            if (otherBox || use.isOfAnotherVoyage(now)) {
                return new Reading(
                        SEAL_REUSED,
                        1,
                        "seal " + seal + " on " + now.boxNumber() + " was on "
                                + (otherBox ? use.boxNumber() : "the same box on another voyage")
                                + Wording.filedApart(days));
            }
            same++;
        }
        return same == 0
                ? null
                : new Reading(
                        SEAL_REUSED,
                        0,
                        "seal " + seal + " was stated before, always on " + now.boxNumber() + " on this voyage");
    }
}
