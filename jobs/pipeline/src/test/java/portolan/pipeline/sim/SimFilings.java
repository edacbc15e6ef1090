// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.FilerRole;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingIdType;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyId;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.PersonType;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.wire.Topics;

/** Records of inputs on the wire. */
final class SimFilings {
    private static final RawMessageRef REF = new RawMessageRef("raw", 0, 1L, "00", null, null, null);

    private SimFilings() {}

    static String key(String bill) {
        return "MAEU:" + bill + ":2026";
    }

    /** A bill's version.
     *
     * @param goods draws who and what
     */
    record Bill(
            EventKind kind,
            String number,
            int version,
            String filer,
            String filingId,
            int goods,
            @Nullable String master,
            boolean isMaster,
            @Nullable Instant eta) {}

    static byte[] filing(Bill bill, Instant at) {
        int goods = bill.goods();
        Filing filing = Filing.newBuilder()
                .setEventId(new UUID(
                        bill.number().hashCode(),
                        31L * bill.version() + bill.kind().ordinal()))
                .setTenant("nl")
                .setReceivingAuthority("NL")
                .setSourceRegime(SourceRegime.OTHER)
                .setSourceMessageType("IE3F11")
                .setSourceMessageVersion("1")
                .setEventKind(bill.kind())
                .setFilingId(bill.filingId())
                .setFilingIdType(FilingIdType.MRN)
                .setFilingVersion(bill.version())
                .setFilerId(bill.filer())
                .setFilerRole(FilerRole.FORWARDER)
                .setFiledAt(at)
                .setReceivedAt(at)
                .setConsignmentKey(key(bill.number()))
                .setBillLevel(bill.isMaster() ? BillLevel.MASTER : BillLevel.HOUSE)
                .setTransportDocument(new TransportDocument(bill.number(), "N714", "MAEU", null))
                .setMasterDocument(bill.master() == null ? null : new MasterDocument(bill.master(), "MAEU"))
                .setNatureOfMovement(NatureOfMovement.IMPORT)
                .setTransportMode(TransportMode.SEA)
                .setConveyance(new Conveyance(null, null, null, null, null, null))
                .setRouting(List.of(
                        new Leg(1, LegFunction.LOAD, "CNSHA", null, null, null, null, null, null),
                        new Leg(2, LegFunction.DISCHARGE, "NLRTM", null, null, bill.eta(), null, null, null)))
                .setCountriesOfRouting(List.of("CN", "NL"))
                .setOffice(goods % 3 == 0 ? "NLRTM" : "NLSPL")
                .setParties(List.of(
                        party(PartyRole.CONSIGNOR, "S" + goods % 7, "CN"),
                        party(PartyRole.CONSIGNEE, "C" + goods % 11, "NL")))
                .setGoodsItems(List.of(item(goods)))
                .setEquipment(List.of(Equipment.newBuilder().setId(box(goods)).build()))
                .setRawMessageRef(REF)
                .build();
        return Topics.CONSIGNMENTS_FILED.wire().encode(filing);
    }

    /** Who sends it: mostly one whom lists of senders name, when there are any. */
    static Map<String, byte[]> headers(byte[] value) {
        int draw = Math.floorMod(Arrays.hashCode(value), 8);
        return draw == 0
                ? Map.of()
                : Map.of(RawRecord.SENDER, (draw == 1 ? "OTHER" : "TRUE").getBytes(StandardCharsets.UTF_8));
    }

    static String box(int goods) {
        return List.of("MSKU0000006", "MSKU0000011", "MSKU0000027", "MSKU0000032")
                .get(goods % 4);
    }

    private static Item item(int goods) {
        return Item.newBuilder()
                .setSeq(1)
                .setDescription("cotton shirts")
                .setHs("6" + goods % 3 + "0520")
                .setCountryOfOrigin("CN")
                .setGrossMassKg(new BigDecimal(500 + goods % 2_500).setScale(6))
                .build();
    }

    private static Party party(PartyRole role, String number, String country) {
        return Party.newBuilder()
                .setRole(role)
                .setRawName("Party " + number)
                .setIds(List.of(new PartyId(IdScheme.EORI, number)))
                .setPersonType(PersonType.LEGAL)
                .setAddress(Address.newBuilder().setCountry(country).build())
                .build();
    }

    static byte[] outcome(String bill, int version, OutcomeCode code, Instant at) {
        return Topics.INSPECTIONS_REPORTED
                .wire()
                .encode(InspectionOutcome.newBuilder()
                        .setOutcomeId("O-" + bill + '-' + version)
                        .setTenant("nl")
                        .setConsignmentKey(key(bill))
                        .setCode(code)
                        .setReportedAt(at)
                        .setExamined(true)
                        .setOffice("NLRTM")
                        .setVersion(version)
                        .build());
    }

    static byte[] move(String id, String box, ContainerEvent event, int who, Instant at) {
        return Topics.CONTAINERS_MOVED
                .wire()
                .encode(ContainerMoved.newBuilder()
                        .setEventId(id)
                        .setTenant("nl")
                        .setEquipmentId(box)
                        .setEvent(event)
                        .setLocode("NLRTM")
                        .setAt(at)
                        .setReportedAt(at)
                        .setHaulier(party(PartyRole.CARRIER, "H" + who % 5, "NL"))
                        .setConsignee(party(PartyRole.CONSIGNEE, "C" + who % 11, "NL"))
                        .setRawMessageRef(REF)
                        .build());
    }
}
