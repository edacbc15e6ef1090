// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import java.util.stream.Collectors;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;

/** {@code INDICATORS.md} as the list of indicators gives it. */
final class IndicatorsDocument {
    private static final String HEAD = """
        # Indicators

        What the engine measures of a consignment. Generated from `indicators.txt`; the Javadoc of the classes
        that measure says more; a test keeps this page true. Numbers are those of the catalogue of public risk indicators, none for
        supporting figures and documents. An indicator without the evidence to mean anything gives no reading. A rate of offences is also read by
        find where it is known: `shipper_offence_rate_undervalued`, `_narcotics`; a threat's `outcomes` say which it counts. Which documents
        clear a reading up is our own judgement, to be reviewed. What is read from one event ("one withdrawal") counts once in rules without a group. [Add an indicator](ADD-AN-INDICATOR.md).

        | reading | number | unit and range | is | state used | source | known false positives | ask for |
        |---|---|---|---|---|---|---|---|
        """;

    private IndicatorsDocument() {}

    static String text() {
        return Indicators.undivided().stream()
                .map(IndicatorsDocument::row)
                .collect(Collectors.joining("\n", HEAD, "\n"));
    }

    static String row(Indicator indicator) {
        Definition is = indicator.definition();
        return "| `" + indicator.ruleName() + "` | " + (is.number() == 0 ? "" : Integer.toString(is.number())) + " | "
                + indicator.unit().range() + " | " + is.meaning() + " | " + is.state()
                + (is.event() == null ? "" : "; one " + is.event()) + " | " + is.source() + " | "
                + is.falsePositives() + " | "
                + String.join(", ", indicator.asked().ask()) + " |";
    }
}
