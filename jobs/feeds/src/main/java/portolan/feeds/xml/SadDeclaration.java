// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.xml;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.feeds.Declarations;
import portolan.feeds.Drafts;
import portolan.feeds.Notes;
import portolan.feeds.Profile;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Freight;
import portolan.schemas.avro.GoodsValue;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.SupportingDocument;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.FieldValue;
import portolan.schemas.mapping.MessageMapping;

/** Declarations of ASYCUDA World: one filing, or a supplement of the bill that the declaration clears. */
final class SadDeclaration {
    static final XmlFormat FORMAT = new XmlFormat(
            SourceRegime.SAD.name(),
            root -> root.getLocalPart().equals("ASYCUDA"),
            List.of(),
            List.of(),
            SadDeclaration::reading);

    static final FieldMap MAP = FieldMap.of("sad");

    private static final String ITEM = "Item";
    private static final String DOCUMENTS = "Attached_documents";
    private static final Pattern TRANSPORT =
            Pattern.compile("N?(703|704|705|710|714|720|722|730|733|740|741|750|787|952)");
    private static final Pattern INVOICE = Pattern.compile("N?(325|380|384|388|935)");

    /** As ASYCUDA World exports days, whatever the country writes: 6/10/25 is the tenth of June. */
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("M/d/[uuuu][uu]", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private static final String NO_CURRENCY = "ZZZ";
    private static final Pattern PLATES = Pattern.compile("\\s*[/;,]\\s*");
    private static final Set<String> NONE = Set.of("0", "00", "000", "0000");
    private static final int MOST_DIGITS = 10;

    /** What holds items, containers and documents together where exports have another structure, as in Aruba. */
    private static final Set<String> WRAPPERS = Set.of("SAD", "Items", "Containers", "Attached_documents");

    private static final Map<String, String> NAMES = Codes.table("asycuda", name -> name);

    private static XmlFormat.Reading reading(Profile profile, int units) {
        MessageMapping map = MAP.by(profile);
        return (message, bills) -> bills.take(
                message.from(), message.to(), null, () -> draft(map, usual(message), profile, bills.notes()));
    }

    private static XmlNode usual(XmlNode message) {
        return message.childrenNamed("SAD").isEmpty() ? message : message.rewritten(WRAPPERS, NAMES);
    }

    private static Draft draft(MessageMapping map, XmlNode message, Profile profile, Notes notes)
            throws FaultException {
        Draft draft = map.draft(message, notes::unreadable);
        identify(draft, message, profile);
        List<XmlNode> items = message.childrenNamed(ITEM);
        nature(draft, items);
        conveyance(draft);
        Drafts.list(draft, "parties", Party.class).forEach(SadDeclaration::nameAndAddress);
        List<Item> goods = Drafts.list(draft, "goodsItems", Item.class);
        for (int at = 0; at < goods.size() && at < items.size(); at++) {
            goods(goods.get(at), items.get(at));
        }
        draft.set("documents", documents(items, profile, message, notes));
        boxes(draft, message, goods);
        draft.set(
                "totals",
                Drafts.totals(
                        message.textAt("Property", "Nbers", "Total_number_of_packages"),
                        message.textAt("Valuation", "Weight", "Gross_weight"),
                        message.textAt("Property", "Nbers", "Total_number_of_items")));
        if (draft.get("freight") instanceof Freight freight && freight.getCurrency() == null) {
            freight.setAmount(null);
        }
        return draft;
    }

    private static void identify(Draft draft, XmlNode message, Profile profile) {
        String registered = registration(message);
        if (registered.isEmpty()) {
            draft.set("eventKind", EventKind.STATUS);
        }
        String previous = previous(message);
        if (!registered.isEmpty() && !previous.isEmpty()) {
            Drafts.attribute(draft, Declarations.CLEARS, previous);
        }
        String reference = message.textAt("Declarant", "Reference", "Number");
        String declarant = message.textAt("Declarant", "Declarant_code");
        draft.set("filingId", registered.isEmpty() ? declarant + ':' + reference : registered);
        draft.set("transportDocument", bill(message, profile, previous, registered.isEmpty() ? declarant : ""));
    }

    /** The attached transport document, else the bill of the manifest, else what the office or the declarant counts. */
    private static TransportDocument bill(XmlNode message, Profile profile, String previous, String draftBy) {
        String declarant = message.textAt("Declarant", "Declarant_code");
        String issuer = declarant.isEmpty() ? null : declarant;
        XmlNode document = transportDocument(message, profile);
        if (document != null) {
            return new TransportDocument(
                    document.textAt("Attached_document_reference"),
                    document.textAt("Attached_document_code"),
                    issuer,
                    day(document, profile));
        }
        if (!previous.isEmpty()) {
            return new TransportDocument(previous, null, issuer, null);
        }
        if (!draftBy.isEmpty()) {
            return new TransportDocument(message.textAt("Declarant", "Reference", "Number"), null, issuer, null);
        }
        String office = message.textAt("Identification", "Office_segment", "Customs_clearance_office_code");
        String series = message.textAt("Identification", "Registration", "Serial_number");
        return new TransportDocument(
                message.textAt("Identification", "Registration", "Number"),
                null,
                series.isEmpty() ? office : office + '-' + series,
                null);
    }

    /** Office, series, number and day; empty for a draft. */
    private static String registration(XmlNode message) {
        String number = message.textAt("Identification", "Registration", "Number");
        return number.isEmpty()
                ? ""
                : String.join(
                        ":",
                        message.textAt("Identification", "Office_segment", "Customs_clearance_office_code"),
                        message.textAt("Identification", "Registration", "Serial_number"),
                        number,
                        message.textAt("Identification", "Registration", "Date"));
    }

    private static String previous(XmlNode message) {
        for (XmlNode item : message.childrenNamed(ITEM)) {
            String bill = item.textAt("Previous_doc", "Summary_declaration");
            if (!bill.isEmpty() && !Codes.isNoNumber(bill)) {
                return bill;
            }
        }
        return "";
    }

    private static @Nullable XmlNode transportDocument(XmlNode message, Profile profile) {
        for (XmlNode item : message.childrenNamed(ITEM)) {
            for (XmlNode document : item.childrenNamed(DOCUMENTS)) {
                String code = document.textAt("Attached_document_code");
                boolean fits = TRANSPORT
                        .matcher(profile.meaning("transportDocument.type", code))
                        .matches();
                if (fits && !document.textAt("Attached_document_reference").isEmpty()) {
                    return document;
                }
            }
        }
        return null;
    }

    /** Procedures that begin with 8 are transit. */
    private static void nature(Draft draft, List<XmlNode> items) {
        boolean transit = !items.isEmpty()
                && items.stream()
                        .allMatch(item -> item.textAt("Tarification", "Extended_customs_procedure")
                                .startsWith("8"));
        if (transit) {
            draft.set("natureOfMovement", NatureOfMovement.TRANSIT);
        }
    }

    private static void conveyance(Draft draft) {
        if (!(draft.get("conveyance") instanceof Conveyance means) || means.getId() == null) {
            return;
        }
        Object mode = draft.get("transportMode");
        if (mode == TransportMode.ROAD) {
            List<String> plates = Arrays.asList(PLATES.split(means.getId(), -1));
            means.setIdType(ConveyanceIdType.PLATE);
            means.setId(plates.get(0));
            for (int trailer = 1; trailer < plates.size(); trailer++) {
                Drafts.attribute(
                        draft, "conveyance.trailer" + (trailer == 1 ? "" : "#" + trailer), plates.get(trailer));
            }
        } else {
            Drafts.identify(means, mode);
        }
    }

    private static void nameAndAddress(Party party) {
        String text = party.getRawName();
        int end = text == null ? -1 : text.indexOf('\n');
        if (text != null && end > 0) {
            party.setRawName(text.substring(0, end).strip());
            String address = text.substring(end + 1).strip();
            if (!address.isEmpty()) {
                party.setAddress(Address.newBuilder().setRawText(address).build());
            }
        }
    }

    private static void goods(Item item, XmlNode source) {
        String more = source.textAt("Tarification", "HScode", "Precision_1");
        String hs = item.getHs();
        if (hs != null && more.matches("[0-9]{1,4}") && !NONE.contains(more)) {
            String whole = hs + more;
            item.setHs(whole.substring(0, Math.min(whole.length(), MOST_DIGITS)));
        }
        GoodsValue value = item.getValue();
        if (value != null && value.getCurrency() == null) {
            item.setValue(null);
        }
        String marks = source.textAt("Packages", "Marks2_of_packages");
        if (!marks.isEmpty() && !item.getPackages().isEmpty()) {
            Drafts.mark(item, marks);
        }
    }

    private static List<SupportingDocument> documents(
            List<XmlNode> items, Profile profile, XmlNode message, Notes notes) {
        Map<String, SupportingDocument> documents = new LinkedHashMap<>();
        for (XmlNode item : items) {
            for (XmlNode document : item.childrenNamed(DOCUMENTS)) {
                String code = document.textAt("Attached_document_code");
                String reference = document.textAt("Attached_document_reference");
                if (!reference.isEmpty()) {
                    SupportingDocument attached = Drafts.document(profile.meaning("documents.type", code), reference);
                    attached.setIssueDate(day(document, profile));
                    String day = document.textAt("Attached_document_date");
                    if (attached.getIssueDate() == null && !day.isEmpty()) {
                        notes.unreadable(FieldValue.wrongType(() -> "documents[*].issueDate", "a day", day));
                    }
                    documents.putIfAbsent(code + ' ' + reference, attached);
                }
            }
        }
        List<SupportingDocument> all = new ArrayList<>(documents.values());
        invoiced(all, message);
        return all;
    }

    private static @Nullable LocalDate day(XmlNode document, Profile profile) {
        String text = document.textAt("Attached_document_date");
        return Stream.concat(profile.dates().stream(), Stream.of(DAY))
                .map(format -> Drafts.dayOrNull(text, format))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The declaration states what all invoices come to: of one alone it is the amount. */
    private static void invoiced(List<SupportingDocument> documents, XmlNode message) {
        List<SupportingDocument> invoices = documents.stream()
                .filter(document -> document.getType() != null
                        && INVOICE.matcher(document.getType()).matches())
                .toList();
        String currency = message.textAt("Valuation", "Gs_Invoice", "Currency_code");
        if (invoices.size() == 1 && currency.length() == 3 && !currency.equals(NO_CURRENCY)) {
            invoices.get(0)
                    .setAmount(
                            Drafts.moneyOrNull(message.textAt("Valuation", "Gs_Invoice", "Amount_foreign_currency")));
            invoices.get(0).setCurrency(currency);
        }
    }

    /** A container says which item it holds. */
    private static void boxes(Draft draft, XmlNode message, List<Item> goods) {
        for (XmlNode container : message.childrenNamed("Container")) {
            String id = container.textAt("Container_identity");
            String number = container.textAt("Item_Number");
            int item = number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 0;
            if (!id.isEmpty() && item >= 1 && item <= goods.size()) {
                ContainerRef ref = new ContainerRef(id, Drafts.countOrNull(container.textAt("Packages_number")), null);
                goods.get(item - 1)
                        .setContainerRefs(Drafts.plus(goods.get(item - 1).getContainerRefs(), ref));
            }
        }
        List<Equipment> boxes = Drafts.list(draft, "equipment", Equipment.class);
        String seal = message.textAt("Transit", "Seals", "Identity");
        if (boxes.stream().map(Equipment::getId).distinct().count() == 1 && !seal.isEmpty()) {
            boxes.get(0).setSeals(List.of(new Seal(seal, null, null)));
        }
    }
}
