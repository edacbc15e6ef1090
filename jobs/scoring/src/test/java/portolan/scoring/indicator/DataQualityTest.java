package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;

import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Role;
import portolan.scoring.manifest.TransportMode;

class DataQualityTest {
    @Test
    void aCompleteFilingScoresOne() {
        assertThat(DataQuality.of(consignment().build())).isEqualTo(new DataQuality(1, List.of()));
    }

    @Test
    void everyMissingElementCountsTheSameAndIsNamed() {
        DataQuality quality = DataQuality.of(consignment()
                .withoutParty(Role.CONSIGNOR)
                .describedAs(null)
                .weighingKg(null)
                .conveyance(Conveyance.UNNAMED)
                .build());

        assertThat(quality.missing())
                .containsExactly("shipper", "shipper's country", "description", "mass", "conveyance");
        assertThat(quality.score()).isCloseTo(7.0 / 12, within(1e-12));
    }

    @Test
    void equipmentIsExpectedAtSeaOnly() {
        assertThat(DataQuality.of(consignment().equipment().build()).missing()).containsExactly("equipment");
        assertThat(DataQuality.of(
                                consignment().by(TransportMode.AIR).equipment().build())
                        .score())
                .isEqualTo(1);
    }

    @Test
    void aBillToOrderIsComplete() {
        Party toOrder = new Party(Role.CONSIGNEE, null, List.of(), PersonType.UNKNOWN, null, List.of(), true);

        assertThat(DataQuality.of(consignment().party(toOrder).build()).score()).isEqualTo(1);
    }
}
