// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;

/**
 * The distinct commodity codes of a consignment at one level of the Harmonized System, the heaviest first.
 *
 * <p>Every indicator and memory of goods asks for them, a dozen times a filing. Of a bill of many items each answer
 * would take as long as the bill is: its items are gone through once for each level, in time that grows with their
 * number, and the answers are kept until the same thread asks about other items.
 */
public final class HeaviestCodes {
    /** At most this many codes of one consignment are looked at. */
    public static final int MOST = 8;

    /** Digits of an HS heading. */
    public static final int HEADING = 4;
    /** Digits of an HS subheading, the finest level that all countries share. */
    public static final int SUBHEADING = 6;

    /** To go through so few again costs less than to keep what was found. */
    private static final int FEW = 16;

    private static final ThreadLocal<Kept> KEPT = ThreadLocal.withInitial(Kept::new);

    private HeaviestCodes() {}

    /**
     * At most {@value #MOST} codes of this many digits. Items without a mass weigh nothing; codes of
     * equal mass come in ascending order; items without a numeric code are left out.
     */
    public static List<String> of(Consignment consignment, int digits) {
        List<GoodsItem> items = consignment.items();
        if (items.size() == 1) {
            String only = code(items.get(0), digits);
            return only.isEmpty() ? List.of() : List.of(only);
        }
        return weighed(items, digits).heaviest;
    }

    /** The first of {@link #of}, or empty. */
    public static String heaviest(Consignment consignment, int digits) {
        List<String> codes = of(consignment, digits);
        return codes.isEmpty() ? "" : codes.get(0);
    }

    /** The heaviest item of a code, the first of several as heavy; it stands for all of them. */
    public static GoodsItem heaviestItem(Consignment consignment, String code) {
        List<GoodsItem> items = consignment.items();
        GoodsItem heaviest = items.size() <= FEW
                ? heaviestItem(items, code)
                : weighed(items, code.length()).heaviestItem(code);
        if (heaviest == null) {
            throw new IllegalArgumentException(
                    "no item of the code: consignment=" + consignment.key() + ", code=" + code);
        }
        return heaviest;
    }

    private static @Nullable GoodsItem heaviestItem(List<GoodsItem> items, String code) {
        GoodsItem heaviest = null;
        for (int i = 0; i < items.size(); i++) {
            GoodsItem item = items.get(i);
            if (isOf(item, code) && (heaviest == null || massKg(item) > massKg(heaviest))) {
                heaviest = item;
            }
        }
        return heaviest;
    }

    private static boolean isOf(GoodsItem item, String code) {
        String hsCode = item.hsCode();
        return hsCode != null && hsCode.length() >= SUBHEADING && hsCode.startsWith(code);
    }

    private static Weighed weighed(List<GoodsItem> items, int digits) {
        return items.size() <= FEW ? new Weighed(items, digits) : KEPT.get().weighed(items, digits);
    }

    private static double massKg(GoodsItem item) {
        Double mass = item.massKg();
        return mass == null ? 0 : mass;
    }

    /** The first digits of the item's code; empty when it has no such code. */
    private static String code(GoodsItem item, int digits) {
        String hsCode = item.hsCode();
        if (hsCode == null || hsCode.length() < SUBHEADING) {
            return "";
        }
        for (int i = 0; i < digits; i++) {
            if (hsCode.charAt(i) < '0' || hsCode.charAt(i) > '9') {
                return "";
            }
        }
        return hsCode.substring(0, digits);
    }

    /** What one thread was told last. */
    private static final class Kept {
        private List<GoodsItem> items = List.of();
        private final Map<Integer, Weighed> byDigits = new HashMap<>();

        @SuppressWarnings("ReferenceEquality") // The very same list: comparing two would cost as much as weighing one.
        Weighed weighed(List<GoodsItem> asked, int digits) {
            if (items != asked) {
                byDigits.clear();
                items = asked;
            }
            return byDigits.computeIfAbsent(digits, length -> new Weighed(asked, length));
        }
    }

    /** The codes of some items at one level. */
    private static final class Weighed {
        private final Map<String, Code> byCode = new HashMap<>();
        private final List<String> heaviest;

        Weighed(List<GoodsItem> items, int digits) {
            for (int i = 0; i < items.size(); i++) {
                GoodsItem item = items.get(i);
                String code = code(item, digits);
                if (!code.isEmpty()) {
                    byCode.computeIfAbsent(code, Code::new).add(item);
                }
            }
            List<Code> codes = new ArrayList<>(byCode.values());
            codes.sort((one, other) -> {
                int byMass = Double.compare(other.massKg, one.massKg);
                return byMass != 0 ? byMass : one.code.compareTo(other.code);
            });
            List<String> first = new ArrayList<>();
            for (Code code : codes.subList(0, Math.min(codes.size(), MOST))) {
                first.add(code.code);
            }
            heaviest = List.copyOf(first);
        }

        @Nullable
        GoodsItem heaviestItem(String code) {
            Code found = byCode.get(code);
            return found == null ? null : found.heaviest;
        }
    }

    private static final class Code {
        private final String code;
        private double massKg;
        private @Nullable GoodsItem heaviest;

        Code(String code) {
            this.code = code;
        }

        void add(GoodsItem item) {
            double mass = HeaviestCodes.massKg(item);
            if (heaviest == null || mass > HeaviestCodes.massKg(heaviest)) {
                heaviest = item;
            }
            massKg += mass;
        }
    }
}
