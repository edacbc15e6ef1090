// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.pipeline.LedgerInput;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Contact;
import portolan.scoring.manifest.ContainerRef;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Deadlines;
import portolan.scoring.manifest.Duty;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filer;
import portolan.scoring.manifest.FilerRole;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Freight;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.Money;
import portolan.scoring.manifest.NatureOfMovement;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Packages;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.Payment;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.Role;
import portolan.scoring.manifest.Seal;
import portolan.scoring.manifest.SupportingDocument;
import portolan.scoring.manifest.Totals;
import portolan.scoring.manifest.TransportDocument;
import portolan.scoring.manifest.TransportMode;

class FilingFieldsTest {
    @Test
    void everyFieldOfTheDecisionsComesFromItsFieldOnTheWire() {
        assertThat(decoded()).isEqualTo(expected());
    }

    /** Guards the test above: a field that is added to the domain and forgotten in the fixture is null in both. */
    @Test
    void theFixtureFillsEveryField() {
        List<String> empty = new ArrayList<>();
        collectEmpty("filing", decoded(), empty);

        // What the second leg and the master document cannot say, and who is nobody for being "to order".
        assertThat(empty)
                .containsExactlyInAnyOrder(
                        "filing.consignment.master.type",
                        "filing.consignment.master.issueDate",
                        "filing.consignment.routing[1].name",
                        "filing.consignment.routing[1].country",
                        "filing.consignment.routing[1].eta",
                        "filing.consignment.routing[1].etd",
                        "filing.consignment.routing[1].ata",
                        "filing.consignment.routing[1].atd",
                        "filing.consignment.parties[0].identity.key",
                        "filing.consignment.parties[0].identity.byName",
                        "filing.consignment.notCounted");
    }

    @ParameterizedTest
    @MethodSource
    void everyWordOfTheWireIsAWordOfTheDecisions(Class<? extends Enum<?>> wire, Class<? extends Enum<?>> domain) {
        assertThat(names(domain)).containsAll(names(wire));
    }

    static Stream<Object[]> everyWordOfTheWireIsAWordOfTheDecisions() {
        return Stream.of(
                new Object[] {portolan.schemas.avro.EventKind.class, EventKind.class},
                new Object[] {portolan.schemas.avro.BillLevel.class, BillLevel.class},
                new Object[] {portolan.schemas.avro.FilerRole.class, FilerRole.class},
                new Object[] {portolan.schemas.avro.NatureOfMovement.class, NatureOfMovement.class},
                new Object[] {portolan.schemas.avro.TransportMode.class, TransportMode.class},
                new Object[] {portolan.schemas.avro.LegFunction.class, LegFunction.class},
                new Object[] {portolan.schemas.avro.PartyRole.class, Role.class},
                new Object[] {portolan.schemas.avro.PersonType.class, PersonType.class},
                new Object[] {portolan.schemas.avro.PackedStatus.class, PackedStatus.class},
                new Object[] {portolan.schemas.avro.FreightPayment.class, Payment.class},
                new Object[] {portolan.schemas.avro.OutcomeCode.class, OutcomeCode.class});
    }

    private static Filing decoded() {
        LedgerInput input = (LedgerInput) new FilingDecoder().decode(WireFixtures.raw(WireFixtures.filing()));
        return requireNonNull(input.filing());
    }

    private static Filing expected() {
        return new Filing(
                "00000000-0000-0000-0000-00000000000a",
                EventKind.CREATE,
                "26NL0001",
                1,
                "26NL0000",
                WireFixtures.FILED,
                new Position(WireFixtures.APPENDED.toEpochMilli(), Position.Input.FILING, "consignments.filed", 3, 42),
                new Consignment(
                        "nl",
                        new ConsignmentKey("MAEU:B1:2026"),
                        WireFixtures.RECEIVED,
                        BillLevel.HOUSE,
                        new TransportDocument("B1", "N714", "MAEU", LocalDate.parse("2026-02-20")),
                        new TransportDocument("M1", null, "MSCU", null),
                        NatureOfMovement.IMPORT,
                        TransportMode.SEA,
                        new Conveyance("IMO", "9321483", "EMMA", "DK", "W101", "MAEU"),
                        List.of(
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
                                new Leg(2, LegFunction.DISCHARGE, "NLRTM", null, null, null, null, null, null)),
                        List.of("EC", "PA", "NL"),
                        "NL000510",
                        new Filer("CARRIER1", FilerRole.NVOCC),
                        List.of(new Party(
                                Role.CONSIGNOR,
                                "Bananas del Sur",
                                List.of(new PartyId("TIN", "0990001")),
                                PersonType.LEGAL,
                                new Address("Calle 12 bajo PO 7", "Guayaquil Guayas", "090101", "EC", "Calle 12, EC"),
                                List.of(new Contact("EM", "a@b.ec")),
                                true)),
                        List.of(new GoodsItem(
                                1,
                                "fresh bananas",
                                "08039010",
                                "EC",
                                18400.25,
                                18000.0,
                                33.0,
                                List.of(new Packages(1000, "CT", "DEL SUR")),
                                List.of("1845"),
                                new Money(12000.10, "EUR", "CIF"),
                                13.5,
                                new Duty(8.0, "A"),
                                List.of(new ContainerRef("MSKU1234565", 1000L, 18400.0)))),
                        List.of(new Equipment(
                                "MSKU1234565",
                                "22G1",
                                PackedStatus.FULL,
                                List.of(new Seal("S1", "SH", "2")),
                                2200.0,
                                24000.5,
                                13.0)),
                        new Totals(20L, 18500.0, 1, 2),
                        new Freight(Payment.COLLECT, 1500.5, "USD"),
                        new Deadlines(
                                Instant.parse("2026-03-02T01:00:00Z"),
                                Instant.parse("2026-03-20T01:00:00Z"),
                                Instant.parse("2026-03-02T00:00:00Z")),
                        List.of(new SupportingDocument(
                                "N380",
                                "INV-1",
                                11000.10,
                                "EUR",
                                18300.5,
                                990L,
                                "Camara de Comercio",
                                "Bananas del Sur SA",
                                "Fruit BV",
                                LocalDate.parse("2026-02-21"),
                                LocalDate.parse("2026-12-31"))),
                        List.of()));
    }

    private static void collectEmpty(String path, @Nullable Object value, List<String> empty) {
        if (value == null || (value instanceof List<?> list && list.isEmpty())) {
            empty.add(path);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collectEmpty(path + '[' + i + ']', list.get(i), empty);
            }
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                try {
                    collectEmpty(
                            path + '.' + component.getName(),
                            component.getAccessor().invoke(value),
                            empty);
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError(path, e);
                }
            }
        }
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(requireNonNull(type.getEnumConstants()))
                .map(Enum::name)
                .toList();
    }
}
