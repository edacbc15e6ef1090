// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.base;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.kind.History;
import portolan.scoring.kind.Memories;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.OutcomeCode;

class BaseRateMemoryTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theBaseRateAgreesWithATwinThatKeepsEverything(long seed) {
        History<BaseRateMemory> history = new History<>(Memories.BASE, History.Variety.LARGE, seed);

        history.run(300, (twin, memory) -> {
            assertThat(memory.inspections().examined()).as(twin.facts()).isEqualTo(twin.known.size());
            assertThat(memory.inspections().offences())
                    .as(twin.facts())
                    .isEqualTo(twin.known.stream()
                            .filter(one -> one.outcome().code().isOffence())
                            .count());
            for (OutcomeCode code : OutcomeCode.values()) {
                assertThat(memory.inspections().finds().count(code))
                        .as(twin.facts())
                        .isEqualTo(twin.known.stream()
                                .filter(one -> code.isOffence() && code != OutcomeCode.OFFENCE_UNSPECIFIED)
                                .filter(one -> one.outcome().code() == code)
                                .count());
            }
            assertThat(Memories.BASE.write(memory).length).as(twin.facts()).isLessThanOrEqualTo(406);
        });

        history.takeAllBack();
    }

    @Test
    void everythingIsSpreadEvenlyOverTheShards() {
        int[] counts = new int[BaseRateMemory.SHARDS];
        for (int i = 0; i < 8_000; i++) {
            counts[BaseRateMemory.shard(new ConsignmentKey("MAEU:MAEU" + (100_000 + i) + ":2026"))]++;
        }

        assertThat(counts).satisfies(all -> {
            for (int count : all) {
                assertThat(count).isBetween(850, 1_150);
            }
        });
    }

    @Test
    void aConsignmentStaysInItsShardForGood() {
        assertThat(Memories.BASE.keysOf(consignment().build())).containsExactly("test|base|6");
    }
}
