// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.AdditionalInfo;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Contact;
import portolan.schemas.avro.ContainerRef;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.Deadlines;
import portolan.schemas.avro.Duty;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.FilerRole;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingIdType;
import portolan.schemas.avro.Freight;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.avro.GoodsValue;
import portolan.schemas.avro.HsSource;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.LegFunction;
import portolan.schemas.avro.MasterDocument;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.Packages;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyId;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.PersonType;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.SupportingDocument;
import portolan.schemas.avro.Totals;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.avro.ValueType;
import portolan.schemas.wire.Topics;

/** Valid records on the wire; a test changes what it is about. */
final class WireFixtures {
    static final Instant FILED = Instant.parse("2026-03-01T10:00:00Z");
    static final Instant RECEIVED = Instant.parse("2026-03-01T10:00:05Z");
    /** When the broker took a record in. */
    static final Instant APPENDED = Instant.parse("2026-03-01T10:00:07Z");

    private WireFixtures() {}

    /** A filing in which every field says something. */
    static Filing filing() {
        return Filing.newBuilder()
                .setEventId(UUID.fromString("00000000-0000-0000-0000-00000000000a"))
                .setTenant("nl")
                .setReceivingAuthority("NL")
                .setSourceRegime(SourceRegime.ICS2_ENS)
                .setSourceMessageType("IE3F11")
                .setSourceMessageVersion("2.0")
                .setEventKind(EventKind.CREATE)
                .setFilingId("26NL0001")
                .setFilingIdType(FilingIdType.MRN)
                .setFilingVersion(1)
                .setSupersedesFilingId("26NL0000")
                .setFilerId("CARRIER1")
                .setFilerRole(FilerRole.NVOCC)
                .setFiledAt(FILED)
                .setReceivedAt(RECEIVED)
                .setConsignmentKey("MAEU:B1:2026")
                .setBillLevel(BillLevel.HOUSE)
                .setTransportDocument(new TransportDocument("B1", "N714", "MAEU", LocalDate.parse("2026-02-20")))
                .setMasterDocument(new MasterDocument("M1", "MSCU"))
                .setUcr("UCR1")
                .setNatureOfMovement(NatureOfMovement.IMPORT)
                .setTransportMode(TransportMode.SEA)
                .setConveyance(new Conveyance(ConveyanceIdType.IMO, "9321483", "EMMA", "DK", "W101", "MAEU"))
                .setRouting(List.of(
                        new Leg(
                                1,
                                LegFunction.LOAD,
                                "ECGYE",
                                "Guayaquil",
                                "EC",
                                Instant.parse("2026-03-01T01:00:00Z"),
                                Instant.parse("2026-03-01T02:00:00Z"),
                                Instant.parse("2026-03-01T03:00:00Z"),
                                Instant.parse("2026-03-01T04:00:00Z")),
                        new Leg(2, LegFunction.DISCHARGE, "NLRTM", null, null, null, null, null, null)))
                .setCountriesOfRouting(List.of("EC", "PA", "NL"))
                .setFirstEntryOffice("NL000396")
                .setOffice("NL000510")
                .setParties(List.of(new Party(
                        PartyRole.CONSIGNOR,
                        "Bananas del Sur",
                        List.of(new PartyId(IdScheme.TIN, "0990001")),
                        PersonType.LEGAL,
                        new Address(
                                "Calle", "bajo", "12", "PO 7", "Guayaquil", "Guayas", "090101", "EC", "Calle 12, EC"),
                        List.of(new Contact("EM", "a@b.ec")),
                        true,
                        null,
                        null)))
                .setGoodsItems(List.of(item()))
                .setEquipment(List.of(new Equipment(
                        "MSKU1234565",
                        true,
                        "22G1",
                        PackedStatus.FULL,
                        "1",
                        List.of(new Seal("S1", "SH", "2")),
                        decimal("2200"),
                        decimal("24000.5"),
                        decimal("13"),
                        "0120304")))
                .setTotals(new Totals(20L, decimal("18500"), 1, 2))
                .setFreight(new Freight(FreightPayment.COLLECT, money("1500.50"), "USD"))
                .setDocuments(List.of(new SupportingDocument(
                        "N380",
                        "INV-1",
                        money("11000.10"),
                        "EUR",
                        decimal("18300.5"),
                        990L,
                        "Camara de Comercio",
                        "Bananas del Sur SA",
                        "Fruit BV",
                        LocalDate.parse("2026-02-21"),
                        LocalDate.parse("2026-12-31"))))
                .setAdditionalInfo(List.of(new AdditionalInfo("X", "nothing")))
                .setDeadlines(new Deadlines(
                        Instant.parse("2026-03-02T01:00:00Z"),
                        Instant.parse("2026-03-20T01:00:00Z"),
                        Instant.parse("2026-03-02T00:00:00Z")))
                .setAttributes(Map.of("k", "v"))
                .setRawMessageRef(new RawMessageRef("raw", 0, 1L, "00", 17L, 4_711L, 2))
                .build();
    }

    static Item item() {
        return Item.newBuilder()
                .setSeq(1)
                .setDescription("fresh bananas")
                .setHs("0803.90.10")
                .setHsSource(HsSource.DECLARED)
                .setCountryOfOrigin("EC")
                .setGrossMassKg(decimal("18400.25"))
                .setNetMassKg(decimal("18000"))
                .setVolumeM3(decimal("33"))
                .setPackages(List.of(new Packages(1000L, "CT", "DEL SUR")))
                .setUndg(List.of("1845"))
                .setCusCode("0012345-6")
                .setValue(new GoodsValue(money("12000.10"), "EUR", ValueType.CIF))
                .setTemperatureSetC(decimal("13.5"))
                .setDuty(new Duty(decimal("8"), "A"))
                .setContainerRefs(List.of(new ContainerRef("MSKU1234565", 1000L, decimal("18400"))))
                .build();
    }

    static InspectionOutcome outcome() {
        return InspectionOutcome.newBuilder()
                .setOutcomeId("O1")
                .setTenant("nl")
                .setConsignmentKey("MAEU:B1:2026")
                .setCode(OutcomeCode.PROHIBITED_GOODS)
                .setReportedAt(RECEIVED)
                .setExamined(true)
                .setGoodsKind(portolan.schemas.avro.GoodsKind.NARCOTICS)
                .setOffice("NL000510")
                .setVersion(2)
                .build();
    }

    static BigDecimal decimal(String value) {
        return new BigDecimal(value).setScale(6);
    }

    static BigDecimal money(String value) {
        return new BigDecimal(value).setScale(2);
    }

    static byte[] bytes(Filing filing) {
        return Topics.CONSIGNMENTS_FILED.wire().encode(filing);
    }

    static RawRecord raw(Filing filing) {
        return raw(bytes(filing));
    }

    static RawRecord raw(byte[] value) {
        return raw(Topics.CONSIGNMENTS_FILED.name(), value);
    }

    static RawRecord raw(InspectionOutcome outcome) {
        return raw(
                Topics.INSPECTIONS_REPORTED.name(),
                Topics.INSPECTIONS_REPORTED.wire().encode(outcome));
    }

    static RawRecord raw(String topic, byte[] value) {
        return new RawRecord(
                topic, 3, 42, APPENDED.toEpochMilli(), Map.of("trace", utf8("t-1")), utf8("MAEU:B1:2026"), value);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
