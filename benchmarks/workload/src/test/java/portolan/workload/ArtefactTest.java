// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.PackedStatus;

class ArtefactTest {
    private static final FeedSettings PLAIN = plain().build();

    @ParameterizedTest
    @EnumSource
    void fallsOnSomeFourPercentOfTheBillsAndOnNothingElse(Artefact artefact) {
        List<FeedEvent.Filed> plain = filed(PLAIN);
        List<FeedEvent.Filed> distorted = filed(plain().artefact(artefact).build());
        Set<String> filers = new HashSet<>();
        int changed = 0;

        assertThat(distorted).hasSameSizeAs(plain);
        for (int i = 0; i < plain.size(); i++) {
            Filing before = plain.get(i).filing();
            Filing after = distorted.get(i).filing();
            assertThat(after.getConsignmentKey()).isEqualTo(before.getConsignmentKey());
            assertThat(distorted.get(i).truth()).isEqualTo(plain.get(i).truth());
            if (!after.equals(before)) {
                changed++;
                filers.add(after.getFilerId());
            }
        }
        assertThat(changed / (double) plain.size()).isBetween(0.025, 0.065);
        assertThat(filers).hasSizeBetween(2, 3);
    }

    @Test
    void aVerifiedMassOfTheFirstItemIsFarFromTheWholeAndItsItemsAddUp() {
        List<FeedEvent.Filed> plain = filed(PLAIN);
        List<FeedEvent.Filed> distorted =
                filed(plain().artefact(Artefact.VGM_OF_FIRST_ITEM).build());
        int seen = 0;

        for (int i = 0; i < plain.size(); i++) {
            Filing before = plain.get(i).filing();
            Filing after = distorted.get(i).filing();
            if (after.equals(before) || after.getGoodsItems().size() < 2) {
                continue;
            }
            assertThat(after.getTotals().getGrossMassKg())
                    .isEqualByComparingTo(before.getTotals().getGrossMassKg());
            for (Equipment box : after.getEquipment()) {
                if (box.getPackedStatus() == PackedStatus.FULL) {
                    double load = box.getVgmKg().doubleValue() - box.getTareKg().doubleValue();
                    double whole = after.getTotals().getGrossMassKg().doubleValue()
                            / after.getEquipment().size();
                    seen++;
                    assertThat(load).isLessThan(0.85 * whole + 1);
                }
            }
        }
        assertThat(seen).isGreaterThan(50);
    }

    @Test
    void copiedSealsAreOnManyBoxes() {
        Set<String> seals = new HashSet<>();
        int boxes = 0;
        List<FeedEvent.Filed> plain = filed(PLAIN);
        List<FeedEvent.Filed> distorted =
                filed(plain().artefact(Artefact.COPIED_SEALS).build());
        for (int i = 0; i < plain.size(); i++) {
            if (!distorted.get(i).filing().equals(plain.get(i).filing())) {
                for (Equipment box : distorted.get(i).filing().getEquipment()) {
                    boxes++;
                    seals.add(box.getSeals().get(0).getNumber());
                }
            }
        }
        assertThat(seals.size()).isLessThan(boxes / 3);
    }

    private static List<FeedEvent.Filed> filed(FeedSettings settings) {
        List<FeedEvent.Filed> filed = new ArrayList<>();
        new Feed(settings).forEachRemaining(event -> {
            if (event instanceof FeedEvent.Filed each) {
                filed.add(each);
            }
        });
        return filed;
    }

    private static FeedSettings.Builder plain() {
        return FeedSettings.builder()
                .seed(3)
                .shippers(400)
                .consignmentsPerDay(80)
                .days(100);
    }
}
