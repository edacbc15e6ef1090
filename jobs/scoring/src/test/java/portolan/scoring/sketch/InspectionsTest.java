// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static portolan.scoring.Consignments.consignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;

class InspectionsTest {
    private static final Decay DECAY = Decay.halvingAfter(1080);
    private static final Instant DAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final List<OutcomeCode> TEACHING = Arrays.stream(OutcomeCode.values())
            .filter(code -> code != OutcomeCode.NOT_EXAMINED)
            .toList();

    private final Inspections inspections = new Inspections(DECAY);

    @Test
    void saysWhatWasFoundTheMostFrequentFirst() {
        inspections.learn(found(OutcomeCode.UNDERVALUED, null));
        inspections.learn(found(OutcomeCode.OFFENCE_UNSPECIFIED, null));
        inspections.learn(found(OutcomeCode.NOTHING_FOUND, null));
        for (int i = 0; i < 3; i++) {
            inspections.learn(found(OutcomeCode.PROHIBITED_GOODS, "NARCOTICS"));
        }
        inspections.learn(found(OutcomeCode.PROHIBITED_GOODS, "OTHER"));

        assertThat(inspections.finds().inWords(inspections.offences()))
                .isEqualTo("3 narcotics, 1 undervalued, 1 prohibited goods, 1 unspecified");
        assertThat(inspections.finds().count(OutcomeCode.PROHIBITED_GOODS)).isEqualTo(4);
    }

    @Test
    void aCorrectedOutcomeCountsAsWhatItIsNow() {
        inspections.learn(found(OutcomeCode.PROHIBITED_GOODS, "NARCOTICS"));
        inspections.retract(found(OutcomeCode.PROHIBITED_GOODS, "NARCOTICS"));
        inspections.learn(found(OutcomeCode.PROHIBITED_GOODS, "TOBACCO"));

        assertThat(inspections.finds().inWords(inspections.offences())).isEqualTo("tobacco");

        inspections.retract(found(OutcomeCode.PROHIBITED_GOODS, "TOBACCO"));
        assertThat(inspections.isEmpty()).isTrue();
        assertThat(bytes(inspections)).isEqualTo(bytes(new Inspections(DECAY)));
    }

    @Test
    void whatWasNeverLearnedTakesNothingBack() {
        inspections.learn(found(OutcomeCode.UNDERVALUED, null));
        assertThat(inspections.retract(found(OutcomeCode.PROHIBITED_GOODS, "NARCOTICS")))
                .isFalse();
        inspections.learn(found(OutcomeCode.PROHIBITED_GOODS, "NARCOTICS"));
        inspections.retract(found(OutcomeCode.NOTHING_FOUND, null));

        assertThat(inspections.finds().inWords(inspections.offences())).isEqualTo("1 undervalued, 1 narcotics");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithATwinThatKeepsEverything(long seed) {
        Random random = new Random(seed);
        List<Outcome> twin = new ArrayList<>();
        Inspections memory = inspections;
        for (int i = 0; i < 2_000; i++) {
            if (!twin.isEmpty() && random.nextInt(5) < 2) {
                memory.retract(twin.remove(random.nextInt(twin.size())));
            } else {
                OutcomeCode code = TEACHING.get(random.nextInt(TEACHING.size()));
                String kind = random.nextBoolean() ? "NARCOTICS" : random.nextBoolean() ? "WASTE" : null;
                Outcome outcome = found(
                        code,
                        code == OutcomeCode.PROHIBITED_GOODS ? kind : null,
                        DAY.plusSeconds(86_400L * random.nextInt(3_000)));
                twin.add(outcome);
                memory.learn(outcome);
            }
            memory = random.nextInt(50) == 0 ? reread(memory) : memory;
            long all = 0;
            for (OutcomeCode code : OutcomeCode.values()) {
                boolean counted = code.isOffence() && code != OutcomeCode.OFFENCE_UNSPECIFIED;
                long expected = twin.stream()
                        .filter(one -> counted && one.code() == code)
                        .count();
                assertThat(memory.finds().count(code))
                        .as("seed=%d, code=%s", seed, code)
                        .isEqualTo(expected);
                all += expected;
            }
            assertThat(memory.offences()).as("seed=%d", seed).isGreaterThanOrEqualTo(all);
        }
        for (Outcome outcome : twin) {
            memory.retract(outcome);
        }
        assertThat(memory.isEmpty()).as("seed=%d", seed).isTrue();
    }

    @Test
    void offencesOfAnOldMemoryAreUnspecified() {
        inspections.learn(found(OutcomeCode.PROHIBITED_GOODS, "NARCOTICS"));
        LayoutWriter old = new LayoutWriter();
        inspections.write(old);
        Inspections read = Inspections.read(new LayoutReader(old.toBytes()), DECAY);

        assertThat(read.offences()).isEqualTo(1);
        assertThat(read.finds().inWords(read.offences())).isNull();

        read.learn(found(OutcomeCode.UNDERVALUED, null));
        assertThat(read.finds().inWords(read.offences())).isEqualTo("1 undervalued, 1 unspecified");

        read.retract(found(OutcomeCode.PROHIBITED_GOODS, "NARCOTICS"));
        assertThat(read.finds().inWords(read.offences())).isEqualTo("undervalued");
    }

    @Test
    void bytesOfAKindThatDoesNotExistAreRefused() {
        LayoutWriter writer = new LayoutWriter();
        writer.count(1).count(7 * 16).count(1);

        assertThatThrownBy(() -> inspections.readFinds(new LayoutReader(writer.toBytes())))
                .isInstanceOf(LayoutException.class)
                .hasMessage("no such kind of find: kind=112");
    }

    /** A code or kind that moves would be another one in every stored memory. */
    @Test
    void codesAndKindsStandWhereStoredMemoriesHaveThem() {
        inspections.learn(found(OutcomeCode.DOCUMENT_FRAUD, null));
        inspections.learn(found(OutcomeCode.PROHIBITED_GOODS, "NARCOTICS"));
        inspections.learn(found(OutcomeCode.PROHIBITED_PARTY, null));
        LayoutWriter writer = new LayoutWriter();
        inspections.writeFinds(writer);

        LayoutWriter expected = new LayoutWriter();
        expected.count(3)
                .count(0)
                .count(1)
                .count(4 * 16 + 1)
                .count(1)
                .count(6 * 16)
                .count(1);
        assertThat(writer.toBytes()).isEqualTo(expected.toBytes());
    }

    private static Inspections reread(Inspections inspections) {
        LayoutReader reader = new LayoutReader(bytes(inspections));
        Inspections read = Inspections.read(reader, DECAY);
        read.readFinds(reader);
        return read;
    }

    private static byte[] bytes(Inspections inspections) {
        LayoutWriter writer = new LayoutWriter();
        inspections.write(writer);
        inspections.writeFinds(writer);
        return writer.toBytes();
    }

    private static Outcome found(OutcomeCode code, @Nullable String goodsKind) {
        return found(code, goodsKind, DAY);
    }

    private static Outcome found(OutcomeCode code, @Nullable String goodsKind, Instant at) {
        Outcome plain = Consignments.outcome(consignment().build(), code, at);
        return new Outcome(
                plain.tenant(),
                plain.consignmentKey(),
                code,
                true,
                1,
                at,
                plain.office(),
                null,
                goodsKind,
                Chosen.UNSAID,
                plain.position());
    }
}
