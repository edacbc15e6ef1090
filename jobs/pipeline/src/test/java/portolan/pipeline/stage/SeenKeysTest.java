package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
