// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.kind.Bounds;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

class CountsTest {
    private record Event(int bucket, boolean hit) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void takesBackExactlyWhatWasAddedWhereverItWasFolded(long seed) {
        Random random = new Random(seed);
        Counts counts = new Counts(4, true);
        List<Event> twin = new ArrayList<>();
        for (int step = 0; step < 500; step++) {
            String facts = "seed=" + seed + ", step=" + step;
            if (random.nextInt(5) < 3 || twin.isEmpty()) {
                Event event = new Event(step / 25 + random.nextInt(8), random.nextInt(3) == 0);
                twin.add(event);
                counts.add(event.bucket, event.hit);
            } else {
                Event event = twin.remove(random.nextInt(twin.size()));
                assertThat(counts.take(event.bucket, event.hit)).as(facts).isTrue();
            }
            assertThat(counts.all()).as(facts).isEqualTo(twin.size());
            assertThat(counts.hits())
                    .as(facts)
                    .isEqualTo(twin.stream().filter(Event::hit).count());
            if (step % 7 == 0) {
                counts = copy(counts);
            }
        }
        for (Event event : twin) {
            assertThat(counts.take(event.bucket, event.hit)).as("seed=" + seed).isTrue();
        }
        assertThat(counts.isEmpty()).as("seed=" + seed).isTrue();
    }

    @Test
    void weighsEveryBucketByItsAge() {
        Counts counts = new Counts(4, false);
        counts.add(10, false);
        counts.add(13, false);

        assertThat(counts.all(13, Bounds.DEFAULT.habits)).isCloseTo(1.5, within(1e-12));
        assertThat(counts.all(16, Bounds.DEFAULT.habits)).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void weighsWhatWasFoldedAsOlderAgainByAllBucketsItKeeps() {
        Counts counts = new Counts(3, false);
        for (int bucket = 1; bucket <= 4; bucket++) {
            counts.add(bucket, false);
        }

        // Bucket 1 is folded: its age is 3 buckets and counts as 6, two half-lives.
        double kept = 1 + StrictMath.pow(0.5, 1.0 / 3) + StrictMath.pow(0.5, 2.0 / 3);
        assertThat(counts.all(4, Bounds.DEFAULT.habits)).isCloseTo(kept + 0.25, within(1e-12));
    }

    @Test
    void foldsALateEventThatIsOlderThanAllItsBuckets() {
        Counts counts = new Counts(2, true);
        counts.add(5, false);
        counts.add(6, false);

        counts.add(1, true);

        assertThat(counts.all()).isEqualTo(3);
        assertThat(counts.take(1, true)).isTrue();
        assertThat(counts.all()).isEqualTo(2);
    }

    @Test
    void takesNothingWhenThereIsNothingOfTheLike() {
        Counts counts = new Counts(2, true);
        counts.add(5, false);

        assertThat(counts.take(5, true)).isFalse();
        assertThat(counts.take(4, false)).isFalse();
        assertThat(counts.all()).isEqualTo(1);
    }

    private static Counts copy(Counts counts) {
        LayoutWriter writer = new LayoutWriter();
        counts.write(writer);
        return Counts.read(new LayoutReader(writer.toBytes()), 4, true);
    }
}
