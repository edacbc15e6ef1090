// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of goods.
 *
 * @param hsCode Harmonized System code of 6 to 10 digits as declared, or null
 * @param origin country of origin, ISO 3166-1 alpha-2
 * @param grossMassKg kilograms, never negative
 */
public record GoodsItem(
        int seq,
        @Nullable String description,
        @Nullable String hsCode,
        @Nullable String origin,
        @Nullable Double grossMassKg,
        @Nullable Double netMassKg,
        @Nullable Double volumeM3,
        List<Packages> packages,
        List<String> undg,
        @Nullable Money value,
        @Nullable Double temperatureC,
        @Nullable Duty duty,
        List<ContainerRef> containers) {
    public GoodsItem {
        packages = List.copyOf(packages);
        undg = List.copyOf(undg);
        containers = List.copyOf(containers);
    }

    /** The same item without the parts that are not asked for. */
    GoodsItem only(Set<Part> parts) {
        boolean described = parts.contains(Part.DESCRIPTIONS);
        return new GoodsItem(
                seq,
                described ? description : null,
                hsCode,
                origin,
                grossMassKg,
                netMassKg,
                volumeM3,
                described ? packages : unmarked(packages),
                undg,
                value,
                temperatureC,
                duty,
                parts.contains(Part.EQUIPMENT) ? containers : List.of());
    }

    private static List<Packages> unmarked(List<Packages> packages) {
        List<Packages> unmarked = new ArrayList<>(packages.size());
        for (Packages each : packages) {
            unmarked.add(each.marks() == null ? each : new Packages(each.count(), each.type(), null));
        }
        return unmarked;
    }

    /** The first six digits of the code, the part that all countries share; null when fewer were declared. */
    public @Nullable String hs6() {
        return hsCode == null || hsCode.length() < 6 ? null : hsCode.substring(0, 6);
    }

    /** Gross mass in kilograms, or net mass where a feed has only that; null when neither was declared. */
    public @Nullable Double massKg() {
        return grossMassKg != null ? grossMassKg : netMassKg;
    }
}
