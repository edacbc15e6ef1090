// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.SupportingDocument;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;

/** What documents state of the goods, held against what the filing states. */
final class StatedSum {
    /** Invoices by UN/EDIFACT 1001: proforma, commercial, corrected, of taxes, of the customs value (EU). */
    private static final List<String> INVOICES = List.of("325", "380", "384", "388", "935");

    private StatedSum() {}

    static List<SupportingDocument> invoices(List<SupportingDocument> documents) {
        // Nearly no filing has documents that state anything.
        if (documents.isEmpty()) {
            return documents;
        }
        List<SupportingDocument> invoices = new ArrayList<>();
        for (SupportingDocument document : documents) {
            if (INVOICES.contains(document.code())) {
                invoices.add(document);
            }
        }
        return invoices;
    }

    /** "380 F-12", and how many more. */
    static String named(List<SupportingDocument> documents) {
        int more = documents.size() - 1;
        return named(documents.get(0)) + (more == 0 ? "" : " and " + more + " more");
    }

    static String named(SupportingDocument document) {
        String type = document.type() == null ? "" : document.type() + ' ';
        return "document " + Wording.quoted(type + document.number());
    }

    /**
     * The documents of one type together, of the type whose sum is furthest from what is filed; null where nothing can
     * be compared.
     *
     * @param quantity of a document; NaN where it states none
     * @param filed NaN where the filing states none
     */
    static @Nullable Reading furthest(
            Indicator indicator,
            List<SupportingDocument> documents,
            ToDoubleFunction<SupportingDocument> quantity,
            double filed,
            DoubleFunction<String> shown) {
        Map<String, List<SupportingDocument>> byType = new LinkedHashMap<>();
        for (SupportingDocument document : documents) {
            byType.computeIfAbsent(document.code(), unused -> new ArrayList<>()).add(document);
        }
        Reading furthest = null;
        for (List<SupportingDocument> ofType : byType.values()) {
            double stated = 0;
            for (SupportingDocument document : ofType) {
                stated += quantity.applyAsDouble(document);
            }
            double most = StrictMath.max(stated, filed);
            // NaN where one of them states nothing.
            double share = most == 0 ? 0 : StrictMath.abs(stated - filed) / most;
            if (share <= 1 && (furthest == null || share > furthest.value())) {
                String evidence = named(ofType) + ": " + shown.apply(stated)
                        + (share == 0 ? ", as filed" : ", filed " + shown.apply(filed));
                furthest = new Reading(indicator, share, evidence);
            }
        }
        return furthest;
    }
}
