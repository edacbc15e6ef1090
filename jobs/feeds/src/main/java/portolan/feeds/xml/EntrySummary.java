// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Drafts;
import portolan.feeds.Notes;
import portolan.feeds.Profile;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.SupportingDocument;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.FieldValue;
import portolan.schemas.mapping.MessageMapping;

/** Entry summary declarations of ICS1: one filing for each transport document that the items name. */
final class EntrySummary {
    static final XmlFormat FORMAT = new XmlFormat(
            SourceRegime.ENS_ICS1.name(),
            root -> List.of("CC315A", "CC313A").contains(root.getLocalPart()),
            List.of(),
            List.of(),
            EntrySummary::reading);

    static final FieldMap MAP = FieldMap.of("ens-ics1");

    private static final String AMENDMENT = "CC313A";
    private static final String ITEM = "GOOITEGDS";
    private static final String HEADER = "HEAHEA";
    private static final String DOCUMENT = "PRODOCDC2";
    private static final String TO_ORDER = "10600";
    private static final Set<String> HOUSES = Set.of("N703", "N714");
    private static final Set<String> MASTERS = Set.of("N704", "N741");
    private static final Set<String> STRAIGHTS =
            Set.of("N705", "N710", "N720", "N722", "N730", "N740", "N750", "N787", "N952");

    private static XmlFormat.Reading reading(Profile profile, int units) {
        MessageMapping map = MAP.by(profile);
        return (message, bills) -> {
            EntrySummaryRules.check(message, bills.notes());
            Map<Bill, List<XmlNode>> byBill = new LinkedHashMap<>();
            for (XmlNode item : message.childrenNamed(ITEM)) {
                byBill.computeIfAbsent(Bill.of(item, message), key -> new ArrayList<>())
                        .add(item);
            }
            if (byBill.isEmpty()) {
                byBill.put(Bill.of(message, message), List.of());
            }
            boolean alone = byBill.size() == 1;
            byBill.forEach((bill, items) -> {
                boolean whole = alone || bill.inHeader();
                int from = whole ? message.from() : items.get(0).from();
                int to = whole ? message.to() : items.get(items.size() - 1).to();
                bills.take(
                        from, to, null, () -> draft(map, message, bill, items, alone, profile.zone(), bills.notes()));
            });
        };
    }

    private static Draft draft(
            MessageMapping map,
            XmlNode message,
            Bill bill,
            List<XmlNode> items,
            boolean alone,
            ZoneId zone,
            Notes notes)
            throws FaultException {
        Draft draft = map.draft(message.withOnly(ITEM, items), notes::unreadable);
        bill.into(draft);
        draft.set("sourceRegime", SourceRegime.ENS_ICS1);
        draft.set("eventKind", message.name().equals(AMENDMENT) ? EventKind.REPLACE : EventKind.CREATE);
        prepared(draft, message, zone);
        documents(draft, items);
        conveyance(draft);
        List<Equipment> boxes = boxes(items);
        if (alone) {
            draft.set(
                    "totals",
                    Drafts.totals(
                            message.textAt(HEADER, "TotNumOfPacHEA306"),
                            message.textAt(HEADER, "TotGroMasHEA307"),
                            message.textAt(HEADER, "TotNumOfIteHEA305")));
            if (boxes.size() == 1) {
                boxes.get(0).setSeals(seals(message));
            }
        }
        draft.set("equipment", boxes);
        order(draft, items);
        return draft;
    }

    /** The transport document that an item travels under. */
    private record Bill(
            String number, @Nullable String type, @Nullable String master, boolean inHeader) {
        static Bill of(XmlNode item, XmlNode message) {
            XmlNode house = document(item, HOUSES);
            XmlNode master = document(item, MASTERS);
            XmlNode straight = document(item, STRAIGHTS);
            if (house != null) {
                return under(house, master != null ? master : straight);
            }
            if (straight != null || master != null) {
                return under(straight != null ? straight : master, null);
            }
            String reference = item.textAt("ComRefNumGIM1");
            if (!reference.isEmpty()) {
                return new Bill(reference, null, null, false);
            }
            String ofAll = message.textAt(HEADER, "ComRefNumHEA");
            if (!ofAll.isEmpty()) {
                return new Bill(ofAll, null, null, true);
            }
            XmlNode any = document(item, Set.of());
            if (any != null) {
                return under(any, null);
            }
            String own = message.textAt(HEADER, "RefNumHEA4");
            return new Bill(own.isEmpty() ? message.textAt(HEADER, "DocNumHEA5") : own, null, null, true);
        }

        private static Bill under(@Nullable XmlNode document, @Nullable XmlNode above) {
            return document == null
                    ? new Bill("", null, null, false)
                    : new Bill(
                            document.textAt("DocRefDC23"),
                            document.textAt("DocTypDC21"),
                            above == null ? null : above.textAt("DocRefDC23"),
                            false);
        }

        private static @Nullable XmlNode document(XmlNode item, Set<String> types) {
            for (XmlNode document : item.childrenNamed(DOCUMENT)) {
                boolean fits = types.isEmpty() || types.contains(document.textAt("DocTypDC21"));
                if (fits && !document.textAt("DocRefDC23").isEmpty()) {
                    return document;
                }
            }
            return null;
        }

        void into(Draft draft) {
            String issuer =
                    draft.get("transportDocument") instanceof TransportDocument known ? known.getIssuer() : null;
            draft.set("transportDocument", new TransportDocument(number, type, issuer, null));
            if (master != null) {
                draft.set("masterDocument", new MasterDocument(master, null));
            }
            boolean house = type != null && HOUSES.contains(type);
            boolean above = type != null && MASTERS.contains(type);
            draft.setIfAbsent("billLevel", house ? BillLevel.HOUSE : above ? BillLevel.MASTER : BillLevel.STRAIGHT);
        }
    }

    private static void prepared(Draft draft, XmlNode message, ZoneId zone) throws FaultException {
        String day = message.textAt("DatOfPreMES9");
        String time = message.textAt("TimOfPreMES10");
        if (!day.isEmpty()) {
            String pattern = day.length() == 6 ? "yyMMddHHmm" : "yyyyMMddHHmm";
            DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
            String at = day + (time.isEmpty() ? "0000" : time);
            draft.set("filedAt", FieldValue.timestamp(at, format, zone, () -> "filedAt"));
        }
    }

    private static void documents(Draft draft, List<XmlNode> items) {
        Map<String, SupportingDocument> documents = new LinkedHashMap<>();
        for (XmlNode item : items) {
            for (XmlNode document : item.childrenNamed(DOCUMENT)) {
                String type = document.textAt("DocTypDC21");
                String ref = document.textAt("DocRefDC23");
                if (!ref.isEmpty()) {
                    documents.put(type + ' ' + ref, Drafts.document(type, ref));
                }
            }
        }
        draft.set("documents", new ArrayList<>(documents.values()));
    }

    /** What the identity is follows from the mode; a ship's that is no IMO number is its name. */
    private static void conveyance(Draft draft) {
        if (!(draft.get("conveyance") instanceof Conveyance means) || means.getId() == null) {
            return;
        }
        Drafts.identify(means, draft.get("transportMode"));
    }

    private static List<Equipment> boxes(List<XmlNode> items) {
        Map<String, Equipment> boxes = new LinkedHashMap<>();
        for (XmlNode item : items) {
            for (XmlNode box : item.childrenNamed("CONNR2")) {
                String id = box.textAt("ConNumNR21");
                if (!id.isEmpty()) {
                    boxes.putIfAbsent(id, Equipment.newBuilder().setId(id).build());
                }
            }
        }
        return new ArrayList<>(boxes.values());
    }

    private static List<Seal> seals(XmlNode message) {
        return Drafts.seals(message.childrenNamed("SEAID529").stream().map(seal -> seal.textAt("SeaIdSEAID530")));
    }

    private static void order(Draft draft, List<XmlNode> items) {
        boolean toOrder = items.stream()
                .flatMap(item -> item.childrenNamed("SPEMENMT2").stream())
                .anyMatch(mention -> mention.textAt("AddInfCodMT23").equals(TO_ORDER));
        if (!toOrder) {
            return;
        }
        List<Party> parties = new ArrayList<>(Drafts.list(draft, "parties", Party.class));
        if (parties.stream().noneMatch(party -> party.getRole() == PartyRole.CONSIGNEE)) {
            parties.add(Party.newBuilder().setRole(PartyRole.CONSIGNEE).build());
            draft.set("parties", parties);
        }
        parties.stream()
                .filter(party -> party.getRole() == PartyRole.CONSIGNEE)
                .forEach(party -> party.setIsToOrder(true));
    }
}
