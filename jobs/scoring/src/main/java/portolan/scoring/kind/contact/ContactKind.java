// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.contact;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import portolan.scoring.kind.Bounds;
import portolan.scoring.kind.KindOf;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Part;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.DeclaredValue;

/** One memory a contact, keyed {@code tenant|contact|TYPE:value}; see {@link ContactKeys}. */
public final class ContactKind implements KindOf<ContactMemory> {
    private final Bounds bounds;

    ContactKind(Bounds bounds) {
        this.bounds = bounds;
    }

    /** This kind with its indicators, as the settings have it. */
    public static Remembered<ContactMemory> remembered(MemorySettings settings) {
        return new Remembered<>(new ContactKind(new Bounds(settings)), new ContactIndicators(), settings.retention());
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
    public ContactMemory read(byte[] bytes) {
        return ContactMemory.of(bytes, bounds);
    }
}
