// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.filer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.DEPARTURE;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.kind.Memories;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembering;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Finding;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Shrinkage;
import portolan.scoring.sketch.Finds;

class FilerIndicatorsTest {
    private final Remembering<FilerMemory> filer = new Remembering<>(FilerKind.remembered(MemorySettings.DEFAULT));

    @Test
    void aFilerThatFilesFarLaterThanUsualStandsOut() {
        for (int i = 0; i < 30; i++) {
            filer.learn(consignment().receivedAt(DEPARTURE.minus(Duration.ofHours(96 + i % 12))));
        }

        Reading late = measured(filer, consignment().receivedAt(DEPARTURE.minus(Duration.ofHours(3))))
                .get(Indicators.get("lead_time_out_of_habit"));

        assertThat(late).isNotNull();
        assertThat(late.value()).isCloseTo((3 - 99) / 12.0, within(1e-9));
        assertThat(late.evidence())
                .isEqualTo("filed 3 hours before departure, usual for this filer about 99 hours before");
    }

    @Test
    void fewFilingsAndAmendmentsHaveNoLeadTimeOutOfHabit() {
        for (int i = 0; i < 19; i++) {
            filer.learn(consignment());
        }
        assertThat(measured(filer, consignment()).get(Indicators.get("lead_time_out_of_habit")))
                .isNull();
        for (int i = 0; i < 20; i++) {
            filer.learn(consignment());
        }

        assertThat(measured(filer, consignment()).get(Indicators.get("lead_time_out_of_habit")))
                .isNotNull();
        CaseEvent amended = portolan.scoring.Consignments.amended(
                consignment().build(), consignment().weighingKg(1).build());
        assertThat(Readings.of(filer.measure(amended).readings()).get(Indicators.get("lead_time_out_of_habit")))
                .isNull();
    }

    @Test
    void aFilersPastOfOffencesIsAShare() {
        filer.learnOutcome(consignment(), OutcomeCode.UNDERVALUED);

        assertThat(filer.measure(filed(consignment().build())).shares())
                .containsExactly(new OffenceShare(
                        Indicators.get("filer_offence_rate"),
                        List.of(new Shrinkage(1.0 / 9, 8.0 / 9)),
                        "examined once, 1 offence: undervalued",
                        List.of(new Finds.Share(Finding.UNDERVALUED, 1))));
    }

    @Test
    void aCarrierOfMorePrefixesThanAreKeptHasNoMismatch() {
        FilerMemory carrier = Memories.FILER.unseen();
        String key = Memories.FILER.keysOf(consignment().build()).get(1);
        for (int i = 0; i < 600; i++) {
            String prefix = "" + (char) ('A' + i % 10) + (char) ('A' + i / 10 % 10) + "XU";
            Memories.FILER.learn(
                    carrier, key, consignment().inContainers(prefix + "1234565").build());
        }

        assertThat(carrier.prefixes().others()).isPositive();
        assertThat(carried(carrier, consignment().inContainers("ZZZU1234565"))
                        .get(Indicators.get("owner_carrier_mismatch")))
                .isNull();
    }

    @Test
    void aBoxOfAPrefixThatACarrierNeverUsedIsAMismatch() {
        FilerMemory carrier = Memories.FILER.unseen();
        Consignment usual = consignment().build();
        String key = Memories.FILER.keysOf(usual).get(1);
        for (int i = 0; i < 99; i++) {
            Memories.FILER.learn(carrier, key, usual);
        }
        Draft other = consignment().inContainers("ZZZU1234565");
        assertThat(carried(carrier, other).get(Indicators.get("owner_carrier_mismatch")))
                .isNull();
        Memories.FILER.learn(carrier, key, usual);

        assertThat(carried(carrier, other).get(Indicators.get("owner_carrier_mismatch")))
                .isEqualTo(new Reading(
                        Indicators.get("owner_carrier_mismatch"),
                        1,
                        "box ZZZU on MAEU; of its 100 earlier boxes none has prefix ZZZU"));
        assertThat(carried(carrier, consignment()).value(Indicators.get("owner_carrier_mismatch")))
                .isZero();
    }

    @Test
    void aCarrierThatKeepsBringingNewPrefixesHasNoMismatch() {
        FilerMemory carrier = Memories.FILER.unseen();
        for (int i = 0; i < 120; i++) {
            Consignment one = consignment()
                    .inContainers("" + (char) ('A' + i % 5) + (char) ('A' + i / 5 % 26) + "XU1234565")
                    .build();
            Memories.FILER.learn(carrier, Memories.FILER.keysOf(one).get(1), one);
        }

        assertThat(carried(carrier, consignment()).get(Indicators.get("owner_carrier_mismatch")))
                .isNull();
    }

    @Test
    void aFilerCannotPassForACarrier() {
        assertThat(Memories.FILER.keysOf(consignment().filer("carrier:MAEU").build()))
                .containsExactly("test|filer|CARRIER:MAEU", "test|filer|carrier:MAEU");
    }

    private static Readings carried(FilerMemory carrier, Draft draft) {
        CaseEvent event = filed(draft.build());
        Visit visit = Visit.of(Memories.FILER, event).get(1);
        return Readings.of(new FilerIndicators().of(visit, carrier).readings());
    }

    private static Readings measured(Remembering<?> remembering, Draft draft) {
        return Readings.of(remembering.measure(filed(draft.build())).readings());
    }
}
