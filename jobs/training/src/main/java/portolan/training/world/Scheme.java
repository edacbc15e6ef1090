// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
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

    /** A scheme at some posts, or at all where none is named. */
    static Scheme of(String label, OutcomeCode found, InspectionPlace place, Post... posts) {
        Set<Post> where = posts.length == 0 ? EnumSet.allOf(Post.class) : Set.of(posts);
        return new Scheme(label, where, found, place, List.of(), List.of());
    }

    /** The same with a way to commit it, all of whose traces tell; they stand with blanks between them. */
    Scheme offence(String traces, Act act) {
        return offence(traces, traces, act);
    }

    Scheme offence(String traces, String tells, Act act) {
        Deed deed = new Deed(label, names(traces), names(tells), act);
        return new Scheme(label, posts, found, place, and(offences, deed), alikes);
    }

    /** The same with a look-alike. */
    Scheme alike(String name, String traces, Act act) {
        return new Scheme(
                label, posts, found, place, offences, and(alikes, new Deed(name, names(traces), Set.of(), act)));
    }

    private static Set<String> names(String words) {
        return words.isEmpty() ? Set.of() : Set.of(words.split(" ", -1));
    }

    private static List<Deed> and(List<Deed> deeds, Deed another) {
        return Stream.concat(deeds.stream(), Stream.of(another)).toList();
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
