// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.company;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.kind.Bounds;
import portolan.scoring.kind.Memories;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Contact;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Role;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.DeclaredValue;
import portolan.scoring.sketch.SmallValues;
import portolan.testing.Seeds;

@Tag(Seeds.TAG)
class ContactMemoryTest {
    private record Use(ContactUser user, Instant at) {}

    private record Found(ContactUser user, Outcome outcome) {}

    private static LongStream seeds() {
        return Seeds.upTo(3, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithATwinThatKeepsEverythingWhileSixteenPartiesAreEnough(long seed) {
        Random random = new Random(seed);
        ContactMemory memory = Memories.CONTACT.unseen();
        List<Use> uses = new ArrayList<>();
        List<Found> found = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            String facts = "seed=" + seed + ", step=" + step;
            int dice = random.nextInt(10);
            if (dice < 5) {
                Use use = new Use(user(random.nextInt(16), random), day(random.nextInt(100)));
                memory.learn(use.user, use.at);
                uses.add(use);
            } else if (dice < 7 && !uses.isEmpty()) {
                Use use = uses.remove(random.nextInt(uses.size()));
                memory.retract(use.user, use.at);
            } else if (dice < 9 && !uses.isEmpty()) {
                Found one = new Found(uses.get(random.nextInt(uses.size())).user, drawn(random));
                memory.learn(one.user, one.outcome);
                found.add(one);
            } else if (!found.isEmpty()) {
                Found one = found.remove(random.nextInt(found.size()));
                memory.retract(one.user, one.outcome);
            }
            if (step % 3 == 0) {
                memory = Memories.CONTACT.read(Memories.CONTACT.write(memory));
            }
            for (int i = 0; i < 16; i++) {
                assertThat(described(memory, user(i, random).key()))
                        .as(facts + ", party=" + i)
                        .isEqualTo(described(uses, found, user(i, random).key()));
            }
        }
        for (Use use : uses) {
            memory.retract(use.user, use.at);
        }
        for (Found one : found) {
            memory.retract(one.user, one.outcome);
        }
        assertThat(memory.isEmpty()).as("seed=" + seed).isTrue();
        assertThat(Memories.CONTACT.write(memory)).isEqualTo(Memories.CONTACT.write(Memories.CONTACT.unseen()));
    }

    private static String described(ContactMemory memory, long key) {
        ContactParty party = memory.party(key);
        if (party == null) {
            return "nothing";
        }
        String months = party.consignments() == 0 ? "" : " " + party.firstMonth() + " " + party.lastMonth();
        return party.consignments() + " " + party.uses().hits() + months + " " + party.examined() + " "
                + party.offences();
    }

    private static String described(List<Use> uses, List<Found> found, long key) {
        List<Use> own = uses.stream().filter(use -> use.user.key() == key).toList();
        List<Found> outcomes =
                found.stream().filter(one -> one.user.key() == key).toList();
        if (own.isEmpty() && outcomes.isEmpty()) {
            return "nothing";
        }
        List<Integer> months =
                own.stream().map(use -> ContactMemory.month(use.at)).sorted().toList();
        String told = months.isEmpty() ? "" : " " + months.get(0) + " " + months.get(months.size() - 1);
        return own.size() + " "
                + own.stream().filter(use -> use.user.asConsignee()).count() + told + " " + outcomes.size() + " "
                + outcomes.stream()
                        .filter(one -> one.outcome.code().isOffence())
                        .count();
    }

    @Test
    void keepsItsSumWhenPartiesArePushedOutAndStaysBelowOneKibibyte() {
        Random random = new Random(5);
        ContactMemory memory = Memories.CONTACT.unseen();
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            if (i % 4 == 3) {
                Use use = uses.remove(random.nextInt(uses.size()));
                memory.retract(use.user, use.at);
            } else {
                String name = i % 2 == 0 ? "x".repeat(90) : "\u4e0a\u6d77\uD83D\uDEA2".repeat(30);
                Use use = new Use(
                        ContactUser.of(random.nextInt(90) + name, random.nextBoolean()), day(random.nextInt(3_000)));
                memory.learn(use.user, use.at);
                memory.learn(use.user, drawn(random));
                uses.add(use);
            }
            assertThat(memory.consignments()).as("step=" + i).isEqualTo(uses.size());
            assertThat(Memories.CONTACT.write(memory).length).as("step=" + i).isLessThanOrEqualTo(1_024);
        }
        assertThat(memory.parties()).hasSize(ContactMemory.MOST);
        assertThat(memory.isCrowded()).isTrue();
        byte[] bytes = Memories.CONTACT.write(memory);
        assertThat(Memories.CONTACT.write(Memories.CONTACT.read(bytes))).isEqualTo(bytes);
    }

    @Test
    void anAddressThatIsCrowdedForGoodKeepsItsUsesAndNobody() {
        Random random = new Random(11);
        ContactMemory memory = Memories.CONTACT.unseen();
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Use use = new Use(user(random.nextInt(200), random), day(random.nextInt(300)));
            if (i % 4 == 3) {
                Use taken = uses.remove(random.nextInt(uses.size()));
                memory.retract(taken.user, taken.at);
            } else {
                memory.learnAtAddress(use.user, use.at);
                uses.add(use);
            }
            memory = Memories.CONTACT.read(Memories.CONTACT.write(memory));
            assertThat(memory.consignments()).as("step=" + i).isEqualTo(uses.size());
            assertThat(memory.parties().isEmpty()).as("step=" + i).isEqualTo(memory.isCrowdedForGood());
        }
        assertThat(memory.isCrowdedForGood()).isTrue();
        assertThat(Memories.CONTACT.write(memory)).hasSizeLessThan(32);
        for (Use use : uses) {
            memory.retract(use.user, use.at);
        }
        assertThat(memory.consignments()).isZero();
        // Else a stored one would be forgotten here, and one that is held as an object would not.
        assertThat(memory.isEmpty()).isFalse();
        assertThat(Memories.CONTACT.read(Memories.CONTACT.write(memory)).isCrowded())
                .isTrue();
    }

    /** As an earlier release left it: with its parties, and with what was sent there. */
    @Test
    void whatACrowdedAddressHasOfPartiesGoesWithItsNextUse() {
        Consignment bill = consignment().worth(100, "EUR").build();
        ContactMemory memory = Memories.CONTACT.unseen();
        for (int i = 0; i < 40; i++) {
            memory.learn(user(i, new Random(i)), day(i));
        }
        memory.learnSent(DeclaredValue.of(bill), 40);
        ContactMemory before = Memories.CONTACT.read(Memories.CONTACT.write(memory));
        assertThat(before.parties()).hasSize(ContactMemory.MOST);
        assertThat(before.smallValues()).isNotNull();

        before.learnAtAddress(user(41, new Random(41)), day(41));

        assertThat(before.parties()).isEmpty();
        assertThat(before.smallValues()).isNull();
        assertThat(before.consignments()).isEqualTo(41);
    }

    @Test
    void nothingIsLearnedOfACrowdedAddressButThatItWasUsed() {
        ContactMemory memory = Memories.CONTACT.unseen();
        for (int i = 0; i < 40; i++) {
            memory.learnAtAddress(user(i, new Random(i)), day(i));
        }
        byte[] crowded = Memories.CONTACT.write(memory);
        Consignment bill = consignment().worth(100, "EUR").build();
        List<String> addresses = Memories.CONTACT.keysOf(bill).stream()
                .filter(key -> ContactKeys.type(key) == ContactType.ADDRESS)
                .toList();
        assertThat(addresses).isNotEmpty();

        addresses.forEach(
                key -> Memories.CONTACT.learnOutcome(memory, key, bill, outcome(bill, OutcomeCode.UNDERVALUED)));
        assertThat(Memories.CONTACT.write(memory)).isEqualTo(crowded);

        addresses.forEach(key -> Memories.CONTACT.learn(memory, key, bill));
        assertThat(memory.parties()).isEmpty();
        assertThat(memory.smallValues()).isNull();
        assertThat(memory.consignments()).isGreaterThan(40);
    }

    @Test
    void whatWasSentToAnAddressIsRetractedExactly() {
        Random random = new Random(7);
        ContactMemory memory = Memories.CONTACT.unseen();
        List<Consignment> bills = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            if (!bills.isEmpty() && random.nextInt(5) < 2) {
                sent(memory, bills.remove(random.nextInt(bills.size())), false);
            } else {
                Consignment bill = consignment()
                        .onDay(random.nextInt(SmallValues.MOST))
                        .worth(1 + random.nextInt(1_200), "EUR")
                        .build();
                bills.add(bill);
                sent(memory, bill, true);
            }
            memory = Memories.CONTACT.read(Memories.CONTACT.write(memory));
            SmallValues twin = new SmallValues(Bounds.DEFAULT.smallValueEur, Bounds.DEFAULT.lowValueEur);
            bills.forEach(bill -> twin.learn(DeclaredValue.of(bill), Bucket.day(bill.receivedAt())));

            assertThat(bytes(memory.smallValues())).as("step=" + i).isEqualTo(twin.isEmpty() ? "" : bytes(twin));
        }
        for (Consignment bill : bills) {
            sent(memory, bill, false);
        }
        assertThat(Memories.CONTACT.isEmpty(memory)).isTrue();
    }

    private static void sent(ContactMemory memory, Consignment bill, boolean learned) {
        for (String key : Memories.CONTACT.keysOf(bill)) {
            if (ContactKeys.type(key) == ContactType.ADDRESS
                    && ContactKeys.users(bill, key).get(0).asConsignee()) {
                if (learned) {
                    Memories.CONTACT.learn(memory, key, bill);
                } else {
                    Memories.CONTACT.retract(memory, key, bill);
                }
            }
        }
    }

    private static String bytes(@Nullable SmallValues values) {
        if (values == null) {
            return "";
        }
        LayoutWriter writer = new LayoutWriter();
        values.write(writer);
        return HexFormat.of().formatHex(writer.toBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "+31 20 123 4567, NL, 31201234567",
        "0031-20-1234567, DE, 31201234567",
        "+31 (0)20 1234567, NL, 31201234567",
        "020 1234567, NL, 31201234567",
        "31201234567, NL, 31201234567",
        "020 1234567, , 0201234567",
        "(212) 555 0100, US, 12125550100",
    })
    void aTelephoneIsTheSameHoweverItIsWritten(String text, String country, String number) {
        assertThat(ContactKeys.telephone(text, country)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n/a", "112", "000000000", "12345678901234567", "+"})
    void whatIsNoTelephoneNumberConnectsNobody(String text) {
        assertThat(ContactKeys.telephone(text, "NL")).isNull();
    }

    @Test
    void theContactsOfBothPartiesAreVisitedAndAtMostEight() {
        Consignment consignment = consignment()
                .party(party(Role.CONSIGNOR, "CN1", "Acme Ltd", "+86 21 5555 0101", "Sales@Acme.example"))
                .party(party(Role.CONSIGNEE, "NL1", "Shirts BV", "+31 20 555 0102", "info@shirts.example"))
                .build();

        assertThat(Memories.CONTACT.keysOf(consignment))
                .hasSize(8)
                .startsWith(
                        "test|contact|TELEPHONE:862155550101",
                        "test|contact|TELEPHONE:31205550102",
                        "test|contact|MAIL:sales@acme.example",
                        "test|contact|MAIL:info@shirts.example")
                .contains("test|contact|PARTNER:EORI:NL1")
                .anyMatch(key -> key.startsWith("test|contact|ADDRESS:1HARBOURROAD,"))
                .anyMatch(key -> key.startsWith("test|contact|NAME:"));
    }

    /**
     * Held against the keys themselves: parts that run on, end early, are left out, or are cut beyond 64 characters.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void anAddressIsAPartysJustWhereItsKeyIsOneOfThePartys(long seed) {
        Random random = new Random(seed);
        List<Consignment> bills = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            bills.add(consignment().party(at(address(random))).build());
        }
        int cut = 0;
        for (Consignment one : bills) {
            for (String key : Memories.CONTACT.keysOf(one)) {
                cut += key.indexOf('#') > 0 ? 1 : 0;
                for (Consignment other : bills) {
                    assertThat(ContactKeys.users(other, key).isEmpty())
                            .as("seed=%d, key=%s, address=%s", seed, key, other.shipper())
                            .isEqualTo(!Memories.CONTACT.keysOf(other).contains(key));
                }
            }
        }
        assertThat(cut).isPositive();
    }

    private static Address address(Random random) {
        String[] streets = {"1 Quay", "1 Quay 2", "1 quay", "1 Qu", "1-QUAY!", "1 Quay Ä", "1 Quay,2", "Q".repeat(70)};
        String[] places = {"A", "AB", "a b", "", "B,1", "P".repeat(55), "P".repeat(56), "P".repeat(57)};
        @Nullable String[] codes = {null, "1", "12", "2"};
        return new Address(
                streets[random.nextInt(streets.length)],
                places[random.nextInt(places.length)],
                codes[random.nextInt(codes.length)],
                random.nextBoolean() ? "NL" : "N",
                null);
    }

    private static Party at(Address address) {
        return new Party(
                Role.CONSIGNOR,
                "Acme",
                List.of(new PartyId("EORI", "NL1")),
                PersonType.LEGAL,
                address,
                List.of(),
                false);
    }

    @Test
    void forwardersAndNobodyInParticularHaveNoContacts() {
        Party forwarder = company(Role.CONSIGNEE, "Kuehne Freight Forwarding GmbH", "DE");
        Party person = new Party(
                Role.CONSIGNOR,
                "Jan Jansen",
                List.of(),
                PersonType.NATURAL,
                new Address("1 Street", "Town", "1", "NL", null),
                List.of(new Contact("TE", "+31 20 555 0102")),
                false);

        assertThat(Memories.CONTACT.keysOf(
                        consignment().party(person).party(forwarder).build()))
                .isEmpty();
    }

    static Party party(Role role, String number, String name, String telephone, String mail) {
        String country = number.substring(0, 2);
        return new Party(
                role,
                name,
                List.of(new PartyId("EORI", number)),
                PersonType.LEGAL,
                new Address("1 Harbour Road", "Harbour City", number, country, null),
                List.of(new Contact("TE", telephone), new Contact("EM", mail)),
                false);
    }

    private static ContactUser user(int number, Random random) {
        return ContactUser.of("EORI:XX" + number, random.nextBoolean());
    }

    private static Instant day(int days) {
        return Consignments.RECEIVED_AT.plusSeconds(days * 86_400L);
    }

    private static Outcome drawn(Random random) {
        return outcome(
                consignment().build(), random.nextBoolean() ? OutcomeCode.UNDERVALUED : OutcomeCode.NOTHING_FOUND);
    }
}
