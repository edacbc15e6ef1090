// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.SupportingDocument;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * How far what documents of one type state of the goods is from what is filed, {@code |stated - filed| / max(stated,
 * filed)}, of the type that is furthest away: a packing list, a weighbridge's ticket, the declaration before. Filed is
 * the sum of the items, else the total.
 *
 * <p>0 (they agree) to 1. No reading unless all documents of a type state it, and the filing does.
 */
final class StatedSum extends CaseIndicator {
    /** Invoices by UN/EDIFACT 1001: proforma, commercial, corrected, of taxes, of the customs value (EU). */
    private static final List<String> INVOICES = List.of("325", "380", "384", "388", "935");

    private final ToDoubleFunction<SupportingDocument> stated;
    private final ToDoubleFunction<Consignment> filed;
    private final DoubleFunction<String> shown;

    /**
     * @param stated of a document; NaN where it states none
     * @param filed NaN where the filing states none
     */
    private StatedSum(
            String name,
            ToDoubleFunction<SupportingDocument> stated,
            ToDoubleFunction<Consignment> filed,
            DoubleFunction<String> shown) {
        super(name);
        this.stated = stated;
        this.filed = filed;
        this.shown = shown;
    }

    static StatedSum mass() {
        return new StatedSum(
                "document_mass",
                document -> number(document.grossMassKg()),
                filed -> {
                    double sum = TotalsMismatch.sumOfMasses(filed.items());
                    return Double.isNaN(sum) && filed.totals() != null
                            ? number(filed.totals().grossMassKg())
                            : sum;
                },
                Wording::kilograms);
    }

    static StatedSum packages() {
        return new StatedSum(
                "document_packages",
                document -> number(document.packages()),
                filed -> {
                    double sum = TotalsMismatch.sumOfPackages(filed.items());
                    return Double.isNaN(sum) && filed.totals() != null
                            ? number(filed.totals().packages())
                            : sum;
                },
                packages -> Wording.decimal(packages, 0) + " packages");
    }

    private static double number(@Nullable Number stated) {
        return stated == null ? Double.NaN : stated.doubleValue();
    }

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

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        if (consignment.documents().isEmpty()) {
            return null;
        }
        Map<String, List<SupportingDocument>> byType = new LinkedHashMap<>();
        for (SupportingDocument document : consignment.documents()) {
            byType.computeIfAbsent(document.code(), unused -> new ArrayList<>()).add(document);
        }
        double filing = filed.applyAsDouble(consignment);
        Reading furthest = null;
        for (List<SupportingDocument> ofType : byType.values()) {
            double sum = 0;
            for (SupportingDocument document : ofType) {
                sum += stated.applyAsDouble(document);
            }
            double most = StrictMath.max(sum, filing);
            // NaN where one of them states nothing.
            double share = most == 0 ? 0 : StrictMath.abs(sum - filing) / most;
            if (share <= 1 && (furthest == null || share > furthest.value())) {
                String evidence = named(ofType) + ": " + shown.apply(sum)
                        + (share == 0 ? ", as filed" : ", filed " + shown.apply(filing));
                furthest = reading(share, evidence);
            }
        }
        return furthest;
    }
}
