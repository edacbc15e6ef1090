// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

class JoinTest {
    private static final Join JOIN = new Join(Reference.bundled());
    private static final CaseEvent EVENT = filed(consignment().build());
    private static final Answer BASE = new Answer(
            List.of(new Reading(Indicators.get("base_offence_rate"), 0.2, "examined 500 times, 100 offences")),
            List.of());

    @Test
    void aShareOfOffencesBecomesBitsAgainstTheBaseRate() {
        Readings readings = JOIN.of(EVENT, List.of(share(0.46, 0.2, "evidence"), BASE));

        // rate 0.5, odds 1; base odds 1/4.
        assertThat(readings.value(Indicators.get("commodity_offence_rate"))).isCloseTo(2, within(1e-12));
        assertThat(readings.value(Indicators.get("base_offence_rate"))).isEqualTo(0.2);
    }

    @Test
    void aShareThatIsStillTheBaseRateSaysNothing() {
        Readings readings = JOIN.of(EVENT, List.of(share(0, 1, "nothing examined"), BASE));

        assertThat(readings.get(Indicators.get("commodity_offence_rate"))).isNull();
    }

    @Test
    void bitsStayWithinTheirCaps() {
        Readings guilty = JOIN.of(EVENT, List.of(share(1, 0, "always"), BASE));
        Readings clean = JOIN.of(EVENT, List.of(share(0, 0, "never"), BASE));

        assertThat(guilty.value(Indicators.get("commodity_offence_rate"))).isEqualTo(12);
        assertThat(clean.value(Indicators.get("commodity_offence_rate"))).isEqualTo(-8);
    }

    @Test
    void theWorstOfSeveralCommoditiesCounts() {
        Readings readings = JOIN.of(EVENT, List.of(share(0.1, 0.2, "good"), share(0.6, 0.2, "bad"), BASE));

        Reading reading = readings.get(Indicators.get("commodity_offence_rate"));
        assertThat(reading).isNotNull();
        assertThat(reading.evidence()).isEqualTo("bad");
    }

    @Test
    void theOrderOfAnswersDoesNotMatter() {
        List<Answer> answers = new ArrayList<>(List.of(
                BASE,
                share(0.3, 0.1, "a"),
                share(0.3, 0.1, "b"),
                share(0.2, 0.5, "c"),
                new Answer(
                        List.of(new Reading(Indicators.get("first_time_shipper"), 1, "no earlier consignment")),
                        List.of())));
        Readings expected = JOIN.of(EVENT, answers);

        for (long seed = 0; seed < 20; seed++) {
            Collections.shuffle(answers, new Random(seed));
            assertThat(JOIN.of(EVENT, answers)).as("seed=" + seed).isEqualTo(expected);
        }
    }

    @Test
    void habitsBrokenForAStrangerCountOnceMore() {
        Reading broken =
                new Reading(Indicators.get("habits_broken"), 7, "20 earlier consignments, none of heading 8517");
        Reading stranger = new Reading(Indicators.get("first_time_consignee"), 1, "no earlier consignment");
        Reading known = new Reading(Indicators.get("first_time_consignee"), 0, "3 earlier consignments");

        assertThat(JOIN.of(EVENT, List.of(answer(broken), answer(stranger))).get(Indicators.get("broken_for_stranger")))
                .isEqualTo(new Reading(
                        Indicators.get("broken_for_stranger"),
                        7,
                        "20 earlier consignments, none of heading 8517; no earlier consignment to the consignee from"
                                + " anybody"));
        assertThat(JOIN.of(EVENT, List.of(answer(known), answer(broken))).value(Indicators.get("broken_for_stranger")))
                .isZero();
        assertThat(JOIN.of(EVENT, List.of(answer(stranger))).get(Indicators.get("broken_for_stranger")))
                .isNull();
    }

    private static Answer answer(Reading reading) {
        return new Answer(List.of(reading), List.of());
    }

    @Test
    void whatTheCaseSaysByItselfIsJoinedToo() {
        Readings readings = JOIN.of(EVENT, List.of(BASE));

        assertThat(readings.all())
                .extracting(Reading::indicator)
                .containsExactly(
                        Indicators.get("vague_description"),
                        Indicators.get("unspecific_description"),
                        Indicators.get("placeholder_party"),
                        Indicators.get("incomplete_address"),
                        Indicators.get("forwarder_as_consignee"),
                        Indicators.get("totals_mismatch"),
                        Indicators.get("late_filing"),
                        Indicators.get("amendment_churn"),
                        Indicators.get("face_ratio"),
                        Indicators.get("impossible_weight"),
                        Indicators.get("vgm_mismatch"),
                        Indicators.get("origin_on_the_way"),
                        Indicators.get("container_check_digit"),
                        Indicators.get("seal_missing"),
                        Indicators.get("port_exposure"),
                        Indicators.get("detour_factor"),
                        Indicators.get("freight_paid_cash"),
                        Indicators.get("base_offence_rate"));
    }

    @Test
    void everyKindOfMemoryIsInTheCatalogueOnceAndFoundByName() {
        assertThat(Catalogue.remembered())
                .extracting(remembered -> remembered.kind().name())
                .containsExactly(
                        "shipper",
                        "consignee",
                        "commodity",
                        "filer",
                        "base",
                        "repeats",
                        "container",
                        "seal",
                        "contact",
                        "bill",
                        "vehicle",
                        "passage",
                        "port");
    }

    private static Answer share(double own, double baseWeight, String evidence) {
        return new Answer(
                List.of(),
                List.of(new OffenceShare(Indicators.get("commodity_offence_rate"), own, baseWeight, evidence)));
    }
}
