// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import portolan.pipeline.state.FilterWords;
import portolan.pipeline.state.FilterWords.Owner;

final class SeenKeysTest {
    private static final int KEYS = 300_000;
    private static final Owner OWNER = new Owner(7, 1, 2);

    @Test
    void knowsEveryKeyThatWasAddedAndFewStrangers() {
        SeenKeys keys = new SeenKeys(true);
        for (int i = 0; i < KEYS; i++) {
            keys.add("default|MSKU" + i);
        }

        int strangers = 0;
        for (int i = 0; i < KEYS; i++) {
            assertThat(keys.mayHave("default|MSKU" + i)).as("key %s", i).isTrue();
            strangers += keys.mayHave("default|TEMU" + i) ? 1 : 0;
        }
        assertThat(strangers).isLessThan(KEYS * 3 / 100);
    }

    @Test
    void aSnapshotHasAllOfItAndWhatIsAddedMeanwhile() {
        SeenKeys keys = new SeenKeys(true);
        for (int i = 0; i < KEYS; i++) {
            keys.add("default|MSKU" + i);
        }
        List<FilterWords> words = new ArrayList<>(keys.words("container", OWNER));
        keys.add("default|while it is written");
        // Round robin, or by whatever way a snapshot is shared out again.
        Collections.shuffle(words, new Random(3));

        SeenKeys restored = Objects.requireNonNull(SeenKeys.of(words));

        assertThat(restored).hasToString(keys.toString());
        assertThat(restored.mayHave("default|while it is written")).isTrue();
        int strangers = 0;
        for (int i = 0; i < KEYS; i++) {
            assertThat(restored.mayHave("default|MSKU" + i)).as("key %s", i).isTrue();
            strangers += restored.mayHave("default|TEMU" + i) ? 1 : 0;
        }
        assertThat(strangers).isLessThan(KEYS * 3 / 100);
        for (int i = 0; i < KEYS; i++) {
            keys.add("default|CSLU" + i);
            restored.add("default|CSLU" + i);
        }
        assertThat(restored).as("as much room as before").hasToString(keys.toString());
        for (int i = 0; i < KEYS; i++) {
            assertThat(restored.mayHave("default|CSLU" + i)).as("key %s", i).isTrue();
        }
    }

    @Test
    void aSnapshotKnowsThatNothingIsStored() {
        SeenKeys restored = Objects.requireNonNull(SeenKeys.of(new SeenKeys(true).words("seal", OWNER)));

        assertThat(restored.mayHave("anything")).isFalse();
        restored.add("anything");
        assertThat(restored.mayHave("anything")).isTrue();
    }

    @Test
    void aSnapshotWithoutSomeOfItIsNone() {
        SeenKeys keys = new SeenKeys(true);
        for (int i = 0; i < KEYS; i++) {
            keys.add("default|MSKU" + i);
        }
        List<FilterWords> words = keys.words("container", OWNER);
        assertThat(words).hasSizeGreaterThan(10);
        for (int missing = 0; missing < words.size(); missing++) {
            List<FilterWords> some = new ArrayList<>(words);
            some.remove(missing);
            assertThat(SeenKeys.of(some)).as("without %s", missing).isNull();
            List<FilterWords> twice = new ArrayList<>(words);
            twice.set((missing + 1) % words.size(), words.get(missing));
            assertThat(SeenKeys.of(twice)).as("%s twice", missing).isNull();
        }
        assertThat(new SeenKeys(false).words("container", OWNER)).isEmpty();
    }

    @Test
    void aSnapshotWithPartsOfAnotherIsNone() {
        SeenKeys keys = new SeenKeys(true);
        keys.add("default|MSKU1");
        FilterWords own = keys.words("container", OWNER).get(0);
        FilterWords empty = new SeenKeys(true).words("container", OWNER).get(0);
        FilterWords later = keys.words("container", new Owner(8, 1, 2)).get(0);
        assertThat(SeenKeys.of(List.of(own))).isNotNull();

        assertThat(SeenKeys.of(List.of(empty, own)))
                .as("nothing is stored, or something")
                .isNull();
        assertThat(SeenKeys.of(List.of(empty, empty))).isNull();
        assertThat(SeenKeys.of(List.of(own, later))).isNull();
        for (int i = 0; i < KEYS; i++) {
            keys.add("default|MSKU" + i);
        }
        List<FilterWords> grown = new ArrayList<>(keys.words("container", OWNER));
        grown.set(0, own);
        assertThat(SeenKeys.of(grown))
                .as("its first part is of an earlier snapshot")
                .isNull();
    }

    /** Whoever changes which bits a key has gives up what is in snapshots. */
    @Test
    void aKeyHasTheSameBitsInEveryRelease() {
        SeenKeys keys = new SeenKeys(true);
        keys.add("default|MSKU1");
        keys.add("default|Müller & Söhne");
        keys.add("");
        LongBuffer words = keys.words("container", OWNER).get(0).words();

        Map<Integer, Long> set = new TreeMap<>();
        for (int at = 0; at < words.limit(); at++) {
            if (words.get(at) != 0) {
                set.put(at, words.get(at));
            }
        }
        assertThat(set).containsExactly(entry(0, 1L), entry(972, 72058693549590528L), entry(1703, 282574555447297L));
    }

    @Test
    void excludesNothingWhenItDoesNotKnowAllKeys() {
        assertThat(new SeenKeys(false).mayHave("anything")).isTrue();
        assertThat(new SeenKeys(true).mayHave("anything")).isFalse();
    }

    /** Few parts, as each takes some strangers for known, and from a million words on none larger than all before it. */
    @Test
    void growsAsItFillsAndGivesUpAtItsBound() {
        SeenKeys keys = new SeenKeys(true, 7 << 20);
        String parts = "4096, 16384, 65536, 262144, 1048576, 1048576, 2097152";
        int added = addUntil(keys, "SeenKeys[" + parts + ", 2097152]", 0);
        List<FilterWords> words = keys.words("container", OWNER);

        assertThat(keys.mayHave("0")).isTrue();
        assertThat(SeenKeys.of(words, 7 << 20)).hasToString(keys.toString());
        assertThat(SeenKeys.of(words, 6 << 20)).as("of a heap with less room").isNull();
        addUntil(keys, "SeenKeys[]", added);
        assertThat(keys.mayHave("never added")).isTrue();
        assertThat(keys.knowsAll()).isFalse();
        assertThat(keys.words("container", OWNER)).isEmpty();
    }

    /** Adds keys until it has parts like these; how many there are then. */
    private static int addUntil(SeenKeys keys, String parts, int from) {
        int added = from;
        while (!keys.toString().equals(parts)) {
            assertThat(added).as("keys, and still %s", keys).isLessThan(40_000_000);
            for (int i = 0; i < 100_000; i++) {
                keys.add(Integer.toString(added++));
            }
        }
        return added;
    }
}
