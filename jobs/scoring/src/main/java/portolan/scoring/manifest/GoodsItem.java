package portolan.scoring.manifest;

import java.util.List;
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

    /** The first six digits of the code, the part that all countries share; null when fewer were declared. */
    public @Nullable String hs6() {
        return hsCode == null || hsCode.length() < 6 ? null : hsCode.substring(0, 6);
    }

    /** Gross mass in kilograms, or net mass where a feed has only that; null when neither was declared. */
    public @Nullable Double massKg() {
        return grossMassKg != null ? grossMassKg : netMassKg;
    }
}
