// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Drafts;
import portolan.feeds.Notes;
import portolan.feeds.Profile;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.FilerRole;
import portolan.schemas.avro.FilingIdType;
import portolan.schemas.avro.GoodsValue;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.Totals;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;
import portolan.schemas.mapping.MessageMapping;

/** Manifests of ASYCUDA World: one filing for each bill of lading. */
final class AsycudaManifest {
    static final XmlFormat FORMAT = new XmlFormat(
            SourceRegime.AWMDS.name(),
            root -> regime(root.getLocalPart()) != SourceRegime.OTHER,
            List.of("Bol_segment"),
            List.of("General_segment", "Totals_segment", "Total_number_of_bols"),
            AsycudaManifest::reading);

    static final FieldMap MAP = FieldMap.of("asycuda-manifest");

    private static final String GOODS = "Goods_segment";

    private static XmlFormat.Reading reading(Profile profile, int units) {
        MessageMapping map = MAP.by(profile);
        return (unit, bills) -> bills.take(
                unit.from(), unit.to(), null, () -> draft(map, unit.split("HS_Compliance", "HS_code"), bills.notes()));
    }

    private static SourceRegime regime(String root) {
        return switch (root) {
            case "Awmds" -> SourceRegime.AWMDS;
            case "Awbolds" -> SourceRegime.AWBOLDS;
            case "Awappend" -> SourceRegime.AWAPPEND;
            case "Awmcds" -> SourceRegime.AWMCDS;
            default -> SourceRegime.OTHER;
        };
    }

    private static Draft draft(MessageMapping map, XmlNode unit, Notes notes) throws FaultException {
        Draft draft = map.draft(unit, notes::unreadable);
        String root = unit.root().name();
        SourceRegime regime = regime(root);
        draft.set("sourceRegime", regime);
        draft.set("sourceMessageType", root);
        draft.set("filingIdType", FilingIdType.CONTROL_NO);
        draft.set("filerRole", FilerRole.CARRIER);
        boolean under = draft.has("masterDocument");
        if (under || regime == SourceRegime.AWBOLDS) {
            draft.setIfAbsent("billLevel", BillLevel.HOUSE);
        } else if (List.of("1", "true", "Y").contains(unit.textAt("Consolidated_Cargo"))) {
            draft.setIfAbsent("billLevel", BillLevel.MASTER);
        }
        if (draft.get("masterDocument") instanceof MasterDocument master && regime != SourceRegime.AWBOLDS) {
            // The carrier of the manifest; a degroupage does not say whose the master is.
            master.setIssuer(draft.get("conveyance") instanceof Conveyance ship ? ship.getCarrierCode() : null);
        }
        List<Item> items = Drafts.list(draft, "goodsItems", Item.class);
        items.forEach(AsycudaManifest::value);
        masses(items, draft);
        ofFirst(items, unit.childrenNamed("HS_Compliance"));
        descriptions(items, unit.textAt(GOODS, "Goods_description"));
        boxes(items, unit, Drafts.list(draft, "equipment", Equipment.class));
        return draft;
    }

    /** Nothing in no currency is no value. */
    private static void value(Item item) {
        GoodsValue value = item.getValue();
        if (value != null && value.getCurrency() == null && value.getAmount().signum() == 0) {
            item.setValue(null);
        }
    }

    /** Generators write the bill's mass under each code: it is the mass of all together. */
    private static void masses(List<Item> items, Draft draft) {
        BigDecimal whole = draft.get("totals") instanceof Totals totals ? totals.getGrossMassKg() : null;
        if (items.size() < 2 || whole == null) {
            return;
        }
        boolean repeated = items.stream()
                .allMatch(item -> item.getGrossMassKg() != null && whole.compareTo(item.getGrossMassKg()) == 0);
        if (repeated) {
            items.subList(1, items.size()).forEach(item -> item.setGrossMassKg(null));
        }
    }

    /** What the bill has of all goods is not the first item's where the others state their own. */
    private static void ofFirst(List<Item> items, List<XmlNode> codes) {
        if (items.size() < 2 || codes.isEmpty()) {
            return;
        }
        List<Item> others = items.subList(1, items.size());
        Item first = items.get(0);
        if (codes.get(0).firstText("Gross_mass", "Mass").isEmpty()
                && others.stream().anyMatch(item -> item.getGrossMassKg() != null)) {
            first.setGrossMassKg(null);
        }
        if (codes.get(0).textAt("Number_of_packages").isEmpty()
                && others.stream()
                        .flatMap(item -> item.getPackages().stream())
                        .anyMatch(kind -> kind.getCount() != null)) {
            first.getPackages().forEach(kind -> kind.setCount(null));
        }
    }

    private static void descriptions(List<Item> items, String description) {
        for (Item item : items) {
            if (item.getDescription() == null && !description.isEmpty()) {
                item.setDescription(description);
            }
        }
    }

    /** The goods are in the boxes of their bill; which in which is not said where there are several of both. */
    private static void boxes(List<Item> items, XmlNode unit, List<Equipment> boxes) {
        List<XmlNode> segments = unit.childrenNamed("ctn_segment");
        for (Equipment box : boxes) {
            XmlNode segment = segmentOf(box, segments);
            sealing(box, segment == null ? "" : segment.firstText("Sealing_party", "Sealing_Party"));
        }
        if (items.size() > 1) {
            List<ContainerRef> refs = new ArrayList<>();
            boxes.forEach(box -> refs.add(new ContainerRef(box.getId(), null, null)));
            items.forEach(item -> item.setContainerRefs(refs));
        }
    }

    private static @Nullable XmlNode segmentOf(Equipment box, List<XmlNode> segments) {
        for (XmlNode segment : segments) {
            if (segment.textAt("Ctn_reference").equals(box.getId())) {
                return segment;
            }
        }
        return null;
    }

    /** Some write the seal's number in the place of who put it there. */
    private static void sealing(Equipment box, String sealing) {
        if (sealing.isEmpty()) {
            return;
        }
        if (box.getSeals().isEmpty() && sealing.length() > 3) {
            box.setSeals(List.of(new Seal(sealing, null, null)));
        } else {
            box.getSeals().forEach(seal -> seal.setParty(sealing));
        }
    }
}
