// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portolan.desk.index.Told;
import portolan.desk.server.Words;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.ThreatAssessed;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

class ReasonsTest {
    private static final RuleSet RULES = ((Compiled.Accepted) RuleSetCompiler.compile("""
            name: test
            version: 1
            why: judged in tests
            threats: {narcotics: {prior: -10, lanes: {red: 0, yellow: -2, blue: -4}}}
            groups: {address: 4}
            rules:
              - {id: large, threats: [narcotics], when: port_exposure, bits: 3, why: a large reason}
              - {id: young, threats: [narcotics], family: address, why: new, curve: {of: detour_factor, bins: [{to: 1, bits: 0}, {bits: 2.5}]}}
              - {id: found, threats: [narcotics], family: address, why: found, curve: {of: detour_factor, bins: [{to: 1, bits: 0}, {bits: 2}]}}
            """)).ruleSet();

    private static ConsignmentAssessed assessed(ThreatAssessed... threats) {
        Told told = new Told().assessed("A", Lane.RED, 4, assessed -> assessed.setThreats(List.of(threats)));
        byte[] value = Objects.requireNonNull(told.all().get(0).value());
        return ((DecodeResult.Value<ConsignmentAssessed>)
                        Topics.CONSIGNMENTS_ASSESSED.wire().decode(value))
                .value();
    }

    @Test
    void theThreatInTheStrictestLaneComesBeforeAHigherScore() {
        ConsignmentAssessed assessed = assessed(
                Told.threat("revenue", Lane.YELLOW, 9),
                Told.threat("narcotics", Lane.RED, 3),
                Told.threat("arms", Lane.RED, 4));

        assertThat(Reasons.of(assessed, null, Words.english(), Set.of()))
                .extracting(threat -> threat.lane() + ' ' + threat.name())
                .containsExactly("RED arms", "RED narcotics", "YELLOW revenue");
    }

    @Test
    void aScoreIsToldAsInspectionsBearItOutInTheReadersLanguageOrOnlyRanks() {
        RuleSet telling = ((Compiled.Accepted) RuleSetCompiler.compile("""
                        name: test
                        version: 1
                        why: judged in tests
                        threats: {offence: {overall: true, prior: -10, lanes: {red: 0, yellow: -2, blue: -4}}}
                        told:
                          inspections: 800
                          finds: 60
                          shares:
                            - {score: 2, share: 0.05, low: 0.03, high: 0.08}
                            - {score: 4, share: 0.11, low: 0.07, high: 0.16}
                        rules:
                          - {id: large, when: port_exposure, bits: 3, why: a large reason}
                        """)).ruleSet();
        ConsignmentAssessed assessed =
                assessed(Told.threat("offence", Lane.RED, 4), Told.threat("narcotics", Lane.RED, 3));
        ConsignmentAssessed beyond = assessed(Told.threat("offence", Lane.RED, 4.5));

        assertThat(Reasons.of(assessed, telling, Words.english(), Set.of()))
                .extracting(ThreatView::sureness)
                .containsExactly("1 in 9 (1 in 14 to 1 in 6)", "rank only");
        assertThat(Reasons.of(assessed, telling, Words.in(Locale.forLanguageTag("sq")), Set.of())
                        .get(0)
                        .sureness())
                .isEqualTo("1 në 9 (nga 1 në 14 deri në 1 në 6)");
        assertThat(Reasons.of(beyond, telling, Words.english(), Set.of()).get(0).sureness())
                .isEqualTo("rank only");
        assertThat(Reasons.of(assessed, null, Words.english(), Set.of()).get(0).sureness())
                .isEqualTo("rank only");
    }

    /** The memory of one number calls new whom the desk knows by name. */
    @Test
    void nobodyIsCalledNewOfWhomEarlierConsignmentsAreKnown() {
        ThreatAssessed threat = Told.threat("narcotics", Lane.RED, 0);
        String none = "no earlier consignment of this shipper";
        threat.setContributions(List.of(
                new RuleContribution("prior", -10.0, "prior", ""),
                new RuleContribution("new-shipper", 0.5, "first consignment of this shipper", none),
                new RuleContribution("large", 3.0, "a large reason", none + "; x=2")));
        ConsignmentAssessed assessed = assessed(threat);
        assessed.setReadings(List.of(new IndicatorReading("first_time_shipper", 1.0, none)));

        assertThat(said(assessed, Set.of("CONSIGNEE")))
                .contains("first consignment of this shipper", none)
                .doesNotContain("known already");
        assertThat(said(assessed, Set.of("CONSIGNOR", "CONSIGNEE")))
                .contains("known already: earlier consignments", "a large reason", "x=2")
                .doesNotContain("first consignment", none);
    }

    private static String said(ConsignmentAssessed assessed, Set<String> known) {
        return Reasons.of(assessed, RULES, Words.english(), known).toString();
    }

    /** Together they weigh more than what is larger than each. */
    @Test
    void aFamilyIsOneReasonWithItsOwnOnesBelow() {
        ThreatAssessed threat = Told.threat("narcotics", Lane.RED, 0);
        threat.setContributions(List.of(
                new RuleContribution("prior", -10.0, "prior", ""),
                new RuleContribution("young", 2.5, "new", "young.bin=>1; young.finds=1"),
                new RuleContribution("large", 3.0, "a large reason", "x=2"),
                new RuleContribution("found", 2.0, "found", "found.bin=unknown"),
                new RuleContribution("cap:address", -0.5, "together", "")));

        ThreatView shown =
                Reasons.of(assessed(threat), RULES, Words.english(), Set.of()).get(0);

        assertThat(shown.groups())
                .extracting(group -> group.shares().stream().map(Share::name).toList())
                .containsExactly(List.of("prior"), List.of("young", "found", "cap:address"), List.of("large"));
        assertThat(shown.groups().get(1).family()).isEqualTo(new Share("address", 4.0, "address", ""));
        assertThat(shown.groups().get(1).evidence())
                .containsExactly("range >1", "one find in this range: weak", "not known");
        assertThat(shown.groups().get(2).family()).isNull();
        assertThat(shown.loudest(9)).extracting(Share::name).containsExactly("address", "large");
    }
}
