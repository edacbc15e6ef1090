// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.feeds.Drafts;
import portolan.feeds.Notes;
import portolan.feeds.Profile;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.SupportingDocument;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;
import portolan.schemas.mapping.MessageMapping;

/** Transit declarations of NCTS: one filing for each house consignment. */
final class TransitDeclaration {
    static final XmlFormat FORMAT = new XmlFormat(
            SourceRegime.NCTS.name(),
            root -> List.of("CC015C", "CC013C", "CC029C").contains(root.getLocalPart()),
            List.of("Consignment", "HouseConsignment"),
            List.of(),
            TransitDeclaration::reading);

    static final FieldMap MAP = FieldMap.of("ncts");

    private static final Map<String, ConveyanceIdType> IDENTITIES = Codes.table("identity", ConveyanceIdType::valueOf);
    private static final String DECLARATION = "CC015C";
    private static final String DOCUMENT = "TransportDocument";
    private static final String ITEM = "ConsignmentItem";
    private static final String NUMBER = "referenceNumber";

    private static XmlFormat.Reading reading(Profile profile, int units) {
        MessageMapping map = MAP.by(profile);
        return (house, bills) -> {
            boolean own = ownDocument(house) != null
                    || (units > 1 && !house.textAt("referenceNumberUCR").isEmpty());
            XmlNode place = own ? house : house.root();
            bills.take(place.from(), place.to(), null, () -> draft(map, house, units, bills.notes()));
        };
    }

    private static Draft draft(MessageMapping map, XmlNode house, int units, Notes notes) throws FaultException {
        Draft draft = map.draft(house, notes::unreadable);
        XmlNode around = around(house);
        draft.set("eventKind", house.root().name().equals(DECLARATION) ? EventKind.CREATE : EventKind.REPLACE);
        identify(draft, house, around, units);
        means(draft, house, around);
        codes(draft, house);
        documents(draft, house, around);
        boxes(draft, around);
        return draft;
    }

    private static XmlNode around(XmlNode house) {
        XmlNode parent = house.parent();
        return parent == null ? house : parent;
    }

    private static void identify(Draft draft, XmlNode house, XmlNode around, int units) {
        XmlNode document = ownDocument(house);
        String above = around.textAt(DOCUMENT, NUMBER);
        String carrier = around.textAt("Carrier", "identificationNumber");
        String issuer = carrier.isEmpty() ? String.valueOf(draft.get("filerId")) : carrier;
        if (document != null) {
            String own = document.textAt(NUMBER);
            draft.set("transportDocument", new TransportDocument(own, type(document.textAt("type")), issuer, null));
            if (!above.isEmpty() && !above.equals(own)) {
                draft.set("masterDocument", new MasterDocument(above, null));
            }
        } else if (!above.isEmpty() && units == 1) {
            draft.set(
                    "transportDocument",
                    new TransportDocument(above, type(around.textAt(DOCUMENT, "type")), issuer, null));
        } else {
            String reference = house.textAt("referenceNumberUCR");
            // Houses of one declaration have one LRN: their place in it is part of who gave the number.
            draft.set(
                    "transportDocument",
                    reference.isEmpty()
                            ? new TransportDocument(
                                    house.root().textAt("TransitOperation", "LRN"),
                                    null,
                                    issuer + '-' + house.textAt("sequenceNumber"),
                                    null)
                            : new TransportDocument(reference, null, issuer, null));
            if (reference.isEmpty()) {
                draft.set(
                        "filingId",
                        issuer
                                + ':'
                                + house.root().textAt("TransitOperation", "LRN")
                                + ':'
                                + house.textAt("sequenceNumber"));
            }
        }
        draft.set("billLevel", draft.has("masterDocument") ? BillLevel.HOUSE : BillLevel.STRAIGHT);
    }

    /** The house's transport document, or the one that all of its items name; null where there is none. */
    private static @Nullable XmlNode ownDocument(XmlNode house) {
        List<XmlNode> named = Stream.concat(Stream.of(house), house.childrenNamed(ITEM).stream())
                .flatMap(level -> level.childrenNamed(DOCUMENT).stream())
                .filter(document -> !document.textAt(NUMBER).isEmpty())
                .toList();
        long numbers = named.stream()
                .map(document -> document.textAt(NUMBER))
                .distinct()
                .count();
        boolean atHouse = !house.textAt(DOCUMENT, NUMBER).isEmpty();
        return named.isEmpty() || (!atHouse && numbers > 1) ? null : named.get(0);
    }

    /** Eight digits: six of the Harmonized System, two of the Combined Nomenclature. */
    private static void codes(Draft draft, XmlNode house) {
        List<Item> items = Drafts.list(draft, "goodsItems", Item.class);
        List<XmlNode> sources = house.childrenNamed(ITEM);
        for (int at = 0; at < items.size() && at < sources.size(); at++) {
            String more = sources.get(at).textAt("Commodity", "CommodityCode", "combinedNomenclatureCode");
            String hs = items.get(at).getHs();
            if (hs != null && hs.length() == 6 && more.matches("[0-9]{2}")) {
                items.get(at).setHs(hs + more);
            }
        }
    }

    private static String type(String text) {
        return text.isEmpty() ? "N730" : text;
    }

    private static void means(Draft draft, XmlNode house, XmlNode around) {
        Conveyance conveyance = draft.get("conveyance") instanceof Conveyance known ? known : new Conveyance();
        List<XmlNode> all = Stream.of(
                        around.childrenNamed("ActiveBorderTransportMeans"),
                        house.childrenNamed("DepartureTransportMeans"),
                        around.childrenNamed("DepartureTransportMeans"))
                .flatMap(List::stream)
                .toList();
        for (XmlNode one : all) {
            String id = one.textAt("identificationNumber");
            String type = one.textAt("typeOfIdentification");
            if (id.isEmpty()) {
                continue;
            }
            if (type.equals("31")) {
                Drafts.attribute(draft, "conveyance.trailer", id);
            } else if (conveyance.getId() == null && conveyance.getName() == null) {
                identity(conveyance, type, id);
                String flag = one.textAt("nationality");
                conveyance.setFlag(flag.isEmpty() ? null : flag);
            }
        }
        draft.set("conveyance", conveyance);
    }

    private static void identity(Conveyance conveyance, String type, String id) {
        ConveyanceIdType known = IDENTITIES.get(type);
        conveyance.setIdType(known);
        if (known == null) {
            conveyance.setName(id);
        } else {
            conveyance.setId(id);
        }
    }

    private static void documents(Draft draft, XmlNode house, XmlNode around) {
        Map<String, SupportingDocument> documents = new LinkedHashMap<>();
        Stream.of(Stream.of(around), Stream.of(house), house.childrenNamed(ITEM).stream())
                .flatMap(level -> level)
                .flatMap(level -> level.children().stream())
                .filter(child -> Set.of(DOCUMENT, "SupportingDocument", "PreviousDocument")
                        .contains(child.name()))
                .forEach(document -> {
                    String type = document.textAt("type");
                    String reference = document.textAt(NUMBER);
                    if (!reference.isEmpty()) {
                        writtenOff(
                                documents.computeIfAbsent(
                                        type + ' ' + reference, unused -> Drafts.document(type, reference)),
                                document);
                    }
                });
        draft.set("documents", new ArrayList<>(documents.values()));
    }

    /** An item says what of an earlier declaration it takes: what all items take of one is what that states of them. */
    private static void writtenOff(SupportingDocument document, XmlNode source) {
        Long packages = Drafts.countOrNull(source.textAt("numberOfPackages"));
        if (packages != null) {
            document.setPackages(document.getPackages() == null ? packages : document.getPackages() + packages);
        }
        BigDecimal mass = source.textAt("measurementUnitAndQualifier").equals("KGM")
                ? Drafts.kilogramsOrNull(source.textAt("quantity"))
                : null;
        if (mass != null) {
            BigDecimal before = document.getGrossMassKg();
            // Null again where the record has no room for the sum.
            document.setGrossMassKg(
                    before == null
                            ? mass
                            : Drafts.kilogramsOrNull(before.add(mass).toPlainString()));
        }
    }

    private static void boxes(Draft draft, XmlNode around) {
        List<Item> items = Drafts.list(draft, "goodsItems", Item.class);
        List<Equipment> boxes = new ArrayList<>();
        for (XmlNode equipment : around.childrenNamed("TransportEquipment")) {
            String id = equipment.textAt("containerIdentificationNumber");
            Set<String> numbers = equipment.childrenNamed("GoodsReference").stream()
                    .map(reference -> reference.textAt("declarationGoodsItemNumber"))
                    .collect(Collectors.toSet());
            List<Item> inIt = items.stream()
                    .filter(item -> numbers.isEmpty() || numbers.contains(String.valueOf(item.getSeq())))
                    .toList();
            if (id.isEmpty() || inIt.isEmpty()) {
                continue;
            }
            List<Seal> seals =
                    Drafts.seals(equipment.childrenNamed("Seal").stream().map(seal -> seal.textAt("identifier")));
            boxes.add(Equipment.newBuilder().setId(id).setSeals(seals).build());
            for (Item item : inIt) {
                item.setContainerRefs(Drafts.plus(item.getContainerRefs(), new ContainerRef(id, null, null)));
            }
        }
        draft.set("equipment", boxes);
    }
}
