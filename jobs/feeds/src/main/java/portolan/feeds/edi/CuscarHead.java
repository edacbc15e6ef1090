// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Codes;
import portolan.feeds.Drafts;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.FilerRole;
import portolan.schemas.avro.FilingIdType;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;

/** What a filing of a CUSCAR is about: the message's function, the bill's numbers, the ship, who filed. */
final class CuscarHead {
    static final Map<String, EventKind> FUNCTIONS = Codes.table("function", EventKind::valueOf);

    private final Cuscar report;
    private final Values values;
    private final Draft draft;
    private final Attributes attributes;

    CuscarHead(Cuscar report, Draft draft, Attributes attributes) {
        this.report = report;
        this.values = report.values;
        this.draft = draft;
        this.attributes = attributes;
    }

    void message() throws FaultException {
        Segment unh = report.head.message();
        Segment bgm = report.bgm;
        draft.set("sourceRegime", SourceRegime.CUSCAR);
        draft.set("sourceMessageType", "CUSCAR");
        draft.setIfKnown("sourceMessageVersion", values.text(unh.text(2, 2) + unh.text(2, 3)));
        draft.set("filingIdType", FilingIdType.CONTROL_NO);
        draft.setIfKnown("filedAt", report.sentAt());
        draft.set("eventKind", values.requiredCode("eventKind", "BGM 1225", bgm.text(3), FUNCTIONS, EventKind.class));
        attributes.add("BGM-1001", bgm.text(1));
        attributes.add("BGM-1004", bgm.text(2));
        for (Segment other : report.others) {
            attributes.add(
                    other.is("RFF") ? "RFF-" + other.text(1) : other.tag(),
                    other.is("RFF") ? other.text(1, 2) : other.toString());
        }
    }

    /**
     * The lowest reference is the bill, the next above it its master.
     *
     * @param first segment of the bill
     */
    void numbers(TransportDocument document, Segment first, List<Party> parties) {
        String carrier = carrier(parties);
        document.setIssuer(carrier);
        if (report.references.isEmpty()) {
            // Some give the number in the CNI alone.
            document.setNumber(first.is("CNI") ? first.text(2) : "");
            draft.set("billLevel", BillLevel.STRAIGHT);
            draft.set("transportDocument", document);
            return;
        }
        Cuscar.Level own = report.references.lastKey();
        Segment number = report.references.lastEntry().getValue();
        document.setNumber(number.text(1, 2));
        document.setType(number.text(1));
        draft.set("transportDocument", document);
        TreeMap<Cuscar.Level, Segment> all = new TreeMap<>(report.above);
        all.putAll(report.references);
        Map.Entry<Cuscar.Level, Segment> master = all.lowerEntry(own);
        if (master != null) {
            draft.set("masterDocument", new MasterDocument(master.getValue().text(1, 2), carrier));
        }
        if (master != null || own == Cuscar.Level.HOUSE) {
            draft.set("billLevel", BillLevel.HOUSE);
            String forwarder = id(parties, PartyRole.CONSOLIDATOR);
            document.setIssuer(forwarder == null ? carrier : forwarder);
        } else {
            draft.set("billLevel", own == Cuscar.Level.MASTER ? BillLevel.MASTER : BillLevel.STRAIGHT);
        }
    }

    /** NAD CA of the bill, else of the message, else of its TDT; null where none says. */
    private @Nullable String carrier(List<Party> parties) {
        String ofBill = id(parties, PartyRole.CARRIER);
        String ofMessage = ofBill == null ? ofMessage("CA") : ofBill;
        return ofMessage != null ? ofMessage : values.text(report.voyage.text(5));
    }

    private static @Nullable String id(List<Party> parties, PartyRole role) {
        for (Party party : parties) {
            if (party.getRole() == role && !party.getIds().isEmpty()) {
                return party.getIds().get(0).getValue();
            }
        }
        return null;
    }

    private @Nullable String ofMessage(String role) {
        return NamedParty.id(Segment.first(report.parties, "NAD", role), values);
    }

    /** @param ofBill TDT of the bill */
    void conveyance(Segment ofBill) {
        Segment tdt = report.voyage.isNone() ? ofBill : report.voyage;
        TransportMode mode = values.mode("transportMode", tdt.text(3));
        String id = values.text(tdt.text(8));
        draft.set(
                "conveyance",
                new Conveyance(
                        id == null ? null : Drafts.idType(mode),
                        id,
                        values.text(tdt.free(8, 4)),
                        values.text(tdt.text(8, 5)),
                        values.text(tdt.text(2)),
                        values.text(tdt.text(5))));
        draft.set("transportMode", mode == null ? TransportMode.SEA : mode);
        String sender = report.head.sender();
        String filer = ofMessage("MS");
        String carrier = ofMessage("CA");
        if (filer == null) {
            filer = carrier == null ? sender : carrier;
        }
        draft.setIfKnown("filerId", filer);
        draft.set("filerRole", carrier == null || carrier.equals(filer) ? FilerRole.CARRIER : FilerRole.AGENT);
    }
}
