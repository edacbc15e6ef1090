// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;
import static portolan.scoring.Consignments.withdrawn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

class AlertBookTest {
    private static final String TEXT = """
            name: test
            version: 1
            why: judged in tests
            threats:
              revenue: {prior: -5, lanes: {red: 0, yellow: -2, blue: -4}, urgent: 3}
              narcotics: {prior: -9, lanes: {red: -2, yellow: -4, blue: -6}}
            rules:
              - id: goods
                threats: [revenue]
                when: known(commodity_offence_rate)
                bits: commodity_offence_rate
                why: these goods offend often
              - {id: new, threats: [revenue], when: first_time_shipper, bits: 0.5, why: a new shipper}
              - {id: cash, threats: [revenue, narcotics], when: freight_paid_cash, bits: 8, why: paid in cash}
            """;
    private static final RuleSet RULES = ruleSet(TEXT);
    private static final Consignment CONSIGNMENT = consignment().deadlines(null).build();
    private static final Reading NEW = new Reading(Indicators.get("first_time_shipper"), 1, "new");
    private static final Reading CASH = new Reading(Indicators.get("freight_paid_cash"), 1, "cash");

    @Test
    void opensWhenALaneDemandsIt() {
        Alerts alerts = AlertBook.EMPTY.on(assess(goods(5.5)));

        assertThat(alerts.book().isOpen()).isTrue();
        assertThat(alerts.news()).singleElement().satisfies(alert -> {
            assertThat(alert.state()).isEqualTo(Alert.State.OPENED);
            assertThat(alert.threat()).isEqualTo("revenue");
            assertThat(alert.alertId()).matches("[0-9a-f]{32}");
            assertThat(alert.score()).isEqualTo(0.5);
            assertThat(alert.lane()).isEqualTo(Lane.RED);
            assertThat(alert.urgent()).isFalse();
            assertThat(alert.at()).isEqualTo(CONSIGNMENT.receivedAt());
            assertThat(alert.changes())
                    .containsExactly("score 0.5 bits", "lane RED", "reason: these goods offend often (5.5 bits)");
        });
    }

    @Test
    void staysClosedInAMilderLane() {
        Alerts alerts = AlertBook.EMPTY.on(assess(goods(4)));

        assertThat(alerts.news()).isEmpty();
        assertThat(alerts.book().isEmpty()).isTrue();
    }

    @Test
    void saysNothingWhenNothingChanged() {
        Alerts opened = AlertBook.EMPTY.on(assess(goods(5.5)));

        Alerts again = opened.book().on(assess(goods(5.5)));

        assertThat(again.news()).isEmpty();
        assertThat(again.book()).isEqualTo(opened.book());
    }

    @Test
    void updatesUnderTheSameIdentityAndSaysWhatChanged() {
        Alerts opened = AlertBook.EMPTY.on(assess(goods(5.5), NEW));

        Alerts updated = opened.book().on(assess(goods(6), CASH));

        Alert alert = updated.news().get(0);
        assertThat(alert.alertId()).isEqualTo(opened.news().get(0).alertId());
        assertThat(alert.state()).isEqualTo(Alert.State.UPDATED);
        assertThat(alert.changes())
                .containsExactly(
                        "score 1 -> 9 bits",
                        "urgent now",
                        "counts more: these goods offend often (5.5 -> 6 bits)",
                        "new reason: paid in cash (8 bits)",
                        "no longer: a new shipper (0.5 bits)");
        // The other threat has an alert of its own.
        assertThat(updated.news().get(1).threat()).isEqualTo("narcotics");
        assertThat(updated.news().get(1).state()).isEqualTo(Alert.State.OPENED);
        assertThat(updated.news().get(1).alertId()).isNotEqualTo(alert.alertId());
    }

    @Test
    void aClaimOpensAndRaisesAndNeverClosesOrLowers() {
        AlertBook opened = AlertBook.EMPTY.on(assess(goods(5.5))).book();

        for (Assessment milder : List.of(assess(goods(1)), assess(goods(5.4)), assess(goods(5.5)))) {
            Alerts bland = opened.onClaim(milder);
            assertThat(bland.news()).isEmpty();
            assertThat(bland.book()).isEqualTo(opened);
        }
        assertThat(opened.onClaim(assess(goods(6))).news())
                .extracting(Alert::state, Alert::score)
                .containsExactly(tuple(Alert.State.UPDATED, 1.0));
        assertThat(AlertBook.EMPTY.onClaim(assess(goods(5.5))).news())
                .extracting(Alert::state)
                .containsExactly(Alert.State.OPENED);
        AlertBook closed = opened.on(assess(goods(1))).book();
        assertThat(closed.onClaim(assess(goods(6))).news())
                .extracting(Alert::state)
                .containsExactly(Alert.State.OPENED);
    }

    @Test
    void whoeverHeardThatItIsUrgentHearsThatItNoLongerIs() {
        AlertBook urgent = AlertBook.EMPTY.on(assess(goods(9))).book();

        assertThat(urgent.on(assess(goods(6))).news())
                .as("updated below the urgent threshold")
                .isNotEmpty()
                .allMatch(Alert::urgent);
        assertThat(urgent.on(assess(goods(1))).news())
                .as("out of the lane")
                .isNotEmpty()
                .allMatch(Alert::urgent);
        assertThat(urgent.onWithdrawal(withdrawn(CONSIGNMENT, null)).news())
                .as("withdrawn by its filer")
                .isNotEmpty()
                .allMatch(Alert::urgent);
        Alerts calm = urgent.on(assess(goods(6)));
        assertThat(calm.book().on(assess(goods(5.5))).news())
                .as("what nobody heard as urgent is not")
                .isNotEmpty()
                .noneMatch(Alert::urgent);
    }

    @Test
    void withdrawsWhenTheLaneNoLongerDemandsIt() {
        Alerts opened = AlertBook.EMPTY.on(assess(goods(5.5)));

        Alerts closed = opened.book().on(assess(goods(1)));

        assertThat(closed.book().isOpen()).isFalse();
        assertThat(closed.news()).singleElement().satisfies(alert -> {
            assertThat(alert.state()).isEqualTo(Alert.State.WITHDRAWN);
            assertThat(alert.changes())
                    .containsExactly(
                            "score 0.5 -> -4 bits",
                            "lane RED -> BLUE",
                            "counts less: these goods offend often (5.5 -> 1 bits)");
        });
        assertThat(closed.book().on(assess(goods(0.5))).news()).isEmpty();
    }

    @Test
    void opensAgainUnderTheSameIdentity() {
        Alerts opened = AlertBook.EMPTY.on(assess(goods(5.5)));
        AlertBook closed = opened.book().on(assess(goods(1))).book();

        Alert again = closed.on(assess(goods(7))).news().get(0);

        assertThat(again.state()).isEqualTo(Alert.State.OPENED);
        assertThat(again.alertId()).isEqualTo(opened.news().get(0).alertId());
        assertThat(again.changes())
                .containsExactly(
                        "opened again: score -4 -> 2 bits",
                        "lane BLUE -> RED",
                        "reason: these goods offend often (7 bits)");
    }

    @Test
    void withdrawsEverythingWhenTheConsignmentIs() {
        Alerts opened = AlertBook.EMPTY.on(assess(goods(5.5), CASH));

        Alerts gone = opened.book().onWithdrawal(withdrawn(CONSIGNMENT, null));

        assertThat(gone.news()).extracting(Alert::state).containsOnly(Alert.State.WITHDRAWN);
        assertThat(gone.news()).extracting(Alert::threat).containsExactly("revenue", "narcotics");
        assertThat(gone.news().get(0).changes()).containsExactly("the consignment was withdrawn");
        assertThat(gone.news().get(0).assessmentId())
                .isEqualTo(opened.news().get(0).assessmentId());
        assertThat(gone.book().onWithdrawal(withdrawn(CONSIGNMENT, null)).news())
                .isEmpty();
    }

    @Test
    void withdrawsWhatANewRuleSetNoLongerJudges() {
        Alerts opened = AlertBook.EMPTY.on(assess(goods(0), CASH));
        String narrower = TEXT.replaceAll("(?m)^ *narcotics:.*\\n", "").replace("[revenue, narcotics]", "[revenue]");

        Alerts alerts = opened.book()
                .on(Scorer.assess(
                        ruleSet(narrower),
                        RuleSetRef.unsigned(ruleSet(narrower)),
                        filed(CONSIGNMENT),
                        Readings.of(List.of(goods(0), CASH)),
                        DataQuality.COMPLETE,
                        "e",
                        Reference.bundled()));

        assertThat(alerts.news()).singleElement().satisfies(alert -> {
            assertThat(alert.threat()).isEqualTo("narcotics");
            assertThat(alert.changes()).containsExactly("no longer judged by rule set test version 1");
        });
    }

    @Test
    void comesBackFromItsBytes() {
        AlertBook book = AlertBook.EMPTY.on(assess(goods(5.5), NEW, CASH)).book();

        assertThat(AlertBook.fromBytes(book.toBytes())).isEqualTo(book);
        assertThat(AlertBook.fromBytes(AlertBook.EMPTY.toBytes())).isEqualTo(AlertBook.EMPTY);
    }

    @Test
    void readsTheBytesOfVersion1() throws IOException {
        AlertBook book = AlertBook.EMPTY.on(assess(goods(5.5), NEW)).book();

        // Written once by the code of version 1, and never again.
        assertThat(HexFormat.of().formatHex(book.toBytes())).isEqualTo(pinned());
        assertThat(AlertBook.fromBytes(HexFormat.of().parseHex(pinned()))).isEqualTo(book);
    }

    @Test
    void refusesWhatItCannotExplain() {
        byte[] future = AlertBook.EMPTY.toBytes();
        future[0] = 2;

        assertThatThrownBy(() -> AlertBook.fromBytes(future))
                .isInstanceOf(LayoutException.class)
                .hasMessageContaining("layout version 2")
                .hasMessageContaining("1 to 1");
        assertThatThrownBy(() -> AlertBook.fromBytes(new byte[] {1, 0, 0})).isInstanceOf(LayoutException.class);
        assertThatThrownBy(() -> AlertBook.fromBytes(new byte[] {1, 5})).isInstanceOf(LayoutException.class);
        assertThatThrownBy(() -> AlertBook.fromBytes(new byte[0])).isInstanceOf(LayoutException.class);
    }

    private static String pinned() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(AlertBookTest.class.getResourceAsStream("/pinned/alert-book-v1.hex"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static Reading goods(double bits) {
        return new Reading(Indicators.get("commodity_offence_rate"), bits, "goods");
    }

    private static Assessment assess(Reading... readings) {
        return Scorer.assess(
                RULES,
                RuleSetRef.unsigned(RULES),
                filed(CONSIGNMENT),
                Readings.of(List.of(readings)),
                DataQuality.COMPLETE,
                "engine-1",
                Reference.bundled());
    }

    private static RuleSet ruleSet(String text) {
        return ((Compiled.Accepted) RuleSetCompiler.compile(text)).ruleSet();
    }
}
