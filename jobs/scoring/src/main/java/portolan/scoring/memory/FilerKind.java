package portolan.scoring.memory;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Part;
import portolan.scoring.party.BoundedText;

/**
 * One memory a filer, keyed {@code tenant|filer|ID}, and one a carrier, keyed {@code tenant|filer|carrier:CODE}. Ids
 * are in upper case, so that no filer can pass for a carrier.
 */
final class FilerKind implements MemoryKind<FilerMemory> {
    static final String FILER = "|filer|";
    static final String CARRIER = "|filer|carrier:";

    /** A longer id is cut: no feed may grow keys. */
    private static final int LONGEST = 35;

    private final Bounds bounds;

    FilerKind(Bounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public String name() {
        return "filer";
    }

    @Override
    public Set<Part> reads() {
        // Who carries is in the key.
        return EnumSet.of(Part.EQUIPMENT, Part.ROUTING, Part.FIGURES);
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        List<String> keys = new ArrayList<>(2);
        String filer = filer(consignment);
        if (filer != null) {
            keys.add(consignment.tenant() + FILER + filer);
        }
        String carrier = carrier(consignment);
        if (carrier != null) {
            keys.add(consignment.tenant() + CARRIER + carrier);
        }
        return keys;
    }

    /** Who filed, in upper case; null when the filing does not say. */
    static @Nullable String filer(Consignment consignment) {
        return id(consignment.filer().id());
    }

    /** Who carries, in upper case; null when the filing does not say. */
    static @Nullable String carrier(Consignment consignment) {
        return id(consignment.conveyance().carrierCode());
    }

    private static @Nullable String id(@Nullable String filed) {
        if (filed == null || filed.isBlank()) {
            return null;
        }
        String id = filed.strip().toUpperCase(Locale.ROOT);
        return id.length() <= LONGEST ? id : BoundedText.start(id, LONGEST);
    }

    @Override
    public FilerMemory unseen() {
        return new FilerMemory(bounds);
    }

    @Override
    public boolean isEmpty(FilerMemory memory) {
        return memory.isEmpty();
    }

    @Override
    public void learn(FilerMemory memory, String key, Consignment consignment) {
        memory.learn(key, consignment);
    }

    @Override
    public void retract(FilerMemory memory, String key, Consignment consignment) {
        memory.retract(key, consignment);
    }

    @Override
    public void learnOutcome(FilerMemory memory, String key, Consignment consignment, Outcome outcome) {
        memory.learn(key, outcome);
    }

    @Override
    public void retractOutcome(FilerMemory memory, String key, Consignment consignment, Outcome outcome) {
        memory.retract(key, outcome);
    }

    @Override
    public void write(FilerMemory memory, LayoutWriter out) {
        memory.write(out);
    }

    @Override
    public FilerMemory read(byte[] bytes) {
        return FilerMemory.of(bytes, bounds);
    }
}
