// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.pipeline.kafka.WireFixtures.raw;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import portolan.pipeline.Calls;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.EventClassifier;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.PackedStatus;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyId;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.PersonType;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.wire.Topics;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.Position;

class MoveDecoderTest {
    private static final Instant AT = WireFixtures.APPENDED.minus(Duration.ofHours(3));

    private final TopicDecoder decoder = new TopicDecoder();

    private static ContainerMoved.Builder moved() {
        return ContainerMoved.newBuilder()
                .setEventId("e-1")
                .setTenant("nl")
                .setEquipmentId("csqu 305438-3")
                .setEvent(ContainerEvent.GATE_OUT)
                .setFullEmpty(PackedStatus.FULL)
                .setLocode("nlrtm")
                .setFacility(" ECT ")
                .setAt(AT)
                .setReportedAt(AT)
                .setHaulier(party(PartyRole.CARRIER, "NL1", PersonType.LEGAL))
                .setConsignee(party(PartyRole.CONSIGNEE, "NL2", PersonType.LEGAL))
                .setRawMessageRef(new RawMessageRef("messages.received", 0, 1L, "", null, null, null));
    }

    private static Party party(PartyRole role, String number, PersonType type) {
        return Party.newBuilder()
                .setRole(role)
                .setRawName("HAULAGE BV")
                .setPersonType(type)
                .setIds(List.of(new PartyId(IdScheme.EORI, number)))
                .build();
    }

    private static RawRecord record(ContainerMoved moved) {
        return new RawRecord(
                "containers.moved",
                3,
                42,
                WireFixtures.APPENDED.toEpochMilli(),
                Map.of(),
                WireFixtures.utf8("CSQU3054383"),
                Topics.CONTAINERS_MOVED.wire().encode(moved));
    }

    private ContainerMove move(ContainerMoved moved) {
        return Objects.requireNonNull(((LedgerInput) decoder.decode(record(moved))).move());
    }

    private Reject rejected(ContainerMoved moved) {
        return (Reject) decoder.decode(record(moved));
    }

    @Test
    void everyFieldThatTeachesIsTakenOver() {
        ContainerMove move = move(moved().build());

        assertThat(move)
                .isEqualTo(new ContainerMove(
                        "nl",
                        "e-1",
                        "CSQU3054383",
                        ContainerMove.Kind.GATE_OUT,
                        true,
                        portolan.scoring.manifest.PackedStatus.FULL,
                        "NLRTM",
                        "ECT",
                        AT,
                        new PartyKey("EORI:NL1"),
                        "HAULAGE BV",
                        new PartyKey("EORI:NL2"),
                        new Position(
                                WireFixtures.APPENDED.toEpochMilli(), Position.Input.MOVE, "containers.moved", 3, 42)));
        assertThat(Calls.of(move))
                .extracting(Calls::key)
                .containsExactly("nl|consignee|EORI:NL2", "nl|container|CSQU3054383", "nl|port|NLRTM");
    }

    @Test
    void whatIsPlannedOrOfNoKnownPlaceBoxOrKindIsValidAndTeachesNothing() {
        List<ContainerMoved> idle = List.of(
                moved().setClassifier(EventClassifier.PLANNED)
                        .setAt(AT.plus(Duration.ofDays(9)))
                        .build(),
                moved().setClassifier(EventClassifier.ESTIMATED).build(),
                moved().setLocode("ROTTERDAM").build(),
                moved().setEquipmentId("CSQU3054384").build(),
                moved().setEvent(ContainerEvent.OTHER).build());

        assertThat(idle).allSatisfy(moved -> {
            assertThat(move(moved).teaches()).isFalse();
            assertThat(Calls.of(move(moved))).isEmpty();
        });
    }

    @Test
    void whatHappenedAheadOfItsReportIsRefused() {
        Reject reject = rejected(
                moved().setAt(WireFixtures.APPENDED.plus(Duration.ofHours(27))).build());

        assertThat(reject.reason()).isEqualTo("INVALID_VALUE");
        assertThat(reject.message())
                .contains("at must not lie more than 26 hours ahead", "container=csqu 305438-3, event=GATE_OUT");
    }

    @Test
    void allFaultsAreInOneMessage() {
        Reject reject = rejected(
                moved().setTenant("").setEventId(" ").setAt(Instant.EPOCH).build());

        assertThat(reject.reason()).isEqualTo("MISSING_FIELD");
        assertThat(reject.message()).contains("tenant is missing", "eventId is missing", "at must lie between 1990");
        assertThat(reject.raw().topic()).isEqualTo("containers.moved");
    }

    @Test
    void aHaulierWhoIsANaturalPersonIsNotRemembered() {
        ContainerMoved moved = moved().setHaulier(party(PartyRole.CARRIER, "NL1", PersonType.NATURAL))
                .build();

        assertThat(move(moved).haulier()).isNull();
        assertThat(move(moved).haulierName()).isNull();
    }

    @Test
    void aFilingOnTheTopicOfMovesIsAnUnknownSchema() {
        RawRecord astray = raw("containers.moved", WireFixtures.bytes(WireFixtures.filing()));

        assertThat(((Reject) decoder.decode(astray)).reason()).isEqualTo("UNKNOWN_SCHEMA");
    }
}
