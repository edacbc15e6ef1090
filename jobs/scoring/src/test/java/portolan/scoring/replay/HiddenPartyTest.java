// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.company;
import static portolan.scoring.Consignments.consignment;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.Role;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.BaselineRuleSet;

/** Who names nobody scores no less than two newcomers who are named, however often its filer does so. */
class HiddenPartyTest {
    private static final int BILLS_BEFORE = 40;

    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN", "AS PER SHIPPER'S INSTRUCTIONS", "TO ORDER"})
    void aPlaceholderForTheConsigneeGainsNothing(String instead) {
        assertThat(score(bill -> bill.party(company(Role.CONSIGNOR, "Nova Rosa Trading", "TR"))
                        .party(company(Role.CONSIGNEE, instead, "NL"))))
                .isGreaterThanOrEqualTo(ofNewcomers());
    }

    @Test
    void neitherDoesNoShipperOrNobodyAtAll() {
        assertThat(score(bill ->
                        bill.withoutParty(Role.CONSIGNOR).party(company(Role.CONSIGNEE, "Weyland Impex BV", "NL"))))
                .isGreaterThanOrEqualTo(ofNewcomers());
        assertThat(score(Draft::withoutParties)).isGreaterThanOrEqualTo(ofNewcomers());
    }

    private static double ofNewcomers() {
        return score(bill -> bill.party(company(Role.CONSIGNOR, "Nova Rosa Trading", "TR"))
                .party(company(Role.CONSIGNEE, "Weyland Impex BV", "NL")));
    }

    /** After many bills of a filer of which every other one names nobody. */
    private static double score(UnaryOperator<Draft> parties) {
        SequentialEngine engine = new SequentialEngine(BaselineRuleSet.compiled(), "test", Reference.bundled());
        for (int i = 0; i < BILLS_BEFORE; i++) {
            Draft bill = consignment().id("HBL-" + i).onDay(i / 10);
            take(engine, (i % 2 == 0 ? bill.withoutParties() : bill).build(), i);
        }
        return take(engine, parties.apply(consignment().id("HBL-X").onDay(5)).build(), BILLS_BEFORE);
    }

    private static double take(SequentialEngine engine, Consignment bill, int offset) {
        List<Replayed> replayed = engine.take(new Filing(
                "event-" + offset,
                EventKind.CREATE,
                "26NL-" + offset,
                1,
                null,
                bill.receivedAt(),
                new Position(bill.receivedAt().toEpochMilli(), Position.Input.FILING, "filings", 0, offset),
                bill));
        return Objects.requireNonNull(replayed.get(replayed.size() - 1).assessment())
                .score();
    }
}
