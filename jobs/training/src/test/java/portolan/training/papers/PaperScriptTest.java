// SPDX-License-Identifier: Apache-2.0
package portolan.training.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portolan.training.course.Course;
import portolan.training.papers.PaperSet.Contradiction;
import portolan.training.papers.PaperSet.Kind;
import portolan.training.world.Dealer;
import portolan.training.world.Dealt;
import portolan.training.world.Order;

/**
 * A script over the papers of the first session, against somebody who reads them with care. The script has seen hundreds
 * of rounds, and knows of each field, paper and way in which texts differ how often that hid something.
 */
class PaperScriptTest {
    private static final int LEARNED = 40;
    private static final int TRIED = 20;

    @Test
    void aScriptThatKnowsWhereSlipsStandGainsNothingOverACarefulReader() throws Exception {
        Map<String, int[]> seen = new HashMap<>();
        for (int round = 0; round < LEARNED; round++) {
            for (Dealt.Bill bill : window(round)) {
                for (Contradiction one : papers(bill).contradictions()) {
                    seen.computeIfAbsent(cell(papers(bill), one), any -> new int[2])[one.honest() ? 1 : 0]++;
                }
            }
        }
        // Both know on which fields such offences lie.
        Set<String> lied = new HashSet<>();
        seen.forEach((cell, of) -> {
            if (of[0] > 0) {
                lied.add(cell.substring(0, cell.indexOf(' ')));
            }
        });
        double reader = 0;
        double script = 0;
        for (int round = LEARNED; round < LEARNED + TRIED; round++) {
            List<Dealt.Bill> window = new ArrayList<>(window(round));
            reader += untilAll(window.stream()
                    .filter(bill -> papers(bill).contradictions().stream()
                            .anyMatch(one -> lied.contains(one.field()) && !isTyped(papers(bill), one)))
                    .toList());
            window.sort(Comparator.comparingDouble(bill -> -suspicion(bill, seen)));
            script += untilAll(window);
        }
        assertThat(script / TRIED)
                .as("sets of 20 that the script opens until it has the five offences")
                .isGreaterThan(8);
        assertThat(script).as("the reader opens %s", reader).isGreaterThan(0.75 * reader);
    }

    /** How many are opened, in this order, until no more offences come. */
    private static int untilAll(List<Dealt.Bill> window) {
        int last = 0;
        for (int i = 0; i < window.size(); i++) {
            last = window.get(i).offends() ? i + 1 : last;
        }
        return last;
    }

    /** The share of lies among what looked like the worst of its contradictions. */
    private static double suspicion(Dealt.Bill bill, Map<String, int[]> seen) {
        return papers(bill).contradictions().stream()
                .mapToDouble(one -> {
                    int[] of = seen.getOrDefault(cell(papers(bill), one), new int[] {0, 1});
                    return of[0] / (double) (of[0] + of[1]);
                })
                .max()
                .orElse(0);
    }

    private static List<Dealt.Bill> window(int round) throws Exception {
        Order order = Course.session(1).exercise().order();
        return Dealer.deal(
                        // The past takes most of the time, and is on no paper.
                        new Order(
                                order.post(),
                                order.day(),
                                order.window(),
                                order.bills(),
                                3,
                                order.schemes(),
                                order.alikes(),
                                true),
                        ByteBuffer.allocate(Integer.BYTES).putInt(round).array())
                .window();
    }

    private static PaperSet papers(Dealt.Bill bill) {
        return Objects.requireNonNull(bill.papers());
    }

    private static String cell(PaperSet papers, Contradiction one) {
        return one.field() + ' ' + one.second() + (isTyped(papers, one) ? " typed" : " other");
    }

    /** Whether the two texts are one, but for a letter or digit or two; a code of two letters says another thing. */
    private static boolean isTyped(PaperSet papers, Contradiction one) {
        if (one.field().equals("origin")) {
            return false;
        }
        String first = value(papers, one.first(), one.field());
        String second = value(papers, one.second(), one.field());
        int from = 0;
        while (from < Math.min(first.length(), second.length()) && first.charAt(from) == second.charAt(from)) {
            from++;
        }
        int same = 0;
        while (same < Math.min(first.length(), second.length()) - from
                && first.charAt(first.length() - 1 - same) == second.charAt(second.length() - 1 - same)) {
            same++;
        }
        return Math.max(first.length(), second.length()) - from - same <= 2;
    }

    private static String value(PaperSet papers, Kind kind, String name) {
        return papers.papers().stream()
                .filter(paper -> paper.kind() == kind)
                .flatMap(paper -> paper.fields().stream())
                .filter(field -> field.name().equals(name))
                .map(PaperSet.Field::value)
                .findFirst()
                .orElse("");
    }
}
