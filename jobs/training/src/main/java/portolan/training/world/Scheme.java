// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionPlace;
import portolan.schemas.avro.OutcomeCode;

/** An offence and what is taken for it. */
record Scheme(
        String label,
        Set<Post> posts,
        OutcomeCode found,
        @Nullable InspectionPlace place,
        List<Deed> offences,
        List<Deed> alikes) {

    /** What is done to one consignment; all its versions, by time, the last one at the stage's time. */
    @FunctionalInterface
    interface Act {
        List<Draft> play(Stage stage);
    }

    /**
     * An offence or a look-alike.
     *
     * @param traces names of indicators that it shows
     * @param tells of those, the ones that together no look-alike shows; none for a look-alike
     */
    record Deed(String label, Set<String> traces, Set<String> tells, Act act) {}

    static Deed deed(String label, Set<String> traces, Act act) {
        return new Deed(label, traces, Set.of(), act);
    }

    static Deed offence(String label, Set<String> traces, Set<String> tells, Act act) {
        return new Deed(label, traces, tells, act);
    }

    /** One of its offences, where there are several ways to commit it. */
    Deed offence(Dice dice) {
        return dice.oneOf(offences);
    }

    SchemeInfo info() {
        return new SchemeInfo(
                label,
                posts.stream().sorted().toList(),
                union(Deed::traces),
                union(Deed::tells),
                alikes.stream().map(Deed::label).toList());
    }

    private Set<String> union(Function<Deed, Set<String>> of) {
        Set<String> all = new TreeSet<>();
        offences.forEach(deed -> all.addAll(of.apply(deed)));
        return all;
    }
}
