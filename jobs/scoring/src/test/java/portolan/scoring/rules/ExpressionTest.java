// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import portolan.scoring.indicator.Indicators;

class ExpressionTest {
    /**
     * Known: first_time_shipper true, port_exposure false, amendment_churn 2. Absent: the others, among them the flag
     * freight_paid_cash.
     */
    private static final Facts FACTS = Facts.stated(
            Map.of(
                    Indicators.get("first_time_shipper"), 1.0,
                    Indicators.get("port_exposure"), 0.0,
                    Indicators.get("amendment_churn"), 2.0),
            Map.of(
                    ConsignmentField.TRANSPORT_MODE,
                    "SEA",
                    ConsignmentField.LOADING_PORT,
                    "ECGYE",
                    ConsignmentField.HS6,
                    List.of("080390", "440710"),
                    ConsignmentField.CONTAINERISED,
                    true));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "first_time_shipper                                    ~ YES",
                "port_exposure                                         ~ NO",
                "freight_paid_cash                                     ~ ABSENT",
                "!freight_paid_cash                                    ~ ABSENT",
                "freight_paid_cash || first_time_shipper               ~ YES",
                "freight_paid_cash || port_exposure                    ~ ABSENT",
                "freight_paid_cash && port_exposure                    ~ NO",
                "freight_paid_cash && first_time_shipper               ~ ABSENT",
                "freight_paid_cash ? true : true                       ~ ABSENT",
                "port_exposure ? freight_paid_cash : true              ~ YES",
                "weight_out_of_habit > 3.0                             ~ ABSENT",
                "weight_out_of_habit > 3.0 || amendment_churn >= 2     ~ YES",
                "amendment_churn >= 2                                  ~ YES",
                "amendment_churn > 2                                   ~ NO",
                "2 <= amendment_churn                                  ~ YES",
                "amendment_churn == 2.0                                ~ YES",
                "amendment_churn in [1.0, 2.0]                         ~ YES",
                "(amendment_churn - 2.0) / (amendment_churn - 2.0) == 1.0 ~ NO",
                "1.0 / (amendment_churn - 2.0) > 1e300                 ~ YES",
                "known(first_time_shipper)                             ~ YES",
                "known(freight_paid_cash)                              ~ NO",
                "known(consignment.office)                             ~ NO",
                "known(consignment.loadingPort)                        ~ YES",
                "consignment.office == 'NL000510'                      ~ ABSENT",
                "consignment.transportMode == 'SEA'                    ~ YES",
                "consignment.transportMode in ['AIR', 'ROAD']          ~ NO",
                "consignment.loadingPort.startsWith('EC')              ~ YES",
                "consignment.loadingPort in lists.ports                ~ YES",
                "'440710' in consignment.hs6                           ~ YES",
                "consignment.hs6.exists(c, c.startsWith('08'))         ~ YES",
                "consignment.hs6.exists(c, freight_paid_cash)          ~ ABSENT",
                "consignment.origins.exists(c, freight_paid_cash)      ~ NO",
                "lists.ports.exists(p, consignment.loadingPort == p)   ~ YES",
                "size(consignment.hs6) == 2                            ~ YES",
                "consignment.containerised == true                     ~ YES",
            })
    void means(String expression, Ternary expected) {
        assertThat(Objects.requireNonNull(compile(expression, true).condition()).test(FACTS))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '~',
            value = {
                "min(amendment_churn, 1.5)                        ~ 1.5",
                "max(amendment_churn - 4.0, -1.0)                 ~ -1.0",
                "first_time_shipper ? 3 : 4                       ~ 3.0",
                "60 * 24                                          ~ 1440.0",
                "double(size(consignment.hs6)) * 0.5              ~ 1.0",
                "-amendment_churn / 4.0                           ~ -0.5",
                "weight_out_of_habit * 0.0                        ~ NaN",
                "freight_paid_cash ? 1.0 : 2.0                    ~ NaN",
            })
    void amountsTo(String expression, Double expected) {
        assertThat(Objects.requireNonNull(compile(expression, false).amount()).value(FACTS))
                .isEqualTo(expected);
    }

    @Test
    void remembersWhatItReadsApartFromAskingWhetherItIsKnown() {
        Expression expression = compile(
                "known(port_exposure) && amendment_churn > 1.0 && consignment.loadingPort in lists.ports", true);

        assertThat(expression.readings()).containsExactly(Indicators.get("amendment_churn"));
        assertThat(expression.fields()).containsExactly(ConsignmentField.LOADING_PORT);
    }

    /** What CEL said of a text is remembered. */
    @Test
    void theSameTextMeansTheListsOfItsOwnRuleSet() {
        String text = "consignment.loadingPort in lists.ports";
        ScalarNode node = new ScalarNode(Tag.STR, text, ScalarStyle.PLAIN);
        Faults faults = new Faults(new RuleText("test", text));

        Expression first = compile(text, true);
        Expression other = new ExpressionCompiler(Map.of("ports", List.of("NLRTM")), null, faults).condition(node);
        assertThat(Objects.requireNonNull(first.condition()).test(FACTS)).isEqualTo(Ternary.YES);
        assertThat(Objects.requireNonNull(Objects.requireNonNull(other).condition())
                        .test(FACTS))
                .isEqualTo(Ternary.NO);
        assertThat(faults.inOrder()).isEmpty();
        assertThat(new ExpressionCompiler(Map.of(), null, faults).condition(node))
                .isNull();
        assertThat(faults.inOrder()).hasSize(1);
    }

    private static Expression compile(String expression, boolean isCondition) {
        Faults faults = new Faults(new RuleText("test", expression));
        ExpressionCompiler compiler = new ExpressionCompiler(Map.of("ports", List.of("ECGYE", "COCTG")), null, faults);
        ScalarNode node = new ScalarNode(Tag.STR, expression, ScalarStyle.PLAIN);
        Expression compiled = isCondition ? compiler.condition(node) : compiler.amount(node, "bits");
        assertThat(faults.inOrder()).isEmpty();
        return Objects.requireNonNull(compiled);
    }
}
