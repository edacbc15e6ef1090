// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;
import static portolan.scoring.Consignments.outcome;
import static portolan.scoring.Consignments.outcomeKnown;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Contact;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Role;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

class ContactIndicatorsTest {
    private static final String PHONE = "+86 21 5555 0101";

    private final MemoryKind<ContactMemory> kind = Memories.CONTACT;
    private final Map<String, ContactMemory> memories = new HashMap<>();

    @Test
    void contactsThatWereNeverSeenSayNothing() {
        assertThat(read(from("CN1", "Acme Ltd", PHONE, "1 Road"), Indicators.get("shared_contact")))
                .isNull();
        assertThat(read(from("CN1", "Acme Ltd", PHONE, "1 Road"), Indicators.get("phoenix_party")))
                .isNull();
    }

    @Test
    void anotherPartyWithTheSameTelephoneIsCountedForHalfAYear() {
        take(filed(from("CN1", "Acme Ltd", PHONE, "1 Road").build()));

        assertThat(read(
                        from("CN2", "Best Ltd", "+86 (0)21 55550101", "2 Street")
                                .onDay(100),
                        Indicators.get("shared_contact")))
                .isEqualTo(new Reading(
                        Indicators.get("shared_contact"),
                        1,
                        "telephone 862155550101: within 180 days 1 other party: EORI:CN1"));
        assertThat(read(from("CN2", "Best Ltd", PHONE, "2 Street").onDay(220), Indicators.get("shared_contact")))
                .isEqualTo(new Reading(
                        Indicators.get("shared_contact"), 0, "telephone 862155550101: no other party within 180 days"));
    }

    @Test
    void aContactOfManyIsABusinessCentreAndConnectsNobody() {
        for (int i = 10; i < 23; i++) {
            Consignment one = from("CN" + i, "Acme " + (char) ('A' + i) + " Ltd", PHONE, i + " Road")
                    .build();
            take(filed(one));
            take(outcomeKnown(one, outcome(one, OutcomeCode.SMUGGLED_GOODS)));
        }

        Draft draft = from("CN2", "Best Ltd", PHONE, "2 Street");
        assertThat(read(draft, Indicators.get("shared_contact")))
                .isEqualTo(new Reading(
                        Indicators.get("shared_contact"),
                        0,
                        "telephone 862155550101: more than 12 parties, not counted (forwarder or business centre)"));
        assertThat(read(draft, Indicators.get("linked_to_offender"))).isNull();
        assertThat(read(draft, Indicators.get("phoenix_party"))).isNull();
    }

    /** Its parties are let go after so many, of which no reading says anything any more: it says the same for ever. */
    @Test
    void aCrowdedAddressSaysTheSameHoweverManyCome() {
        Draft draft = from("CN2", "Best Ltd", PHONE, "1 Road");
        for (int i = 10; i < 60; i++) {
            Consignment one = from("CN" + i, "Acme " + (char) ('A' + i) + " Ltd", "+86 21 5555 02" + i, "1 Road")
                    .build();
            take(filed(one));
            take(outcomeKnown(one, outcome(one, OutcomeCode.SMUGGLED_GOODS)));

            if (i >= 22) {
                Reading reading = read(draft, Indicators.get("shared_contact"));
                assertThat(reading).as("party=%d", i).isNotNull();
                assertThat(reading.value()).as("party=%d", i).isEqualTo(0);
                assertThat(reading.evidence()).as("party=%d", i).contains("more than 12 parties");
                assertThat(read(draft, Indicators.get("linked_to_offender")))
                        .as("party=%d", i)
                        .isNull();
            }
        }
    }

    @Test
    void offencesOfOthersAtTheSameContactCount() {
        Consignment bad = from("CN1", "Acme Ltd", PHONE, "1 Road").build();
        take(filed(bad));
        Draft other = from("CN2", "Best Ltd", PHONE, "2 Street");
        assertThat(read(other, Indicators.get("linked_to_offender"))).isNull();

        take(outcomeKnown(bad, outcome(bad, OutcomeCode.SMUGGLED_GOODS)));

        assertThat(read(other, Indicators.get("linked_to_offender")))
                .isEqualTo(new Reading(
                        Indicators.get("linked_to_offender"),
                        1,
                        "telephone 862155550101: other parties examined 1 time, 1 offence (EORI:CN1)"));
        assertThat(read(from("CN1", "Acme Ltd", PHONE, "1 Road"), Indicators.get("linked_to_offender")))
                .as("its own offences are another indicator's")
                .isNull();
    }

    @Test
    void anotherNumberUnderTheSameNameIsCounted() {
        take(filed(from("CN1", "Acme Garden Tools Ltd", PHONE, "1 Road").build()));

        Reading reading = read(
                from("CN2", "ACME GARDEN TOOLS, LTD.", null, "2 Street").onDay(30),
                Indicators.get("name_with_many_ids"));
        assertThat(reading).isNotNull();
        assertThat(reading.value()).isEqualTo(1);
        assertThat(reading.evidence()).endsWith("within 90 days 1 other number: EORI:CN1");
        assertThat(value(from("CN1", "Acme Garden Tools Ltd", null, "1 Road"), Indicators.get("name_with_many_ids")))
                .isEqualTo(0);
    }

    @Test
    void aNewPartyWithTwoContactsOfOneThatFellSilentIsAPhoenix() {
        acmeShips("CN1");

        assertThat(read(
                        from("CN2", "Best Ltd", PHONE, "2 Street")
                                .consignedTo("NL7")
                                .onDay(90),
                        Indicators.get("phoenix_party")))
                .isEqualTo(new Reading(
                        Indicators.get("phoenix_party"),
                        1,
                        "EORI:CN2 is new with customer EORI:NL7 and telephone 862155550101, both earlier of EORI:CN1"
                                + " (last seen 2 months ago)"));
        assertThat(read(
                        from("CN2", "Best Ltd", PHONE, "2 Street")
                                .consignedTo("NL8")
                                .onDay(90),
                        Indicators.get("phoenix_party")))
                .isEqualTo(new Reading(
                        Indicators.get("phoenix_party"),
                        0,
                        "EORI:CN2 is new with telephone 862155550101, earlier of EORI:CN1 (last seen 2 months ago);"
                                + " no other contact shared"));
    }

    @Test
    void aPhoenixStaysOneForItsFirstMonths() {
        acmeShips("CN1");
        take(filed(from("CN2", "Best Ltd", PHONE, "2 Street")
                .consignedTo("NL7")
                .onDay(90)
                .build()));

        assertThat(value(
                        from("CN2", "Best Ltd", PHONE, "2 Street")
                                .consignedTo("NL7")
                                .onDay(110),
                        Indicators.get("phoenix_party")))
                .isEqualTo(1);
        assertThat(read(
                        from("CN2", "Best Ltd", PHONE, "2 Street")
                                .consignedTo("NL7")
                                .onDay(300),
                        Indicators.get("phoenix_party")))
                .isNull();
    }

    @Test
    void aSubsidiaryOfACompanyThatGoesOnIsNone() {
        take(filed(from("CN1", "Acme Ltd", PHONE, "1 Road").build()));
        take(filed(from("CN1", "Acme Ltd", PHONE, "1 Road").onDay(88).build()));

        assertThat(read(from("CN2", "Best Ltd", PHONE, "1 Road").onDay(90), Indicators.get("phoenix_party")))
                .isNull();
    }

    @Test
    void theSameCompanyUnderAnotherNumberIsNone() {
        acmeShips("CN1");

        assertThat(read(
                        from("CN2", "ACME LTD.", PHONE, "2 Street")
                                .consignedTo("NL7")
                                .onDay(90),
                        Indicators.get("phoenix_party")))
                .isNull();
    }

    @Test
    void oneThatShipsSeldomIsNotSilentYet() {
        for (int i = 0; i < 4; i++) {
            take(filed(from("CN1", "Acme Ltd", PHONE, "1 Road")
                    .consignedTo("NL7")
                    .onDay(25L * i)
                    .build()));
        }
        Draft newcomer = from("CN2", "Best Ltd", PHONE, "2 Street").consignedTo("NL7");

        assertThat(read(newcomer.onDay(140), Indicators.get("phoenix_party"))).isNull();
        assertThat(value(newcomer.onDay(155), Indicators.get("phoenix_party"))).isEqualTo(1);
    }

    @Test
    void whoeverIsUnlikeInNameAndTownIsCountedUnlessOneAgentFilesForThem() {
        take(filed(in("Shanghai", "CN1", "Harmony Bridge Ltd", "AGENT-1").build()));
        take(filed(in("Ningbo", "CN2", "Best Ltd", "AGENT-2").build()));

        assertThat(read(in("Qingdao", "CN3", "Cosy Ltd", "AGENT-3"), Indicators.get("unlike_contacts")))
                .isEqualTo(new Reading(
                        Indicators.get("unlike_contacts"),
                        2,
                        "telephone 862155550101: within 180 days 2 parties of another name, town and agent:"
                                + " EORI:CN1, EORI:CN2"));
        assertThat(value(in("Qingdao", "CN3", "Cosy Ltd", "AGENT-2"), Indicators.get("unlike_contacts")))
                .as("one of them has the same agent")
                .isEqualTo(1);
        assertThat(value(in("NINGBO", "CN3", "Cosy Ltd", "AGENT-3"), Indicators.get("unlike_contacts")))
                .as("one of them is in the same town")
                .isEqualTo(1);
        assertThat(value(
                        in("Qingdao", "CN3", "Harmony Bridge Export Ltd", "AGENT-3"),
                        Indicators.get("unlike_contacts")))
                .as("one of them is named alike")
                .isEqualTo(1);
        assertThat(value(in("Qingdao", "CN3", "Cosy Ltd", "AGENT-3").onDay(220), Indicators.get("unlike_contacts")))
                .isZero();
    }

    @Test
    void aContactIsNoRingForThePartyThatUsesItMost() {
        take(filed(in("Shanghai", "CN1", "Harmony Bridge Ltd", "AGENT-1").build()));
        for (int bill = 0; bill < 11; bill++) {
            take(filed(in("Qingdao", "CN3", "Cosy Ltd", "AGENT-3").build()));
        }
        assertThat(value(in("Qingdao", "CN3", "Cosy Ltd", "AGENT-3"), Indicators.get("unlike_contacts")))
                .as("eleven bills are no habit yet")
                .isEqualTo(1);
        take(filed(in("Qingdao", "CN3", "Cosy Ltd", "AGENT-3").build()));

        assertThat(read(in("Qingdao", "CN3", "Cosy Ltd", "AGENT-3"), Indicators.get("unlike_contacts")))
                .isEqualTo(new Reading(
                        Indicators.get("unlike_contacts"),
                        0,
                        "telephone 862155550101: 12 consignments of the party's own, 1 of others of another name, town"
                                + " and agent"));
        assertThat(value(in("Shanghai", "CN1", "Harmony Bridge Ltd", "AGENT-1"), Indicators.get("unlike_contacts")))
                .as("the other one still shares it")
                .isEqualTo(1);
    }

    @Test
    void offencesOfOthersAtTheContactAndOfThePairAreShares() {
        Draft pair = from("CN1", "Acme Ltd", PHONE, "1 Road").consignedTo("NL7");
        Consignment bad = pair.build();
        take(filed(bad));
        take(outcomeKnown(bad, outcome(bad, OutcomeCode.SMUGGLED_GOODS)));
        // One offence in one inspection, eight more at 2 %: 12.9 %, in odds 7.25 times as much as 2 %.
        double bits = Math.log(1.16 / 7.84 / (0.02 / 0.98)) / Math.log(2);

        Reading again = read(pair, Indicators.get("pair_offence_rate"));
        assertThat(again).isNotNull();
        assertThat(again.value()).isCloseTo(bits, within(1e-9));
        assertThat(again.evidence()).isEqualTo("this shipper's to customer EORI:NL7 examined once, 1 offence");
        assertThat(read(pair, Indicators.get("contact_offence_rate")))
                .as("its own is no other's")
                .isNull();
        Reading other = read(
                from("CN2", "Best Ltd", PHONE, "2 Street").consignedTo("NL7"), Indicators.get("contact_offence_rate"));
        assertThat(other).isNotNull();
        assertThat(other.value()).isCloseTo(bits, within(1e-9));
        assertThat(other.evidence()).isEqualTo("others at telephone 862155550101 examined once, 1 offence");
    }

    @Test
    void findsNearAPartyCountWhereFewShareTheContact() {
        Consignment bad =
                from("CN1", "Acme Ltd", PHONE, "1 Road").consignedTo("NL7").build();
        take(filed(bad));
        take(outcomeKnown(bad, outcome(bad, OutcomeCode.SMUGGLED_GOODS)));
        // One offence in one inspection, three more at 2 %: 26.5 %.
        double bits = Math.log(1.06 / 2.94 / (0.02 / 0.98)) / Math.log(2);

        Reading neighbour = read(from("CN2", "Best Ltd", PHONE, "2 Street"), Indicators.get("finds_near_shipper"));
        assertThat(neighbour).isNotNull();
        assertThat(neighbour.value()).isCloseTo(bits, within(1e-9));
        assertThat(neighbour.evidence()).isEqualTo("1 party at telephone 862155550101: examined once, 1 offence");
        assertThat(value(from("CN1", "Acme Ltd", PHONE, "1 Road"), Indicators.get("finds_near_shipper")))
                .as("its own count too")
                .isCloseTo(bits, within(1e-9));
        assertThat(read(
                        from("CN3", "Cosy Ltd", "+86 21 5555 0399", "3 Way").consignedTo("NL7"),
                        Indicators.get("finds_near_shipper")))
                .as("the customer's telephone is not its own")
                .isNull();

        for (int i = 11; i < 15; i++) {
            take(filed(from("CN" + i, "Acme " + (char) ('A' + i) + " Ltd", PHONE, i + " Road")
                    .build()));
        }
        assertThat(read(from("CN2", "Best Ltd", PHONE, "2 Street"), Indicators.get("finds_near_shipper")))
                .as("five at the telephone are few")
                .isNotNull();
        take(filed(from("CN15", "Dune Ltd", PHONE, "15 Road").build()));
        assertThat(read(from("CN2", "Best Ltd", PHONE, "2 Street"), Indicators.get("finds_near_shipper")))
                .as("six are a business centre's")
                .isNull();
    }

    /** Once a week to one customer, the last time on day 21. */
    @Test
    void smallConsignmentsToOneAddressAreASplitDelivery() {
        for (int i = 1; i <= 4; i++) {
            take(filed(to("NL" + i, "6 Quay").id("H" + i).onDay(i).build()));
        }

        assertThat(read(to("NL5", "6 Quay").id("H5").onDay(5), Indicators.get("splitting")))
                .isEqualTo(
                        new Reading(
                                Indicators.get("splitting"),
                                5,
                                "5 consignments to this receiver's address within 7 days, each below 150 EUR, together 700 EUR"));
        assertThat(read(to("NL5", "7 Quay").id("H5").onDay(5), Indicators.get("splitting")))
                .isNull();
        assertThat(read(to("NL5", "6 Quay").id("H5").onDay(20), Indicators.get("splitting")))
                .isNull();
    }

    @Test
    void anAddressOfManyReceiversIsNotSplitTo() {
        for (int i = 1; i <= 13; i++) {
            take(filed(to("NL" + i, "6 Quay").id("H" + i).onDay(1).build()));
        }

        assertThat(read(to("NL20", "6 Quay").id("H20").onDay(2), Indicators.get("splitting")))
                .isNull();
    }

    /** To a receiver with this number in this street, worth 140 EUR. */
    private static Draft to(String number, String street) {
        return consignment()
                .worth(140, "EUR")
                .party(new Party(
                        Role.CONSIGNEE,
                        "Shirts " + number,
                        List.of(new PartyId("EORI", number)),
                        PersonType.LEGAL,
                        new Address(street, "Rotterdam", "3011", "NL", null),
                        List.of(),
                        false));
    }

    private void acmeShips(String number) {
        for (int i = 0; i < 4; i++) {
            take(filed(from(number, "Acme Ltd", PHONE, "1 Road")
                    .consignedTo("NL7")
                    .onDay(7L * i)
                    .build()));
        }
    }

    private static Draft in(String town, String number, String name, String agent) {
        return consignment()
                .id(number + town + agent)
                .filer(agent)
                .party(new Party(
                        Role.CONSIGNOR,
                        name,
                        List.of(new PartyId("EORI", number)),
                        PersonType.LEGAL,
                        new Address(number + " Harbour Road", town, null, "CN", null),
                        List.of(new Contact("TE", PHONE)),
                        false))
                .withoutParty(Role.CONSIGNEE);
    }

    private void take(CaseEvent event) {
        for (Visit visit : Visit.of(kind, event)) {
            ContactMemory memory = memories.computeIfAbsent(visit.key(), unused -> kind.unseen());
            visit.retract(kind, memory);
            visit.learn(kind, memory);
        }
    }

    private Readings readings(Draft draft) {
        CaseEvent event = filed(draft.build());
        List<Answer> answers = new ArrayList<>();
        for (Visit visit : Visit.of(kind, event)) {
            ContactMemory memory = memories.getOrDefault(visit.key(), kind.unseen());
            answers.add(new ContactIndicators().of(visit, memory));
        }
        return new Join(Reference.bundled()).of(event, answers);
    }

    private @Nullable Reading read(Draft draft, Indicator indicator) {
        return readings(draft).get(indicator);
    }

    private double value(Draft draft, Indicator indicator) {
        return readings(draft).value(indicator);
    }

    /** From a shipper with this number, name, telephone and street, to a receiver without any contact. */
    private static Draft from(String number, String name, @Nullable String telephone, String street) {
        return consignment()
                .id(number + street)
                .party(new Party(
                        Role.CONSIGNOR,
                        name,
                        List.of(new PartyId("EORI", number)),
                        PersonType.LEGAL,
                        new Address(street + " Harbour", "City", null, "CN", null),
                        telephone == null ? List.of() : List.of(new Contact("TE", telephone)),
                        false))
                .withoutParty(Role.CONSIGNEE);
    }
}
