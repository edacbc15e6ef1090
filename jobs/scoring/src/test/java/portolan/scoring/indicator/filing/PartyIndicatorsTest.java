// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.company;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembering;
import portolan.scoring.kind.consignee.ConsigneeKind;
import portolan.scoring.kind.consignee.ConsigneeMemory;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Role;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

class PartyIndicatorsTest {
    private static final CaseIndicators INDICATORS = new CaseIndicators(Reference.bundled());

    @Test
    void aPlaceholderInPlaceOfANameIsSeen() {
        assertThat(read(
                        consignment().party(company(Role.CONSIGNEE, "Same as consignor", "NL")),
                        Indicators.get("placeholder_party")))
                .isEqualTo(new Reading(
                        Indicators.get("placeholder_party"), 1, "consignee is named \"Same as consignor\""));
        assertThat(read(consignment().party(at("N/A", "Rotterdam", "1000", "NL")), Indicators.get("placeholder_party")))
                .extracting(Reading::evidence)
                .isEqualTo("consignee has the street \"N/A\"");
    }

    @Test
    void aNotifyPartyMayBeTheConsignee() {
        assertThat(value(
                        consignment().party(company(Role.NOTIFY, "SAME AS CONSIGNEE", "NL")),
                        Indicators.get("placeholder_party")))
                .isZero();
        assertThat(read(consignment().withoutParties(), Indicators.get("placeholder_party")))
                .isNull();
    }

    @Test
    void anAddressWithoutStreetOrPostcodeIsIncomplete() {
        assertThat(read(consignment().party(at(null, "Rotterdam", "3011", "NL")), Indicators.get("incomplete_address")))
                .extracting(Reading::evidence)
                .isEqualTo("consignee has neither street nor post box");
        assertThat(read(
                        consignment().party(at("1 Quay", "Rotterdam", null, "NL")),
                        Indicators.get("incomplete_address")))
                .extracting(Reading::evidence)
                .isEqualTo("consignee has no postcode, usual in NL");
        assertThat(read(
                        consignment().party(at("1 Quay", "Netherlands", "3011", "NL")),
                        Indicators.get("incomplete_address")))
                .extracting(Reading::evidence)
                .isEqualTo("consignee has its country as city: Netherlands");
        assertThat(value(consignment().party(at("1 Quay", "Dubai", null, "AE")), Indicators.get("incomplete_address")))
                .isZero();
        assertThat(value(
                        consignment().party(at("1 Quay", "Singapore", "018956", "SG")),
                        Indicators.get("incomplete_address")))
                .isZero();
    }

    @Test
    void aFeedWithoutAddressesHasNoReadingOfThem() {
        assertThat(read(
                        consignment().withoutParties().party(at(null, null, null, "NL")),
                        Indicators.get("incomplete_address")))
                .isNull();
    }

    @Test
    void aForwarderIsNoFinalConsignee() {
        Draft forwarded = consignment().party(company(Role.CONSIGNEE, "Gulf Freight BV", "NL"));

        assertThat(read(forwarded, Indicators.get("forwarder_as_consignee")))
                .isEqualTo(new Reading(
                        Indicators.get("forwarder_as_consignee"),
                        1,
                        "consignee Gulf Freight BV is a forwarder by name"));
        assertThat(value(consignment(), Indicators.get("forwarder_as_consignee")))
                .isZero();
        assertThat(read(forwarded.level(BillLevel.MASTER), Indicators.get("forwarder_as_consignee")))
                .isNull();
    }

    @Test
    void aBillToOrderForAStrangerIsSeenAndTheStrangerIsRememberedInstead() {
        Remembering<ConsigneeMemory> notified = new Remembering<>(ConsigneeKind.remembered(MemorySettings.DEFAULT));
        Draft toOrder = consignment()
                .party(new Party(Role.CONSIGNEE, "TO ORDER", List.of(), PersonType.UNKNOWN, null, List.of(), true))
                .party(company(Role.NOTIFY, "Quay Fruit BV", "NL"));

        assertThat(unknown(notified, toOrder))
                .isEqualTo(new Reading(
                        Indicators.get("to_order_unknown_notify"),
                        1,
                        "to order, no earlier consignment for Quay Fruit BV"));
        notified.learn(toOrder);
        assertThat(unknown(notified, toOrder)).extracting(Reading::value).isEqualTo(0.0);
    }

    private static @Nullable Reading unknown(Remembering<ConsigneeMemory> notified, Draft draft) {
        return Readings.of(notified.measure(filed(draft.build())).readings())
                .get(Indicators.get("to_order_unknown_notify"));
    }

    private static Party at(
            @Nullable String street, @Nullable String city, @Nullable String postcode, @Nullable String country) {
        return new Party(
                Role.CONSIGNEE,
                "Shirts and More BV",
                List.of(),
                PersonType.LEGAL,
                new Address(street, city, postcode, country, null),
                List.of(),
                false);
    }

    private static @Nullable Reading read(Draft draft, Indicator indicator) {
        return Readings.of(INDICATORS.of(filed(draft.build()))).get(indicator);
    }

    private static double value(Draft draft, Indicator indicator) {
        Reading reading = read(draft, indicator);
        return reading == null ? Double.NaN : reading.value();
    }
}
