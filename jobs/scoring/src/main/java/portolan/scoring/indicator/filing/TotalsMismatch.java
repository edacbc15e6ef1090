// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Packages;
import portolan.scoring.manifest.Totals;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * How far the stated totals are from the sum of the items, {@code |sum - total| / max(sum, total)}, of gross mass or
 * of packages, whichever is further apart.
 *
 * <p>0 (they agree, or both are zero) to 1 (one of them is zero). The catalogue calls more
 * than 0.02 a hit. No reading unless the filing states a total and every item states the same quantity.
 */
final class TotalsMismatch extends CaseIndicator {
    static final TotalsMismatch INSTANCE = new TotalsMismatch();

    private TotalsMismatch() {
        super("totals_mismatch");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        return read(event.live());
    }

    /** The reading alone, for data quality too: contradiction is the filer's to mend, whoever ships. */
    @Nullable
    Reading read(Consignment consignment) {
        Totals totals = consignment.totals();
        if (totals == null || consignment.items().isEmpty()) {
            return null;
        }
        double massShare = share(sumOfMasses(consignment.items()), totals.grossMassKg());
        Long stated = totals.packages();
        double packages = sumOfPackages(consignment.items());
        double packageShare = share(packages, stated == null ? null : (double) stated);
        if (Double.isNaN(massShare) && Double.isNaN(packageShare)) {
            return null;
        }
        boolean byMass = Double.isNaN(packageShare) || massShare >= packageShare;
        double share = byMass ? massShare : packageShare;
        return reading(share, byMass ? ofMass(consignment, share) : ofPackages(packages, stated, share));
    }

    private static String ofMass(Consignment consignment, double share) {
        Totals totals = consignment.totals();
        String sum = "items weigh " + Wording.kilograms(sumOfMasses(consignment.items()));
        return share == 0 || totals == null || totals.grossMassKg() == null
                ? sum + ", as stated in total"
                : sum + ", total stated " + Wording.kilograms(totals.grossMassKg());
    }

    private static String ofPackages(double packages, @Nullable Long stated, double share) {
        String sum = "items count " + Wording.decimal(packages, 0) + " packages";
        return share == 0 ? sum + ", as stated in total" : sum + ", total stated " + stated;
    }

    private static double share(double sum, @Nullable Double total) {
        if (total == null || !(sum >= 0 && total >= 0) || Double.isInfinite(sum) || Double.isInfinite(total)) {
            return Double.NaN;
        }
        double most = StrictMath.max(sum, total);
        return most == 0 ? 0 : StrictMath.abs(sum - total) / most;
    }

    /** NaN when an item does not state its gross mass. */
    static double sumOfMasses(List<GoodsItem> items) {
        double sum = 0;
        for (int i = 0; i < items.size(); i++) {
            Double mass = items.get(i).grossMassKg();
            if (mass == null) {
                return Double.NaN;
            }
            sum += mass;
        }
        return sum;
    }

    /** NaN when an item does not state its packages. */
    static double sumOfPackages(List<GoodsItem> items) {
        double sum = 0;
        for (GoodsItem item : items) {
            if (item.packages().isEmpty()) {
                return Double.NaN;
            }
            for (Packages packages : item.packages()) {
                sum += packages.count();
            }
        }
        return sum;
    }
}
