// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.filer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.company;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembering;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Role;
import portolan.scoring.reading.Reading;

/** Who is left out, against whom the filer usually leaves out. */
class StatedPartiesTest {
    private final Remembering<?> filer = new Remembering<>(FilerKind.remembered(MemorySettings.DEFAULT));

    @Test
    void whoHidesBothMeasuresMoreThanWhoHidesOneOrNone() {
        for (int i = 0; i < 62; i++) {
            filer.learn(consignment());
        }

        Reading nobody = read(consignment().withoutParties());

        assertThat(nobody.value()).as("twice log2(64)").isEqualTo(12);
        assertThat(nobody.evidence())
                .isEqualTo("no shipper is named, as in 0 of this filer's 62 earlier filings; no consignee is named, as"
                        + " in 0 of this filer's 62 earlier filings");
        assertThat(read(consignment().withoutParty(Role.CONSIGNEE)).value()).isEqualTo(6);
        assertThat(read(consignment().party(company(Role.CONSIGNOR, "UNKNOWN", "CN")))
                        .value())
                .as("a placeholder is no name")
                .isEqualTo(6);
        assertThat(read(consignment()).value()).isZero();
    }

    @Test
    void aFilerWhoNeverStatesPartiesIsNotSuspectedEachTime() {
        for (int i = 0; i < 62; i++) {
            filer.learn(consignment().withoutParties());
        }

        assertThat(read(consignment().withoutParties()).value())
                .isCloseTo(2 * Math.log(64 / 63.0) / Math.log(2), within(1e-9));
    }

    @Test
    void retractionLeavesNothing() {
        Random random = new Random(1);
        StatedParties memory = new StatedParties();
        List<Consignment> live = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Draft draft = consignment().onDay(random.nextInt(900));
            Consignment one = (random.nextBoolean() ? draft : draft.withoutParty(Role.CONSIGNOR)).build();
            memory.learn(one);
            live.add(one);
            if (random.nextInt(3) == 0) {
                memory.retract(live.remove(random.nextInt(live.size())));
            }
            long without = live.stream().filter(of -> of.shipper() == null).count();
            assertThat(memory.read(consignment().withoutParty(Role.CONSIGNOR).build())
                            .value())
                    .isCloseTo(-Math.log((without + 1.0) / (live.size() + 2.0)) / Math.log(2), within(1e-9));
        }
        live.forEach(memory::retract);
        assertThat(memory.isEmpty()).isTrue();
    }

    private Reading read(Draft draft) {
        return Objects.requireNonNull(
                Readings.of(filer.measure(filed(draft.build())).readings()).get(Indicators.get("party_withheld")));
    }
}
