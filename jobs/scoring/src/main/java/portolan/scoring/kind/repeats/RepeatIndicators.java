// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.repeats;

import java.util.List;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.Visit;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Repeats;
import portolan.scoring.reading.Wording;

/**
 * The share of offences among the other inspections of goods that were once found in offence: a supporting figure,
 * from which {@link Repeats} draws how much a single find is worth.
 *
 * <pre>
 *   sum over offences of the share of offences among the other inspections of the same goods
 *   ----------------------------------------------------------------------------------------
 *                                      offences with others
 * </pre>
 *
 * <p>Share, 0 to 1; the same goods agree in subheading, origin, country of loading and duty. Until enough is known it
 * stays near {@value #PRIOR}, as if {@value #PSEUDO_OFFENCES} offences had said so.
 */
public final class RepeatIndicators implements Measure<RepeatMemory> {
    public static final Indicator REPEAT_OFFENCE_RATE = Indicator.named("repeat_offence_rate");

    public static final double PRIOR = 0.05;
    static final double PSEUDO_OFFENCES = 5;

    @Override
    public Answer of(Visit visit, RepeatMemory memory) {
        double offences = memory.offencesWithOthers();
        double share = (memory.offencesAmongOthers() + PSEUDO_OFFENCES * PRIOR) / (offences + PSEUDO_OFFENCES);
        String evidence = offences == 0
                ? "no goods found in offence were examined again yet"
                : "goods found in offence: " + Wording.decimal(100 * memory.offencesAmongOthers() / offences, 0)
                        + " % offences among their other inspections, counting " + Wording.decimal(offences, 1)
                        + " finds";
        return new Answer(List.of(new Reading(REPEAT_OFFENCE_RATE, share, evidence)), List.of());
    }
}
