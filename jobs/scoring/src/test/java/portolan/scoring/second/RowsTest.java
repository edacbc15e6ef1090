// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final float[] VALUES = {1};

    @Test
    void inspectionsInVainLeaveBeforeAFewFinds() {
        Rows rows = new Rows(2, 1);
        rows.teach(new Row("b", 2, VALUES, true));
        rows.teach(new Row("a", 1, VALUES, true));
        rows.teach(new Row("c", 3, VALUES, false));

        assertThat(rows.inOrder()).extracting(Row::key).containsExactly("a", "b");
    }

    @Test
    void ofManyFindsTheOldestLeave() {
        Rows rows = new Rows(1_100, 1);
        for (int at = 0; at < 1_200; at++) {
            rows.teach(new Row("f" + at, at, VALUES, true));
        }
        rows.teach(new Row("vain", 2_000, VALUES, false));

        assertThat(rows.inOrder()).hasSize(1_100).first().extracting(Row::key).isEqualTo("f101");
        assertThat(rows.inOrder()).last().extracting(Row::key).isEqualTo("vain");
    }

    @Test
    void aSampleThatIsFullIsSmallerAndAsOldAsTheTraffic() {
        Rows rows = new Rows(1, 200);
        for (int at = 0; at < 2_000; at++) {
            rows.sample(new Row("c" + at, at, VALUES, false));
        }

        assertThat(rows.inOrder()).hasSize(200);
        assertThat(rows.inOrder().stream().filter(row -> row.orderTime() < 1_000))
                .hasSizeBetween(75, 125);
    }

    @Test
    void anInspectedConsignmentIsItsLessonAlone() {
        Rows rows = new Rows(9, 9);
        rows.sample(new Row("a", 1, VALUES, false));
        rows.teach(new Row("a", 2, VALUES, true));
        assertThat(rows.inOrder()).extracting(Row::find).containsExactly(true);

        rows.teach(new Row("a", 2, VALUES, false));
        assertThat(rows.inOrder()).extracting(Row::find).containsExactly(false);

        rows.takeBack("a");
        assertThat(rows.inOrder()).extracting(Row::orderTime).containsExactly(1L);

        rows.withdraw("a");
        assertThat(rows.inOrder()).isEmpty();
    }

    @Test
    void aFindStaysOneInTheTrafficWhenItsLessonLeaves() {
        Rows rows = new Rows(1, 9);
        rows.sample(new Row("a", 1, VALUES, false));
        rows.teach(new Row("a", 1, VALUES, true));
        rows.teach(new Row("b", 2, VALUES, true));
        assertThat(rows.inOrder()).extracting(Row::key, Row::find).containsExactly(tuple("a", true), tuple("b", true));

        rows.takeBack("a");
        assertThat(rows.inOrder()).extracting(Row::find).containsExactly(false, true);
    }

    @Test
    void whoTellsAndForHowManyChangesTheHash() {
        String hash = told("A").hash(Map.of("a", 50.0));

        assertThat(told("A").hash(Map.of("a", 50.0))).isEqualTo(hash);
        assertThat(told("B").hash(Map.of("a", 50.0))).isNotEqualTo(hash);
        assertThat(told("A").hash(Map.of("a", 10.0))).isNotEqualTo(hash);
    }

    private static Rows told(String office) {
        Rows rows = new Rows(9, 9);
        rows.teach(new Row("a", 1, VALUES, false).told(true, office));
        return rows;
    }
}
