package portolan.scoring.indicator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.TransportMode;

/**
 * How complete a filing is, apart from how risky it is: a poor filing is the filer's to mend, not the goods' guilt.
 *
 * <p>The score is the share of expected elements that are there, each counting the same:
 *
 * <pre>
 *   parties     shipper named or numbered; its country; consignee named, numbered or to order; its country
 *   goods       every item: a description; a code of six digits; an origin; a mass
 *   transport   place of loading; place of discharge; the conveyance's id or voyage; at sea, some equipment
 * </pre>
 *
 * @param score 0 (nothing is there) to 1 (everything is)
 * @param missing what is not there, in the order above
 */
public record DataQuality(double score, List<String> missing) {
    public DataQuality {
        missing = List.copyOf(missing);
    }

    public static DataQuality of(Consignment consignment) {
        Elements elements = new Elements();
        elements.party("shipper", consignment.shipper());
        elements.party("consignee", consignment.consignee());
        List<GoodsItem> items = consignment.items();
        elements.expect("description", items.stream().allMatch(item -> isThere(item.description())));
        elements.expect("commodity code", items.stream().allMatch(item -> item.hs6() != null));
        elements.expect("origin", items.stream().allMatch(item -> isThere(item.origin())));
        elements.expect("mass", items.stream().allMatch(item -> item.massKg() != null));
        elements.expect("place of loading", isPlaced(consignment.loading()));
        elements.expect("place of discharge", isPlaced(consignment.discharge()));
        elements.expect(
                "conveyance",
                isThere(consignment.conveyance().id())
                        || isThere(consignment.conveyance().voyage()));
        if (consignment.mode() == TransportMode.SEA) {
            elements.expect("equipment", !consignment.equipment().isEmpty());
        }
        return new DataQuality(
                (double) (elements.expected - elements.missing.size()) / elements.expected, elements.missing);
    }

    private static boolean isThere(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static boolean isPlaced(@Nullable Leg leg) {
        return leg != null && (isThere(leg.locode()) || isThere(leg.name()));
    }

    private static final class Elements {
        private final List<String> missing = new ArrayList<>();
        private int expected;

        private void expect(String element, boolean isThere) {
            expected++;
            if (!isThere) {
                missing.add(element);
            }
        }

        private void party(String who, @Nullable Party party) {
            boolean toOrder = party != null && party.toOrder();
            expect(
                    who,
                    toOrder
                            || (party != null
                                    && (isThere(party.name()) || !party.ids().isEmpty())));
            Address address = party == null ? null : party.address();
            expect(who + "'s country", toOrder || (address != null && isThere(address.country())));
        }
    }
}
