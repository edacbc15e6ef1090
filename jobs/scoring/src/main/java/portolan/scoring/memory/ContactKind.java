package portolan.scoring.memory;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Part;

/** One memory a contact, keyed {@code tenant|contact|TYPE:value}; see {@link ContactKeys}. */
final class ContactKind implements MemoryKind<ContactMemory> {
    private final Bounds bounds;

    ContactKind(Bounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public String name() {
        return "contact";
    }

    @Override
    public Set<Part> reads() {
        return EnumSet.of(Part.PARTIES, Part.ADDRESSES, Part.CONTACTS, Part.ITEMS);
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        return ContactKeys.of(consignment);
    }

    @Override
    public ContactMemory unseen() {
        return new ContactMemory(bounds);
    }

    @Override
    public boolean isEmpty(ContactMemory memory) {
        return memory.isEmpty();
    }

    @Override
    public void learn(ContactMemory memory, String key, Consignment consignment) {
        for (ContactUser user : ContactKeys.users(consignment, key)) {
            if (!isAddress(key)) {
                memory.learn(user, consignment.receivedAt());
                continue;
            }
            memory.learnAtAddress(user, consignment.receivedAt());
            if (user.asConsignee() && !memory.isCrowdedForGood()) {
                memory.learnSent(DeclaredValue.of(consignment), Bucket.day(consignment.receivedAt()));
            }
        }
    }

    @Override
    public void retract(ContactMemory memory, String key, Consignment consignment) {
        for (ContactUser user : ContactKeys.users(consignment, key)) {
            memory.retract(user, consignment.receivedAt());
            if (user.asConsignee() && isAddress(key)) {
                memory.retractSent(DeclaredValue.of(consignment), Bucket.day(consignment.receivedAt()));
            }
        }
    }

    private static boolean isAddress(String key) {
        return ContactKeys.type(key) == ContactType.ADDRESS;
    }

    @Override
    public void learnOutcome(ContactMemory memory, String key, Consignment consignment, Outcome outcome) {
        if (isAddress(key) && memory.isCrowdedForGood()) {
            return;
        }
        for (ContactUser user : ContactKeys.users(consignment, key)) {
            memory.learn(user, outcome);
        }
    }

    @Override
    public void retractOutcome(ContactMemory memory, String key, Consignment consignment, Outcome outcome) {
        for (ContactUser user : ContactKeys.users(consignment, key)) {
            memory.retract(user, outcome);
        }
    }

    @Override
    public void write(ContactMemory memory, LayoutWriter out) {
        memory.write(out);
    }

    @Override
    public ContactMemory read(byte[] bytes) {
        return ContactMemory.of(bytes, bounds);
    }
}
