// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Duty;
import portolan.scoring.manifest.GoodsItem;

/**
 * Where goods of one commodity come from and what duty is declared for them: the finest level of a commodity's history.
 *
 * <p>What a filing does not state is empty, for the rate -1. A duty's type is cut after {@value #LONGEST_TYPE}
 * characters, so that no feed can grow a memory's bytes.
 *
 * @param origin country of origin, ISO 3166-1 alpha-2, or empty
 * @param departure country of loading, or empty
 * @param rateHundredths duty in hundredths of a percent, 0 to 10,000,000, or -1
 * @param dutyType the tariff regime's code, or empty
 */
public record Sourcing(String origin, String departure, int rateHundredths, String dutyType)
        implements Comparable<Sourcing> {
    /** How finely a commodity's inspections are looked at; each level is a part of the one before. */
    public enum Level {
        SUBHEADING,
        ORIGIN,
        DEPARTURE,
        DUTY
    }

    static final int LONGEST_TYPE = 8;

    private static final int HIGHEST_RATE = 10_000_000;

    private static final Comparator<Sourcing> ORDER = Comparator.comparing(Sourcing::origin)
            .thenComparing(Sourcing::departure)
            .thenComparingInt(Sourcing::rateHundredths)
            .thenComparing(Sourcing::dutyType);

    /** The sourcing of the heaviest item of a subheading, which stands for all items of it. */
    public static Sourcing of(Consignment consignment, String subheading) {
        GoodsItem item = HeaviestCodes.heaviestItem(consignment, subheading);
        Duty duty = item.duty();
        return new Sourcing(
                orEmpty(Place.country(item.origin())),
                orEmpty(Place.countryOfLoading(consignment)),
                duty == null ? -1 : hundredths(duty.ratePercent()),
                duty == null ? "" : cut(orEmpty(duty.type())));
    }

    /** Whether the filing states anything about duty. */
    public boolean hasDuty() {
        return rateHundredths >= 0 || !dutyType.isEmpty();
    }

    private static int hundredths(@Nullable Double percent) {
        return percent == null || percent.isNaN() || percent < 0
                ? -1
                : (int) Math.min(HIGHEST_RATE, StrictMath.rint(percent * 100));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String cut(String type) {
        int characters = type.codePointCount(0, type.length());
        return characters <= LONGEST_TYPE ? type : type.substring(0, type.offsetByCodePoints(0, LONGEST_TYPE));
    }

    @Override
    public int compareTo(Sourcing other) {
        return ORDER.compare(this, other);
    }

    /** text origin | text departure | count rate + 1 | text type. */
    public void write(LayoutWriter writer) {
        writer.text(origin).text(departure).count(rateHundredths + 1L).text(dutyType);
    }

    public static Sourcing read(LayoutReader reader) {
        return new Sourcing(reader.text(), reader.text(), reader.smallCount() - 1, reader.text());
    }
}
