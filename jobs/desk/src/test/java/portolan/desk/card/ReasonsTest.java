// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import portolan.desk.index.Told;
import portolan.desk.server.Words;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.Lane;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;

class ReasonsTest {
    @Test
    void theThreatInTheStrictestLaneComesBeforeAHigherScore() {
        Told told = new Told()
                .assessed(
                        "A",
                        Lane.RED,
                        4,
                        assessed -> assessed.setThreats(List.of(
                                Told.threat("revenue", Lane.YELLOW, 9),
                                Told.threat("narcotics", Lane.RED, 3),
                                Told.threat("arms", Lane.RED, 4))));
        byte[] value = Objects.requireNonNull(told.all().get(0).value());
        ConsignmentAssessed assessed = ((DecodeResult.Value<ConsignmentAssessed>)
                        Topics.CONSIGNMENTS_ASSESSED.wire().decode(value))
                .value();

        assertThat(Reasons.of(assessed, null, Words.english()))
                .extracting(threat -> threat.lane() + ' ' + threat.name())
                .containsExactly("RED arms", "RED narcotics", "YELLOW revenue");
    }
}
