// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionPlace;
import portolan.schemas.avro.OutcomeCode;

/**
 * What is planted in a consignment.
 *
 * @param scheme label of the scheme that it is, or is taken for
 * @param alike label of the look-alike; empty for an offence
 * @param pair the same for an offence and the look-alikes planted beside it
 * @param traces names of the engine's indicators that it shows
 * @param tells of those, the ones that tell the offence from its look-alikes: together only an offence has them
 * @param story key of the text that says what happened, in the training's catalogue
 * @param found what an inspection would report
 * @param place where it would be found; null where nothing is found, or only the papers show it
 * @param shownBy kinds of papers that would have shown it
 */
public record Planted(
        String scheme,
        String alike,
        String pair,
        Set<String> traces,
        Set<String> tells,
        String story,
        OutcomeCode found,
        @Nullable InspectionPlace place,
        List<String> shownBy) {
    public Planted {
        // In order: what is sealed has the same bytes on every machine.
        traces = Collections.unmodifiableSet(new TreeSet<>(traces));
        tells = Collections.unmodifiableSet(new TreeSet<>(tells));
        shownBy = List.copyOf(shownBy);
    }

    public boolean offends() {
        return alike.isEmpty();
    }
}
