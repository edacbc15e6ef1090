// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.SeenWords;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.GoodsWords;
import portolan.scoring.sketch.Words;

/**
 * {@link #DESCRIPTION_AGAINST_HS}: log2 of how much likelier the description is under the best other heading than
 * under the declared one, by {@link GoodsWords}; the largest of the first {@value SeenWords#MOST_ITEMS} items.
 *
 * <p>{@value #LEAST_BITS} to {@value #MOST_BITS}; negative when the words fit the declared heading best. No reading
 * for a master bill, which describes a consolidation, nor when the text says too little: fewer than
 * {@value #FEWEST_WORDS} words that the nomenclature knows and that tell headings apart, or another heading is better
 * by one word alone; nor for headings that it does not have, nor where chapters only are described.
 */
public final class DescriptionAgainstHs {
    public static final Indicator DESCRIPTION_AGAINST_HS = Indicator.named("description_against_hs");

    private static final int FEWEST_WORDS = 2;
    private static final double LEAST_BITS = -16;
    private static final double MOST_BITS = 16;

    private DescriptionAgainstHs() {}

    /** The reading, or null. */
    static @Nullable Reading of(Consignment consignment, GoodsWords model, List<Answer> answers) {
        if (consignment.billLevel() == BillLevel.MASTER) {
            return null;
        }
        Reading worst = null;
        List<GoodsItem> items = consignment.items();
        for (int at = 0; at < Math.min(items.size(), SeenWords.MOST_ITEMS); at++) {
            Reading reading = of(items.get(at), model, answers);
            if (reading != null && (worst == null || reading.value() > worst.value())) {
                worst = reading;
            }
        }
        return worst;
    }

    private static @Nullable Reading of(GoodsItem item, GoodsWords model, List<Answer> answers) {
        String description = item.description();
        String hsCode = item.hsCode();
        String declared = hsCode == null ? null : model.heading(hsCode);
        if (description == null || hsCode == null || declared == null) {
            return null;
        }
        GoodsWords.Fit fit = model.fit(Words.of(description), declared, seenUnder(hsCode, answers));
        if (fit == null || fit.telling() < FEWEST_WORDS || (fit.margin() > 0 && fit.withoutOne() <= 0)) {
            return null;
        }
        double bits = Math.max(LEAST_BITS, Math.min(MOST_BITS, fit.margin()));
        return new Reading(
                DESCRIPTION_AGAINST_HS,
                bits,
                Wording.quoted(description)
                        + (bits > 0 ? " fits " + fit.rival() + " better than " : " fits no heading better than ")
                        + declared + ", by " + Wording.counted(fit.telling(), "telling word", "telling words"));
    }

    private static @Nullable SeenWords seenUnder(String hsCode, List<Answer> answers) {
        for (int i = 0; i < answers.size(); i++) {
            SeenWords words = answers.get(i).words();
            if (words != null && hsCode.startsWith(words.subheading())) {
                return words;
            }
        }
        return null;
    }
}
