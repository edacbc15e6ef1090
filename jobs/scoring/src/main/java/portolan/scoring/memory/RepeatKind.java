package portolan.scoring.memory;

import java.util.List;
import java.util.Set;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Part;

/**
 * One memory a shard of HS subheadings, keyed {@code tenant|repeats|0 to 7}. A consignment of several subheadings
 * counts with its heaviest.
 */
final class RepeatKind implements MemoryKind<RepeatMemory> {
    @Override
    public String name() {
        return "repeats";
    }

    @Override
    public Set<Part> reads() {
        return Set.of(Part.ITEMS, Part.ROUTING);
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        String subheading = HeaviestCodes.heaviest(consignment, HeaviestCodes.SUBHEADING);
        return subheading.isEmpty()
                ? List.of()
                : List.of(consignment.tenant() + "|repeats|" + RepeatMemory.shard(subheading));
    }

    @Override
    public RepeatMemory unseen() {
        return new RepeatMemory();
    }

    @Override
    public boolean isEmpty(RepeatMemory memory) {
        return memory.isEmpty();
    }

    @Override
    public void learn(RepeatMemory memory, String key, Consignment consignment) {
        // Traffic says nothing about inspections.
    }

    @Override
    public void retract(RepeatMemory memory, String key, Consignment consignment) {
        // Nothing was learned.
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

    @Override
    public void write(RepeatMemory memory, LayoutWriter out) {
        memory.write(out);
    }

    @Override
    public RepeatMemory read(byte[] bytes) {
        return RepeatMemory.of(bytes);
    }
}
