// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.filer;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.kind.History;
import portolan.scoring.kind.Memories;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.sketch.LeadTimes;

class FilerMemoryTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aFilersMemoryAgreesWithATwinThatKeepsEverything(long seed) {
        History<FilerMemory> history = new History<>(Memories.FILER, History.Variety.LARGE, seed);
        Instant asOf = Consignments.RECEIVED_AT;

        history.run(300, (twin, memory) -> {
            assertThat(memory.counted().all()).as(twin.facts()).isEqualTo(twin.live.size());
            assertThat(memory.leadTimes().total()).as(twin.facts()).isEqualTo(twin.live.size());
            assertThat(memory.inspections().examined()).as(twin.facts()).isEqualTo(twin.known.size());
            assertThat(Memories.FILER.write(memory).length).as(twin.facts()).isLessThanOrEqualTo(2_048);
            if (!twin.live.isEmpty()) {
                // Received from this day on: nothing weighs less than 1, so that the median is that of a sorted list.
                List<Integer> cells = new ArrayList<>();
                for (Consignment one : twin.live) {
                    cells.add(LeadTimes.cell(LeadTimes.hoursBeforeDeparture(one)));
                }
                Collections.sort(cells);
                int median = cells.get((cells.size() - 1) / 2);
                List<Integer> distances = new ArrayList<>();
                for (int cell : cells) {
                    distances.add(Math.abs(cell - median));
                }
                Collections.sort(distances);
                LeadTimes.Habit habit =
                        Objects.requireNonNull(memory.leadTimes().habit(asOf));
                assertThat(habit.medianHours())
                        .as(twin.facts())
                        .isEqualTo((median + LeadTimes.LEAST + 0.5) * LeadTimes.HOURS);
                assertThat(habit.deviationHours())
                        .as(twin.facts())
                        .isEqualTo(distances.get((distances.size() - 1) / 2) * (double) LeadTimes.HOURS);
            }
        });

        history.takeAllBack();
    }

    @Test
    void aCarriersMemoryCountsEveryPrefixOnceAConsignment() {
        FilerMemory memory = Memories.FILER.unseen();
        Consignment two = consignment()
                .inContainers("CSQU3054383", "CSQU3054384", "MSCU1234565", "not a box")
                .build();
        String key = Memories.FILER.keysOf(two).get(1);

        memory.learn(key, two);
        memory.learn(key, consignment().build());

        assertThat(key).isEqualTo("test|filer|carrier:MAEU");
        assertThat(memory.prefixes().count("CSQU")).isEqualTo(2);
        assertThat(memory.prefixes().count("MSCU")).isEqualTo(1);
        assertThat(memory.leadTimes().isEmpty()).isTrue();
        memory.retract(key, two);
        memory.retract(key, consignment().build());
        assertThat(memory.isEmpty()).isTrue();
    }
}
