// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.container;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.RECEIVED_AT;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;
import static portolan.scoring.Consignments.outcome;
import static portolan.scoring.Consignments.registered;
import static portolan.scoring.Consignments.withdrawn;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Join;
import portolan.scoring.indicator.Readings;
import portolan.scoring.kind.Memories;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Filer;
import portolan.scoring.manifest.FilerRole;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.Role;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

class ContainerIndicatorsTest {
    private final MemoryKind<ContainerMemory> kind = Memories.CONTAINER;
    private final ContainerMemory memory = kind.unseen();

    @Test
    void anUnseenBoxSaysNothing() {
        assertThat(answer(sailing("A", "610W", "CNSHA", 0, "NLRTM", 30))).isEqualTo(Answer.NOTHING);
    }

    @Test
    void aBoxThatIsAtSeaElsewhereCannotBeLoaded() {
        take(filed(sailing("A", "610W", "CNSHA", 0, "NLRTM", 30).build()));

        assertThat(read(sailing("B", "22E", "ECGYE", 20, "BEANR", 38), Indicators.get("impossible_container_reuse")))
                .isEqualTo(new Reading(
                        Indicators.get("impossible_container_reuse"),
                        1,
                        "CSQU3054383 is also on voyage 9321483/610W from CNSHA (2026-03-02) to NLRTM (2026-04-01), here"
                                + " on voyage 9321483/22E from ECGYE (2026-03-22) to BEANR (2026-04-09)"));
    }

    @Test
    void aBoxNeedsTimeToGetToAnotherPortButNoneToBeTransshipped() {
        take(filed(sailing("A", "610W", "CNSHA", 0, "SGSIN", 10).build()));

        assertThat(value(sailing("B", "22E", "MYPKG", 11, "NLRTM", 38), Indicators.get("impossible_container_reuse")))
                .isEqualTo(1);
        assertThat(value(sailing("B", "22E", "MYPKG", 12, "NLRTM", 38), Indicators.get("impossible_container_reuse")))
                .isEqualTo(0);
        assertThat(read(sailing("B", "22E", "SGSIN", 10, "NLRTM", 38), Indicators.get("impossible_container_reuse")))
                .isEqualTo(new Reading(
                        Indicators.get("impossible_container_reuse"),
                        0,
                        "CSQU3054383 was on 1 other voyage, possible in time"));
    }

    @Test
    void aBoxThatWouldHaveToFlyToItsNextPortIsSeenWherePlacesAreKnown() {
        take(filed(sailing("A", "610W", "CNSHA", 0, "NLRTM", 30).build()));

        assertThat(joined(sailing("B", "22E", "SGSIN", 33, "BEANR", 60)))
                .isEqualTo(new Reading(
                        Indicators.get("impossible_container_reuse"),
                        1,
                        "CSQU3054383 is also on voyage 9321483/610W from CNSHA (2026-03-02) to NLRTM (2026-04-01), here"
                                + " on voyage 9321483/22E from SGSIN (2026-04-04) to BEANR (2026-05-01): 5688 nautical"
                                + " miles in 72 hours"));
        assertThat(joined(sailing("B", "22E", "SGSIN", 38, "BEANR", 60)))
                .as("eight days")
                .extracting(Reading::value)
                .isEqualTo(0.0);
        assertThat(joined(sailing("B", "22E", "SGZZZ", 33, "BEANR", 60)))
                .as("nobody knows where")
                .extracting(Reading::value)
                .isEqualTo(0.0);
        assertThat(joined(sailing("B", "22E", "USNYC", -20, "SGSIN", -2).onDay(-30)))
                .as("the earlier voyage is filed second")
                .extracting(Reading::value)
                .isEqualTo(1.0);
    }

    private @Nullable Reading joined(Draft draft) {
        CaseEvent event = filed(draft.build());
        return new Join(Reference.bundled())
                .of(event, List.of(answer(event)))
                .get(Indicators.get("impossible_container_reuse"));
    }

    @Test
    void billsOfOneVoyageAndARolledBoxAreFine() {
        CaseEvent first = filed(sailing("A", "610W", "CNSHA", 0, "NLRTM", 30).build());
        take(first);

        assertThat(read(sailing("B", "0610W", "CNSHA", 0, "NLRTM", 30), Indicators.get("impossible_container_reuse")))
                .isNull();
        CaseEvent rolled = portolan.scoring.Consignments.amended(
                first.live(), sailing("A", "611W", "CNSHA", 7, "NLRTM", 37).build());
        assertThat(answer(rolled)).isEqualTo(Answer.NOTHING);
    }

    @Test
    void aVoyageWithoutTimesOrNumberIsNotCompared() {
        take(filed(sailing("A", "610W", "CNSHA", 0, "NLRTM", 30).build()));

        assertThat(read(
                        sailing("B", "22E", "ECGYE", 20, "BEANR", 38)
                                .departing(null, null)
                                .deadlines(null),
                        Indicators.get("impossible_container_reuse")))
                .isNull();
        assertThat(read(
                        sailing("B", "22E", "ECGYE", 20, "BEANR", 38).conveyance(Conveyance.UNNAMED),
                        Indicators.get("impossible_container_reuse")))
                .isNull();
    }

    @Test
    void aWithdrawnBillThatComesBackFromAnotherFilerIsSeen() {
        Consignment first = sailing("A", "610W", "CNSHA", 0, "NLRTM", 30).build();
        take(filed(first));
        take(withdrawn(first, null));

        assertThat(read(
                        sailing("B", "610W", "CNSHA", 0, "NLRTM", 30)
                                .filedBy(new Filer("OTHER", FilerRole.FORWARDER))
                                .consignedTo("NL999")
                                .receivedAt(RECEIVED_AT.plus(Duration.ofHours(30))),
                        Indicators.get("cancel_and_refile")))
                .isEqualTo(new Reading(
                        Indicators.get("cancel_and_refile"),
                        1,
                        "another bill with CSQU3054383 on the same voyage was withdrawn 30 hours before; refiled with"
                                + " another filer, consignee"));
        assertThat(value(sailing("B", "610W", "CNSHA", 0, "NLRTM", 30), Indicators.get("cancel_and_refile")))
                .isEqualTo(0);
        assertThat(value(
                        sailing("B", "610W", "CNSHA", 0, "NLRTM", 30).consignedTo("NL999"),
                        Indicators.get("cancel_and_refile")))
                .as("another consignee by the same filer at the same office")
                .isEqualTo(0);
        assertThat(read(
                        sailing("B", "610W", "CNSHA", 0, "NLRTM", 30).consignedTo("NL999"),
                        Indicators.get("refiled_for_other")))
                .isEqualTo(new Reading(
                        Indicators.get("refiled_for_other"),
                        1,
                        "another bill with CSQU3054383 on the same voyage was withdrawn within the hour before; refiled"
                                + " for another consignee"));
        assertThat(value(sailing("B", "610W", "CNSHA", 0, "NLRTM", 30), Indicators.get("refiled_for_other")))
                .isEqualTo(0);
    }

    @Test
    void anotherFormOfANumberIsNoOtherParty() {
        Party filed = registered(Role.CONSIGNEE, "NL812345678", "Delta Imports BV", "NL");
        Party again = new Party(
                filed.role(),
                "DELTA IMPORTS B.V.",
                List.of(new PartyId("VAT", "NL812345678B01")),
                filed.personType(),
                filed.address(),
                List.of(),
                false);
        Consignment first =
                sailing("A", "610W", "CNSHA", 0, "NLRTM", 30).party(filed).build();
        take(filed(first));
        take(withdrawn(first, null));
        Draft second = sailing("B", "610W", "CNSHA", 0, "NLRTM", 30).party(again);
        byte[] now = kind.write(memory);
        byte[] before = now.clone();
        before[0] = 2;
        // Two names in eight octets stand before the moves, of which there are none.
        before[before.length - 9] = before[before.length - 1];

        assertThat(value(second, Indicators.get("refiled_for_other"))).isZero();
        assertThat(PartyKey.of(filed)).isNotEqualTo(PartyKey.of(again));
        ContainerMemory old = kind.read(Arrays.copyOf(before, before.length - 8));
        ContainerUse use = old.uses().get(0);
        assertThat(use.names()).isZero();
        assertThat(use.hasOtherConsignee(ContainerUse.of(second.build())))
                .as("told by numbers alone, where an older release kept no names")
                .isTrue();
    }

    @Test
    void laterThanThreeDaysOrOnAnotherVoyageIsNoRefiling() {
        Consignment first = sailing("A", "610W", "CNSHA", 0, "NLRTM", 30).build();
        take(filed(first));
        take(withdrawn(first, null));

        assertThat(read(
                        sailing("B", "610W", "CNSHA", 0, "NLRTM", 30)
                                .consignedTo("NL999")
                                .receivedAt(RECEIVED_AT.plus(Duration.ofHours(73))),
                        Indicators.get("cancel_and_refile")))
                .isNull();
        assertThat(read(
                        sailing("B", "611W", "CNSHA", 7, "NLRTM", 37).consignedTo("NL999"),
                        Indicators.get("cancel_and_refile")))
                .isNull();
        assertThat(read(
                        sailing("B", "611W", "CNSHA", 7, "NLRTM", 37).consignedTo("NL999"),
                        Indicators.get("refiled_for_other")))
                .isNull();
        assertThat(read(sailing("B", "22E", "ECGYE", 20, "BEANR", 38), Indicators.get("impossible_container_reuse")))
                .as("a withdrawn bill holds no box")
                .isNull();
    }

    @Test
    void whatWasFoundWithOthersInTheBoxCounts() {
        Consignment bad = sailing("A", "610W", "CNSHA", 0, "NLRTM", 30).build();
        take(filed(bad));
        take(filed(sailing("B", "610W", "CNSHA", 0, "NLRTM", 30).build()));
        Draft third = sailing("C", "610W", "CNSHA", 0, "NLRTM", 30);
        assertThat(read(third, Indicators.get("shared_box_offences"))).isNull();

        take(portolan.scoring.Consignments.outcomeKnown(bad, outcome(bad, OutcomeCode.SMUGGLED_GOODS)));

        assertThat(read(third, Indicators.get("shared_box_offences")))
                .isEqualTo(new Reading(
                        Indicators.get("shared_box_offences"),
                        1,
                        "2 other consignments in CSQU3054383 on the same voyage, 1 examined, 1 offence"));
    }

    private void take(CaseEvent event) {
        for (Visit visit : Visit.of(kind, event)) {
            visit.retract(kind, memory);
            visit.learn(kind, memory);
        }
    }

    private Answer answer(Draft draft) {
        return answer(filed(draft.build()));
    }

    private Answer answer(CaseEvent event) {
        ContainerMemory copy = kind.read(kind.write(memory));
        Visit visit = Visit.of(kind, event).get(0);
        visit.retract(kind, copy);
        return new ContainerIndicators().of(visit, copy);
    }

    private @Nullable Reading read(Draft draft, Indicator indicator) {
        return Readings.of(answer(draft).readings()).get(indicator);
    }

    private double value(Draft draft, Indicator indicator) {
        return Readings.of(answer(draft).readings()).value(indicator);
    }

    /** A house bill on a voyage, days from when an unremarkable consignment is received. */
    private static Draft sailing(String id, String voyage, String from, int loads, String to, int lands) {
        Instant departs = RECEIVED_AT.plus(Duration.ofDays(loads));
        Instant arrives = RECEIVED_AT.plus(Duration.ofDays(lands));
        return consignment()
                .id(id)
                .conveyance(new Conveyance("IMO", "9321483", "EMMA MAERSK", "DK", voyage, "MAEU"))
                .routing(
                        new Leg(1, LegFunction.LOAD, from, null, null, null, departs, null, null),
                        new Leg(2, LegFunction.DISCHARGE, to, null, null, arrives, null, null, null));
    }
}
