package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import portolan.pipeline.state.FilterWords;

final class SeenKeysTest {
    private static final int KEYS = 300_000;

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
        List<FilterWords> words = new ArrayList<>(keys.words("container", 1, 2));
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
        SeenKeys restored = Objects.requireNonNull(SeenKeys.of(new SeenKeys(true).words("seal", 0, 1)));

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
        List<FilterWords> words = keys.words("container", 0, 1);
        assertThat(words).hasSizeGreaterThan(10);
        for (int missing = 0; missing < words.size(); missing++) {
            List<FilterWords> some = new ArrayList<>(words);
            some.remove(missing);
            assertThat(SeenKeys.of(some)).as("without %s", missing).isNull();
            List<FilterWords> twice = new ArrayList<>(words);
            twice.set((missing + 1) % words.size(), words.get(missing));
            assertThat(SeenKeys.of(twice)).as("%s twice", missing).isNull();
        }
        assertThat(new SeenKeys(false).words("container", 0, 1)).isEmpty();
    }

    @Test
    void excludesNothingWhenItDoesNotKnowAllKeys() {
        assertThat(new SeenKeys(false).mayHave("anything")).isTrue();
        assertThat(new SeenKeys(true).mayHave("anything")).isFalse();
    }

    @Test
    void givesUpBeforeItHasNoBound() {
        SeenKeys keys = new SeenKeys(true);
        for (int i = 0; i < 30_000_000; i++) {
            keys.add(Integer.toString(i));
        }

        assertThat(keys.mayHave("never added")).isTrue();
        assertThat(keys).hasToString("SeenKeys[]");
    }
}
