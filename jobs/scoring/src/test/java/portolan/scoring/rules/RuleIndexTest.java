// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import portolan.scoring.indicator.Indicators;

/**
 * What is left out. That it never holds, over the whole language, is for {@link DifferentialTest} and {@link
 * ColumnJudgeTest} to say.
 */
class RuleIndexTest {
    private static final List<String> LONG =
            IntStream.range(0, Access.MOST_TEXTS + 1).mapToObj(i -> "X" + i).toList();

    private static final Map<String, List<String>> LISTS = Map.of(
            "ports",
            List.of("ECGYE", "COCTG"),
            "long",
            LONG,
            "longWithPort",
            Stream.concat(LONG.stream(), Stream.of("ECGYE")).toList());

    private static final Condition ANOTHER = condition("seal_reused");

    private final Facts facts = Facts.stated(
            Map.of(
                    Indicators.get("shipper_consignments"), 20.0,
                    Indicators.get("port_exposure"), 1.0,
                    Indicators.get("vague_description"), 0.0),
            Map.of(
                    ConsignmentField.LOADING_PORT,
                    "ECGYE",
                    ConsignmentField.HS2,
                    List.of("08", "84"),
                    ConsignmentField.CONTAINERISED,
                    true,
                    ConsignmentField.ITEMS,
                    3.0));

    @Test
    void triesWhatReachesItsBound() {
        assertThat(tried("shipper_consignments > 19.0")).isTrue();
        assertThat(tried("shipper_consignments >= 20.0")).isTrue();
        assertThat(tried("20.0 <= shipper_consignments")).isTrue();
        assertThat(tried("shipper_consignments == 20.0")).isTrue();
        assertThat(tried("shipper_consignments < 20.5")).isTrue();
        assertThat(tried("shipper_consignments <= 20.0")).isTrue();
        assertThat(tried("consignment.items > 2.0")).isTrue();
        assertThat(tried("size(consignment.hs2) >= 2")).isTrue();
    }

    @Test
    void leavesOutWhatDoesNot() {
        assertThat(tried("shipper_consignments > 20.5")).isFalse();
        assertThat(tried("shipper_consignments == 19.5")).isFalse();
        assertThat(tried("shipper_consignments < 19.5")).isFalse();
        assertThat(tried("shipper_consignments <= 19.0")).isFalse();
        assertThat(tried("consignment.items > 3.5")).isFalse();
        assertThat(tried("size(consignment.hs2) >= 3")).isFalse();
        // What is absent reaches nothing.
        assertThat(tried("notorious_goods > -100.0")).isFalse();
        assertThat(tried("notorious_goods < 100.0")).isFalse();
    }

    @Test
    void asksSimpleConditionsOnce() {
        assertThat(tried("port_exposure")).isTrue();
        assertThat(tried("!vague_description")).isTrue();
        assertThat(tried("known(port_exposure)")).isTrue();
        assertThat(tried("consignment.containerised")).isTrue();
        assertThat(tried("!known(consignment.massKg)")).isTrue();
        assertThat(tried("vague_description")).isFalse();
        assertThat(tried("!port_exposure")).isFalse();
        assertThat(tried("known(seal_reused)")).isFalse();
        assertThat(tried("seal_reused")).isFalse();
        assertThat(tried("known(consignment.massKg)")).isFalse();
    }

    @Test
    void looksTextsUp() {
        assertThat(tried("consignment.loadingPort == 'ECGYE'")).isTrue();
        assertThat(tried("'ECGYE' == consignment.loadingPort")).isTrue();
        assertThat(tried("consignment.loadingPort in lists.ports")).isTrue();
        assertThat(tried("consignment.hs2.exists(chapter, chapter in ['08', '09'])"))
                .isTrue();
        assertThat(tried("consignment.hs2.exists(chapter, chapter == '84')")).isTrue();
        assertThat(tried("'84' in consignment.hs2")).isTrue();
        assertThat(tried("consignment.loadingPort == 'NLRTM'")).isFalse();
        assertThat(tried("consignment.loadingPort in ['NLRTM', 'BEANR']")).isFalse();
        assertThat(tried("consignment.dischargePort in lists.ports")).isFalse();
        assertThat(tried("consignment.hs2.exists(chapter, chapter in ['01'])")).isFalse();
        assertThat(tried("'01' in consignment.hs2")).isFalse();
        assertThat(tried("'01' in consignment.origins")).isFalse();
    }

    @Test
    void picksOnePartOfWhatMustHoldTogether() {
        assertThat(tried("port_exposure && consignment.loadingPort == 'NLRTM'")).isFalse();
        assertThat(tried("shipper_consignments > 10.0 && vague_description")).isFalse();
        // Only one part is asked: the condition itself is left to whoever tries it.
        assertThat(tried("port_exposure && shipper_consignments > 100.0")).isTrue();
    }

    @Test
    void takesAllPartsOfWhichOneIsEnough() {
        assertThat(tried("shipper_consignments > 100.0 || shipper_consignments < 21.0"))
                .isTrue();
        assertThat(tried("shipper_consignments > 100.0 || shipper_consignments < 10.0"))
                .isFalse();
        assertThat(tried("(vague_description || seal_reused) && port_exposure")).isTrue();
    }

    @Test
    void alwaysTriesWhatNothingIsToldOf() {
        assertThat(tried("true")).isTrue();
        assertThat(tried("consignment.loadingPort.startsWith('NL')")).isTrue();
        assertThat(tried("2.0 * shipper_consignments > 100.0")).isTrue();
        assertThat(tried("vague_description || 2.0 * shipper_consignments > 100.0"))
                .isTrue();
        assertThat(tried("consignment.loadingPort != 'ECGYE'")).isTrue();
    }

    @Test
    void takesSoManyPartsAndNoMore() {
        String none = "shipper_consignments > 100.0";
        String eight = String.join(" || ", Collections.nCopies(Access.MOST_NEEDS, none));

        assertThat(tried(eight)).isFalse();
        assertThat(tried(eight + " || " + none)).isTrue();
    }

    /** Whether a text is on a long list is asked as it stands: a place for each text of each rule would be too many. */
    @Test
    void asksOnceAboutALongList() {
        assertThat(tried("consignment.loadingPort in lists.long")).isFalse();
        assertThat(tried("consignment.hs2.exists(chapter, chapter in lists.long)"))
                .isFalse();
        assertThat(tried("consignment.loadingPort in lists.longWithPort")).isTrue();
    }

    @Test
    void aFieldBesideItselfIsNoText() {
        assertThat(tried("consignment.loadingPort == consignment.loadingPort")).isTrue();
        assertThat(tried("!!port_exposure")).isTrue();
        assertThat(tried("!!vague_description")).isFalse();
    }

    @Test
    void findsEachAmongMany() {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            conditions.add(condition("shipper_consignments " + (i % 2 == 0 ? "> " : "< ") + i + ".0"));
        }

        BitSet found = BitSet.valueOf(RuleIndex.of(conditions).mayHold(facts));

        for (int i = 0; i < 200; i++) {
            boolean holds = i % 2 == 0 ? 20 > i : 20 < i;
            // At the bound itself it may be tried in vain.
            if (i != 20) {
                assertThat(found.get(i)).as("bound %d", i).isEqualTo(holds);
            }
        }
    }

    private boolean tried(String text) {
        // Behind others, so that the second word of the answer counts as well.
        List<Condition> conditions = new ArrayList<>(Collections.nCopies(70, ANOTHER));
        conditions.add(condition(text));
        BitSet found = BitSet.valueOf(RuleIndex.of(conditions).mayHold(facts));
        assertThat(found.get(0)).isFalse();
        return found.get(70);
    }

    private static Condition condition(String text) {
        Faults faults = new Faults(new RuleText("test", ""));
        Expression compiled =
                new ExpressionCompiler(LISTS, null, faults).condition(new ScalarNode(Tag.STR, text, ScalarStyle.PLAIN));
        assertThat(faults.inOrder()).as(text).isEmpty();
        return Objects.requireNonNull(Objects.requireNonNull(compiled).condition());
    }
}
