// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.GoodsWords;
import portolan.scoring.reference.Reference;
import portolan.scoring.sketch.Words;

/**
 * A description of less information than 95 % of its chapter's subheadings have in the nomenclature, or shorter than
 * {@value #SHORTEST} characters.
 *
 * <p>1 when any item is so described. Information is the sum over words of log2(headings / headings that have the
 * word), by {@link GoodsWords}; where chapters only are described, length alone is judged. No reading when no item's
 * description has a word that the nomenclature knows (another language or script is not an empty statement).
 */
final class UnspecificDescription extends CaseIndicator {
    private static final int SHORTEST = 10;
    private static final int CHAPTER = 2;

    UnspecificDescription() {
        super("unspecific_description");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        return read(event.live(), reference.goodsWords());
    }

    private @Nullable Reading read(Consignment consignment, GoodsWords model) {
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
    private Reading reading(int flag, String description, int length, double information, double least) {
        return reading(
                flag,
                Wording.quoted(description) + ": " + length + " characters"
                        + (Double.isNaN(least)
                                ? ""
                                : ", " + Wording.decimal(information, 1)
                                        + " bits of information; 95 % of its chapter have at least "
                                        + Wording.decimal(least, 1)));
    }
}
