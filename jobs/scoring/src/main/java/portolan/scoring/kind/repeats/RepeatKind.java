// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.repeats;

import java.util.List;
import java.util.Set;
import portolan.scoring.kind.KindOf;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Part;
import portolan.scoring.sketch.HeaviestCodes;
import portolan.scoring.sketch.Sourcing;

/**
 * One memory a shard of HS subheadings, keyed {@code tenant|repeats|0 to 7}. A consignment of several subheadings
 * counts with its heaviest.
 *
 * <p>Traffic says nothing about inspections.
 */
public final class RepeatKind extends KindOf<RepeatMemory> {
    private RepeatKind() {
        super("repeats", Set.of(Part.ITEMS, Part.ROUTING), RepeatMemory::new, RepeatMemory::of);
    }

    /** This kind with its indicators, as the settings have it. */
    public static Remembered<RepeatMemory> remembered(MemorySettings settings) {
        return new Remembered<>(new RepeatKind(), new RepeatIndicators(), settings.retention());
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        String subheading = HeaviestCodes.heaviest(consignment, HeaviestCodes.SUBHEADING);
        return subheading.isEmpty()
                ? List.of()
                : List.of(consignment.tenant() + "|repeats|" + RepeatMemory.shard(subheading));
    }

    @Override
    public void learnOutcome(RepeatMemory memory, String key, Consignment consignment, Outcome outcome) {
        String subheading = HeaviestCodes.heaviest(consignment, HeaviestCodes.SUBHEADING);
        memory.learn(subheading, Sourcing.of(consignment, subheading), outcome);
    }

    @Override
    public void retractOutcome(RepeatMemory memory, String key, Consignment consignment, Outcome outcome) {
        String subheading = HeaviestCodes.heaviest(consignment, HeaviestCodes.SUBHEADING);
        memory.retract(subheading, Sourcing.of(consignment, subheading), outcome);
    }
}
