// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionPlace;
import portolan.schemas.avro.OutcomeCode;

/** An offence and what is taken for it. */
record Scheme(
        String label,
        Set<Post> posts,
        Set<String> tells,
        OutcomeCode found,
        @Nullable InspectionPlace place,
        Deed offence,
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
     */
    record Deed(String label, Set<String> traces, Act act) {}

    static Deed deed(String label, Set<String> traces, Act act) {
        return new Deed(label, traces, act);
    }

    SchemeInfo info() {
        return new SchemeInfo(
                label,
                posts.stream().sorted().toList(),
                offence.traces,
                tells,
                alikes.stream().map(Deed::label).toList());
    }
}
