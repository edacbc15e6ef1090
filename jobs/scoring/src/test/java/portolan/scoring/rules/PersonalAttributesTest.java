// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.indicator.Indicators;

class PersonalAttributesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nationality",
                "consignment.nationalities",
                "consignment.shipper.nationality",
                "shipperNationality",
                "sex",
                "GENDER",
                "consignee_age",
                "ages",
                "dateOfBirth",
                "date_of_birth",
                "dateofbirth",
                "DOB",
                "religion",
                "ethnicity",
                "race",
                "marital_status",
                "married",
                "health",
                "sexual_orientation",
                "political_opinion",
                "first_name",
                "consigneeFirstName",
                "surname",
                "passports"
            })
    void asksForWhoSomebodyIs(String name) {
        assertThat(PersonalAttributes.complaint(name)).startsWith("'" + name + "' may not be used: no rule judges by ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "packages",
                "average_weight",
                "embrace",
                "unisex_clothing",
                "consignment.shipperCountry",
                "agency",
                "trace",
                "first_time_shipper",
                "lists.cover_loads",
                "name",
                "essex_ports"
            })
    void leavesOtherNamesAlone(String name) {
        assertThat(PersonalAttributes.complaint(name)).isNull();
    }

    /** Who adds such a measurement finds out here that no rule could read it. */
    @Test
    void deniesNothingThatIsMeasured() {
        assertThat(Indicators.all())
                .allSatisfy(indicator -> assertThat(PersonalAttributes.asksFor(indicator.ruleName()))
                        .isNull());
        assertThat(ConsignmentField.values())
                .allSatisfy(field -> assertThat(PersonalAttributes.asksFor(field.qualifiedName()))
                        .isNull());
    }
}
