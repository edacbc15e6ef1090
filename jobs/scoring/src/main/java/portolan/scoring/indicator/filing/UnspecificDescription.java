// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.GoodsWords;
import portolan.scoring.reference.Reference;
import portolan.scoring.sketch.Words;

/**
 * {@link Indicator#UNSPECIFIC_DESCRIPTION} (catalogue 2): a description of less information than 95 % of its chapter's
 * subheadings have in the nomenclature, or shorter than {@value #SHORTEST} characters.
 *
 * <p>Unit: flag, 1 when any item is so described. Information is the sum over words of log2(headings / headings that
 * have the word), by {@link GoodsWords}; where chapters only are described, length alone is judged. State: the
 * nomenclature. Source: general practice. No reading when no item's description has a word that the nomenclature knows
 * (another language or script is not an empty statement). Known false positives: short names of staple goods; alone it
 * floods.
 */
final class UnspecificDescription implements CaseMeasure {
    private static final int SHORTEST = 10;
    private static final int CHAPTER = 2;

    @Override
    public Definition definition() {
        return new Definition(
                Indicator.UNSPECIFIC_DESCRIPTION,
                2,
                "the description carries less information than nearly all of its chapter, or is shorter than ten characters",
                "reference data",
                "general practice",
                "short names of staple goods; floods alone");
    }

    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        return Reading.listed(read(event.live(), reference.goodsWords()));
    }

    private static @Nullable Reading read(Consignment consignment, GoodsWords model) {
        Reading specific = null;
        for (GoodsItem item : consignment.items()) {
            String description = item.description();
            if (description == null || description.isBlank()) {
                continue;
            }
            int[] words = Words.of(description);
            double information = model.information(words);
            if (Double.isNaN(information)) {
                continue;
            }
            String hsCode = item.hsCode();
            double least = hsCode == null || hsCode.length() < CHAPTER
                    ? Double.NaN
                    : model.leastInformation(hsCode.substring(0, CHAPTER));
            int length = description.strip().length();
            boolean says = length >= SHORTEST && !(information < least);
            if (!says) {
                return reading(1, description, length, information, least);
            }
            if (specific == null) {
                specific = reading(0, description, length, information, least);
            }
        }
        return specific;
    }

    /** "\"CAR PARTS\": 9 characters, 5.1 bits; 95 % of its chapter say at least 7.4". */
    private static Reading reading(int flag, String description, int length, double information, double least) {
        return new Reading(
                Indicator.UNSPECIFIC_DESCRIPTION,
                flag,
                Wording.quoted(description) + ": " + length + " characters"
                        + (Double.isNaN(least)
                                ? ""
                                : ", " + Wording.decimal(information, 1)
                                        + " bits of information; 95 % of its chapter have at least "
                                        + Wording.decimal(least, 1)));
    }
}
