// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import java.util.List;
import portolan.scoring.indicator.filing.CaseIndicators;
import portolan.scoring.kind.base.BaseRateIndicators;
import portolan.scoring.kind.repeats.RepeatIndicators;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.OutcomeRates;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.GoodsWords;
import portolan.scoring.reference.Reference;
import portolan.scoring.reference.World;
import portolan.scoring.sketch.Finds;

/**
 * Puts together what all memories answered about one case event, and what the event itself says.
 *
 * <p>Only here meet a key's share of offences and the share among everything: together they make bits, {@code
 * log2(odds(rate) / odds(base))}, {@value #LEAST_BITS} to {@value #MOST_BITS}. The order of the answers does not
 * matter.
 */
public final class Join {
    /** Many inspections without a find speak for a consignment, but never more than this. */
    static final double LEAST_BITS = -8;

    /** A past of offences speaks against it, at most as if four thousand times as likely. */
    static final double MOST_BITS = 12;

    /** Keeps odds finite; shrinking keeps every share further inside anyway. */
    private static final double NEAREST_TO_CERTAIN = 1.0 / (1 << 20);

    private static final double LN_2 = StrictMath.log(2);

    private final CaseIndicators caseIndicators;
    private final GoodsWords goodsWords;
    private final World world;

    public Join(Reference reference) {
        this.caseIndicators = new CaseIndicators(reference);
        this.goodsWords = reference.goodsWords();
        this.world = reference.world();
    }

    /** All readings of the event, given one answer a visit, in any order. */
    public Readings of(CaseEvent event, List<Answer> answers) {
        Readings.Gathering readings = new Readings.Gathering();
        readings.addAll(caseIndicators.of(event));
        for (int i = 0; i < answers.size(); i++) {
            readings.addAll(answers.get(i).readings());
        }
        double base = readings.valueOr(BaseRateIndicators.BASE_OFFENCE_RATE, BaseRateIndicators.PRIOR);
        double repeat = readings.valueOr(RepeatIndicators.REPEAT_OFFENCE_RATE, RepeatIndicators.PRIOR);
        for (int i = 0; i < answers.size(); i++) {
            List<OffenceShare> shares = answers.get(i).shares();
            for (int j = 0; j < shares.size(); j++) {
                OffenceShare share = shares.get(j);
                if (share.saysSomething()) {
                    readings.add(
                            new Reading(share.indicator(), bits(share.rate(base, repeat), base), share.evidence()));
                    addByFind(share, base, repeat, readings);
                }
            }
        }
        readings.addIfRead(PhoenixParty.of(answers));
        readings.addIfRead(BrokenForStranger.of(readings));
        ImpossibleTransfer.read(answers, world, readings);
        StaysInPorts.read(answers, readings);
        readings.addIfRead(DescriptionAgainstHs.of(event.live(), goodsWords, answers));
        return readings.readings();
    }

    /** What the rate is of each kind of find: the rule set in force says which of them a threat is about. */
    private static void addByFind(OffenceShare share, double base, double repeat, Readings.Gathering readings) {
        List<Finds.Share> finds = share.finds();
        for (int i = 0; i < finds.size(); i++) {
            Finds.Share find = finds.get(i);
            Indicator part = OutcomeRates.part(share.indicator(), find.finding());
            if (part != null) {
                readings.add(new Reading(part, bits(share.rate(base, repeat, find.share()), base), ""));
            }
        }
    }

    private static double bits(double rate, double base) {
        double ratio = StrictMath.log(odds(rate) / odds(base)) / LN_2;
        return StrictMath.max(LEAST_BITS, StrictMath.min(MOST_BITS, ratio));
    }

    private static double odds(double share) {
        double inside = StrictMath.max(NEAREST_TO_CERTAIN, StrictMath.min(1 - NEAREST_TO_CERTAIN, share));
        return inside / (1 - inside);
    }
}
