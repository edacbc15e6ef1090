// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.util.Comparator;
import java.util.List;
import portolan.scoring.rules.Lane;
import portolan.tuning.RuleCard;
import portolan.tuning.WhatIfAnswer;

/** What to look at first. */
final class Ranked {
    private Ranked() {}

    /** What is wrong first: the dead, the subsumed, the decayed; then those that fire most. */
    static List<RuleCard> rules(List<RuleCard> cards) {
        return cards.stream()
                .sorted(Comparator.comparingInt((RuleCard card) -> rank(card.state()))
                        .thenComparing(Comparator.comparingInt(RuleCard::fired).reversed())
                        .thenComparing(RuleCard::rule))
                .toList();
    }

    private static int rank(RuleCard.State state) {
        return switch (state) {
            case DEAD -> 0;
            case BLIND -> 1;
            case SUBSUMED -> 2;
            case DECAYED -> 3;
            case USED -> 4;
        };
    }

    /** Those whose work changes most first; of equal ones, those with more of it. */
    static List<WhatIfAnswer.OfficeVolume> offices(List<WhatIfAnswer.OfficeVolume> offices) {
        return offices.stream()
                .sorted(Comparator.comparingInt((WhatIfAnswer.OfficeVolume office) -> changed(office.volume()))
                        .reversed()
                        .thenComparing(
                                Comparator.comparingInt((WhatIfAnswer.OfficeVolume office) -> work(office.volume()))
                                        .reversed()))
                .toList();
    }

    /** Consignments more or fewer, over the lanes in which somebody has something to do. */
    private static int changed(WhatIfAnswer.Volume volume) {
        int changed = 0;
        for (Lane lane : Lane.values()) {
            changed += lane == Lane.GREEN ? 0 : Math.abs(volume.now(lane) - volume.then(lane));
        }
        return changed;
    }

    private static int work(WhatIfAnswer.Volume volume) {
        return volume.now(Lane.RED) + volume.now(Lane.YELLOW) + volume.now(Lane.BLUE);
    }
}
