// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** What ICS1 asks of packages: their kind says whether they are counted, and as what. */
final class EntrySummaryPackages {
    private static final Set<String> BULK = Set.of("VQ", "VG", "VL", "VY", "VR", "VS", "VO");
    private static final Set<String> UNPACKED = Set.of("NE", "NF", "NG");

    private EntrySummaryPackages() {}

    /**
     * Checks the packages of an item.
     *
     * @param items all there are
     */
    static void check(XmlNode packages, List<XmlNode> items, String circumstance, EntrySummaryParty.Asking asking) {
        String kind = packages.textAt("KinOfPacGS23");
        boolean counted = packages.has("NumOfPacGS24");
        boolean pieces = packages.has("NumOfPieGS25");
        boolean packed = !BULK.contains(kind) && !UNPACKED.contains(kind);
        asking.ask(8149, packages, !BULK.contains(kind) || (!counted && !pieces), "bulk has no packages and no pieces");
        asking.ask(8150, packages, !UNPACKED.contains(kind) || (!counted && pieces), "unpacked goods have pieces only");
        asking.ask(8151, packages, !packed || (counted && !pieces), "packed goods have packages only");
        boolean marked = packages.has("MarNumOfPacGSL21");
        asking.ask(8152, packages, !packed || marked || !circumstance.isEmpty(), "packed goods have marks");
        asking.ask(
                8680,
                packages,
                EntrySummaryNumber.isPlain(packages.textAt("NumOfPacGS24")),
                "no leading zeros in packages");
        asking.ask(
                8681,
                packages,
                EntrySummaryNumber.isPlain(packages.textAt("NumOfPieGS25")),
                "no leading zeros in pieces");
        BigDecimal count = EntrySummaryNumber.of(packages.textAt("NumOfPacGS24"));
        if (count != null && count.signum() == 0) {
            asking.ask(
                    8153,
                    packages,
                    marked && isPackedElsewhere(items, packages.textAt("MarNumOfPacGSL21")),
                    "0 packages of no others");
        }
    }

    /** Goods in another item's packages have none of their own, but the same marks. */
    private static boolean isPackedElsewhere(List<XmlNode> items, String marks) {
        return items.stream()
                .flatMap(item -> item.childrenNamed("PACGS2").stream())
                .anyMatch(packages -> {
                    BigDecimal count = EntrySummaryNumber.of(packages.textAt("NumOfPacGS24"));
                    return count != null
                            && count.signum() > 0
                            && packages.textAt("MarNumOfPacGSL21").equals(marks);
                });
    }
}
