// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;

class PartyKeyTest {
    @Test
    void aRegisteredNumberIsWhoAPartyIsWhateverItsName() {
        Party one = Consignments.registered(Role.CONSIGNOR, "nl 8123 45678", "Shirts BV", "NL");
        Party two = Consignments.registered(Role.CONSIGNEE, "NL812345678", "SHIRTS AND MORE", "NL");

        assertThat(PartyKey.of(one)).isEqualTo(PartyKey.of(two)).isEqualTo(new PartyKey("EORI:NL812345678"));
    }

    @Test
    void ofSeveralNumbersTheStrongestRegisterCountsInAnyOrderOfFiling() {
        PartyId eori = new PartyId("EORI", "NL812345678");
        PartyId vat = new PartyId("VAT", "NL001234567B01");
        PartyId other = new PartyId("OTHER", "A17");

        assertThat(key(List.of(other, vat, eori)))
                .isEqualTo(key(List.of(eori, other, vat)))
                .isEqualTo(new PartyKey("EORI:NL812345678"));
        assertThat(key(List.of(vat, new PartyId("VAT", "DE001"))))
                .isEqualTo(key(List.of(new PartyId("VAT", "de-001"), vat)));
    }

    @Test
    void aNationalNumberMeansSomethingBesideItsCountryOnly() {
        assertThat(key(List.of(new PartyId("TIN", "0990001")))).isEqualTo(new PartyKey("TIN:0990001|CN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000", "N/A", "NL000000", "none", "-", "XXXX", "123456789", "  "})
    void anInventedNumberIsNone(String number) {
        assertThat(key(List.of(new PartyId("EORI", number)))).isEqualTo(PartyKey.of(named("Acme Trading")));
    }

    @Test
    void theKeyByNameIsKnownBesideTheNumber() {
        Party numbered = Consignments.registered(Role.CONSIGNOR, "CN91310000", "Acme Trading", "CN");

        assertThat(PartyKey.byName(numbered)).isEqualTo(PartyKey.of(named("Acme Trading")));
    }

    @Test
    void withoutANumberItIsTheNameApartFromCaseAccentsAndPunctuationAndTheCountry() {
        assertThat(PartyKey.of(named("Müller & Söhne, GmbH.")))
                .isNotNull()
                .isEqualTo(PartyKey.of(named("MULLER  SOHNE GMBH")));
        assertThat(PartyKey.of(Consignments.company(Role.CONSIGNOR, "ACME", "CN")))
                .isNotEqualTo(PartyKey.of(Consignments.company(Role.CONSIGNOR, "ACME", "VN")));
    }

    @Test
    void noNameMakesALongKey() {
        PartyKey one = PartyKey.of(named("Überaus lange ".repeat(12) + "A"));
        PartyKey two = PartyKey.of(named("Überaus lange ".repeat(12) + "B"));

        assertThat(one).isNotNull().isNotEqualTo(two);
        assertThat(one.value()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n/a",
                "Unknown",
                "PRIVATE",
                "same as consignee",
                "  --  ",
                "AS PER BILL OF LADING",
                "xxx",
                "00"
            })
    void aPlaceholderIsNobody(String name) {
        assertThat(PartyKey.of(named(name))).isNull();
        assertThat(named(name).nature()).isEqualTo(PartyNature.PLACEHOLDER);
    }

    @ParameterizedTest
    @CsvSource({
        "To Order,TO_ORDER",
        "TO THE ORDER OF HARBOUR BANK,TO_ORDER",
        "Order Systems Ltd,ORDINARY",
        "Harbour Bank plc,BANK",
        "Riverbank Foods,ORDINARY",
        "Gulf Freight Services,FORWARDER",
        "Müller Spedition GmbH,FORWARDER",
        "Same Day Flowers,ORDINARY",
        "Shanghai Weaving Co Ltd,ORDINARY"
    })
    void theWordsOfANameSayWhatAPartyIs(String name, PartyNature nature) {
        Party party = named(name);

        assertThat(party.nature()).isEqualTo(nature);
        assertThat(PartyKey.of(party) == null).isEqualTo(nature == PartyNature.TO_ORDER);
    }

    @Test
    void naturalPersonsAndBillsToOrderAreNotRemembered() {
        assertThat(PartyKey.of(party("Jane Doe", PersonType.NATURAL, false))).isNull();
        assertThat(PartyKey.of(party("Big Bank", PersonType.LEGAL, true))).isNull();
        assertThat(PartyKey.of(null)).isNull();
    }

    @Test
    void naturalPersonsAreRememberedWhereThatIsConfigured() {
        PartyIdentity person = PartyIdentity.of("Jane Doe", List.of(), PersonType.NATURAL, null, false, true);

        assertThat(person.nature()).isEqualTo(PartyNature.NATURAL);
        assertThat(person.key()).isNotNull();
    }

    private static @Nullable PartyKey key(List<PartyId> ids) {
        return PartyKey.of(new Party(
                Role.CONSIGNOR,
                "Acme Trading",
                ids,
                PersonType.LEGAL,
                new Address(null, null, null, "CN", null),
                List.of(),
                false));
    }

    private static Party named(String name) {
        return Consignments.company(Role.CONSIGNOR, name, "CN");
    }

    private static Party party(@Nullable String name, PersonType type, boolean toOrder) {
        return new Party(Role.CONSIGNOR, name, List.of(new PartyId("EORI", "X1")), type, null, List.of(), toOrder);
    }
}
