package portolan.scoring.memory;

import java.util.ArrayList;
import java.util.List;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;

/** The distinct commodity codes of a consignment at one level of the Harmonized System, the heaviest first. */
public final class HeaviestCodes {
    /** Digits of an HS heading. */
    public static final int HEADING = 4;
    /** Digits of an HS subheading, the finest level that all countries share. */
    public static final int SUBHEADING = 6;

    private HeaviestCodes() {}

    /**
     * At most {@value MemoryKind#MOST_KEYS} codes of this many digits. Items without a mass weigh nothing; codes of
     * equal mass come in ascending order; items without a numeric code are left out.
     */
    public static List<String> of(Consignment consignment, int digits) {
        if (consignment.items().size() == 1) {
            String only = code(consignment.items().get(0), digits);
            return only.isEmpty() ? List.of() : List.of(only);
        }
        List<Weighed> weighed = new ArrayList<>();
        for (GoodsItem item : consignment.items()) {
            String code = code(item, digits);
            if (!code.isEmpty()) {
                weigh(weighed, code, massKg(item));
            }
        }
        weighed.sort((one, other) -> {
            int byMass = Double.compare(other.massKg, one.massKg);
            return byMass != 0 ? byMass : one.code.compareTo(other.code);
        });
        List<String> codes = new ArrayList<>();
        for (Weighed one : weighed.subList(0, Math.min(weighed.size(), MemoryKind.MOST_KEYS))) {
            codes.add(one.code);
        }
        return List.copyOf(codes);
    }

    /** The first of {@link #of}, or empty. */
    static String heaviest(Consignment consignment, int digits) {
        List<String> codes = of(consignment, digits);
        return codes.isEmpty() ? "" : codes.get(0);
    }

    /** The heaviest item of a code, the first of several as heavy; it stands for all of them. */
    static GoodsItem heaviestItem(Consignment consignment, String code) {
        GoodsItem heaviest = null;
        for (int i = 0; i < consignment.items().size(); i++) {
            GoodsItem item = consignment.items().get(i);
            if (isOf(item, code) && (heaviest == null || massKg(item) > massKg(heaviest))) {
                heaviest = item;
            }
        }
        if (heaviest == null) {
            throw new IllegalArgumentException(
                    "no item of the code: consignment=" + consignment.key() + ", code=" + code);
        }
        return heaviest;
    }

    private static boolean isOf(GoodsItem item, String code) {
        String hsCode = item.hsCode();
        return hsCode != null && hsCode.length() >= SUBHEADING && hsCode.startsWith(code);
    }

    private static void weigh(List<Weighed> weighed, String code, double massKg) {
        for (Weighed one : weighed) {
            if (one.code.equals(code)) {
                one.massKg += massKg;
                return;
            }
        }
        weighed.add(new Weighed(code, massKg));
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

    private static final class Weighed {
        private final String code;
        private double massKg;

        private Weighed(String code, double massKg) {
            this.code = code;
            this.massKg = massKg;
        }
    }
}
