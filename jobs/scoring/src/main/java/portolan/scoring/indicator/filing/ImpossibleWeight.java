// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerRef;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Totals;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.ChapterNorms;
import portolan.scoring.reference.ContainerSizes;
import portolan.scoring.reference.Reference;

/**
 * A mass that the goods cannot have. One of these:
 *
 * <ul> <li>all stated masses are zero; <li>at sea, more in one box, or in all of them, than {@value #TOLERANCE} times
 * what boxes of the size type carry (of an unknown size: {@value #MOST_IN_ANY_BOX_KG} kg, a heavy flat); <li>an
 * item's mass by its volume is outside the widest range for its HS chapter. </ul>
 *
 * <p>No reading when the filing states no mass, or nothing to hold it against.
 */
final class ImpossibleWeight extends CaseIndicator {
    private static final double TOLERANCE = 1.05;
    private static final double MOST_IN_ANY_BOX_KG = 47_000;

    ImpossibleWeight() {
        super("impossible_weight");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        double mass = mass(consignment);
        if (!(mass >= 0) || Double.isInfinite(mass)) {
            return null;
        }
        if (mass == 0) {
            return hit("all masses stated as 0 kg");
        }
        boolean boxed = consignment.mode() == TransportMode.SEA
                && !consignment.equipment().isEmpty();
        String fault = boxed ? overloaded(consignment, mass, reference.world().containerSizes()) : null;
        int dense = 0;
        for (GoodsItem item : consignment.items()) {
            ChapterNorms.Norm norm = norm(item, reference);
            if (norm != null && fault == null) {
                dense++;
                fault = outside(item, norm);
            }
        }
        if (fault != null) {
            return hit(fault);
        }
        return boxed || dense > 0 ? reading(0, Wording.kilograms(mass) + " possible" + beside(boxed, dense)) : null;
    }

    private Reading hit(String evidence) {
        return reading(1, evidence);
    }

    private static String beside(boolean boxed, int dense) {
        if (!boxed) {
            return " for the volume";
        }
        return dense == 0 ? " for the containers" : " for the containers and the volume";
    }

    /** The items' masses, else the total. */
    private static double mass(Consignment consignment) {
        double mass = consignment.massKg();
        Totals totals = consignment.totals();
        Double total = totals == null ? null : totals.grossMassKg();
        return Double.isNaN(mass) && total != null ? total : mass;
    }

    private static @Nullable String overloaded(Consignment consignment, double mass, ContainerSizes sizes) {
        double all = 0;
        for (Equipment box : consignment.equipment()) {
            all += payload(box, sizes);
        }
        if (mass > all * TOLERANCE) {
            return Wording.kilograms(mass) + " in "
                    + Wording.counted(consignment.equipment().size(), "container", "containers")
                    + ", payload at most " + Wording.kilograms(all);
        }
        Map<String, Double> loads = loads(consignment.items());
        for (Equipment box : consignment.equipment()) {
            Double load = loads.get(box.id());
            double payload = payload(box, sizes);
            if (load != null && load > payload * TOLERANCE && Double.isFinite(load)) {
                return Wording.kilograms(load) + " in " + box.id() + ", payload at most " + Wording.kilograms(payload);
            }
        }
        return null;
    }

    private static double payload(Equipment box, ContainerSizes sizes) {
        String sizeType = box.sizeType();
        ContainerSizes.Size size = sizeType == null ? null : sizes.of(sizeType);
        return size == null ? MOST_IN_ANY_BOX_KG : size.payloadKg();
    }

    private static Map<String, Double> loads(List<GoodsItem> items) {
        Map<String, Double> loads = Map.of();
        for (GoodsItem item : items) {
            for (ContainerRef ref : item.containers()) {
                Double mass = ref.massKg();
                if (mass != null) {
                    loads = loads.isEmpty() ? new HashMap<>() : loads;
                    loads.merge(ref.equipmentId(), mass, Double::sum);
                }
            }
        }
        return loads;
    }

    private static ChapterNorms.@Nullable Norm norm(GoodsItem item, Reference reference) {
        String hsCode = item.hsCode();
        if (hsCode == null || density(item) == null) {
            return null;
        }
        ChapterNorms.Norm norm = reference.world().norms().of(hsCode);
        return norm == null || Double.isNaN(norm.leastDensity()) ? null : norm;
    }

    private static @Nullable Double density(GoodsItem item) {
        Double mass = item.massKg();
        Double volume = item.volumeM3();
        if (mass == null || volume == null || !(mass > 0 && volume > 0)) {
            return null;
        }
        double density = mass / volume;
        return Double.isFinite(density) ? density : null;
    }

    private static @Nullable String outside(GoodsItem item, ChapterNorms.Norm norm) {
        Double density = density(item);
        if (density == null || (density >= norm.leastDensity() && density <= norm.mostDensity())) {
            return null;
        }
        return "item " + item.seq() + " of HS " + item.hsCode() + ": " + Wording.decimal(density, 1)
                + " kg/m3, possible " + Wording.decimal(norm.leastDensity(), 0) + " to "
                + Wording.decimal(norm.mostDensity(), 0);
    }
}
