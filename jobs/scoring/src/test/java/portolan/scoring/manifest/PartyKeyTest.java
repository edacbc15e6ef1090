package portolan.scoring.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void withoutANumberItIsTheNameApartFromCaseAccentsAndPunctuationAndTheCountry() {
        assertThat(PartyKey.of(named("Müller & Söhne, GmbH.")))
                .isEqualTo(PartyKey.of(named("MULLER  SOHNE GMBH")))
                .isEqualTo(new PartyKey("MULLER SOHNE GMBH|CN"));
        assertThat(PartyKey.of(Consignments.company(Role.CONSIGNOR, "ACME", "CN")))
                .isNotEqualTo(PartyKey.of(Consignments.company(Role.CONSIGNOR, "ACME", "VN")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n/a", "Unknown", "PRIVATE", "To Order", "same as consignee", "  --  "})
    void aPlaceholderIsNobody(String name) {
        assertThat(PartyKey.of(named(name))).isNull();
    }

    @Test
    void naturalPersonsAndBillsToOrderAreNotRemembered() {
        assertThat(PartyKey.of(party("Jane Doe", PersonType.NATURAL, false))).isNull();
        assertThat(PartyKey.of(party("Big Bank", PersonType.LEGAL, true))).isNull();
        assertThat(PartyKey.of(null)).isNull();
    }

    private static Party named(String name) {
        return Consignments.company(Role.CONSIGNOR, name, "CN");
    }

    private static Party party(@Nullable String name, PersonType type, boolean toOrder) {
        return new Party(Role.CONSIGNOR, name, List.of(new PartyId("EORI", "X1")), type, null, List.of(), toOrder);
    }
}
