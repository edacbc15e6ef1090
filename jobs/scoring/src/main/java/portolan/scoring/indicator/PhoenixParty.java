// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Link;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;

/**
 * {@link #PHOENIX_PARTY}: a new party that has two or more contacts (telephone, e-mail, address, name, customer) from
 * the same predecessor, which offended or fell silent within 180 days ({@code ContactIndicators} says how long that
 * is).
 *
 * <p>0 when there are links and no two lead to the same predecessor; no reading without links.
 */
public final class PhoenixParty {
    public static final Indicator PHOENIX_PARTY = Indicator.named("phoenix_party");

    private PhoenixParty() {}

    /** Reads the links of all answers, in whatever order they came. */
    static @Nullable Reading of(List<Answer> answers) {
        Reading strongest = null;
        for (int i = 0; i < answers.size(); i++) {
            List<Link> links = answers.get(i).links();
            for (int j = 0; j < links.size(); j++) {
                Link link = links.get(j);
                Reading reading = reading(link, answers);
                if (strongest == null || isStronger(reading, strongest)) {
                    strongest = reading;
                }
            }
        }
        return strongest;
    }

    private static boolean isStronger(Reading reading, Reading than) {
        return reading.value() != than.value()
                ? reading.value() > than.value()
                : reading.evidence().compareTo(than.evidence()) < 0;
    }

    /**
     * The link together with the first other one, by its words, that leads from the same party to the same predecessor.
     */
    private static Reading reading(Link link, List<Answer> answers) {
        Link second = null;
        for (Answer answer : answers) {
            for (Link other : answer.links()) {
                if (other.predecessor() == link.predecessor()
                        && other.party().equals(link.party())
                        && !other.contact().equals(link.contact())
                        && (second == null || other.contact().compareTo(second.contact()) < 0)) {
                    second = other;
                }
            }
        }
        String past = link.offences() > 0
                ? Wording.counted(link.offences(), "offence", "offences")
                : "last seen " + Wording.counted(link.silentMonths(), "month", "months") + " ago";
        String what = link.party() + " is new with " + link.contact();
        return second == null
                ? new Reading(
                        PHOENIX_PARTY,
                        0,
                        what + ", earlier of " + link.predecessorName() + " (" + past + "); no other contact shared")
                : new Reading(
                        PHOENIX_PARTY,
                        1,
                        what + " and " + second.contact() + ", both earlier of " + link.predecessorName() + " (" + past
                                + ")");
    }
}
