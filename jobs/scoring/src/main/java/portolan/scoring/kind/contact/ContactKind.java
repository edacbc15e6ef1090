// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.contact;

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
public final class ContactKind extends KindOf<ContactMemory> {
    ContactKind(Bounds bounds) {
        super(
                "contact",
                Set.of(Part.PARTIES, Part.ADDRESSES, Part.CONTACTS, Part.ITEMS),
                () -> new ContactMemory(bounds),
                in -> ContactMemory.of(in, bounds));
    }

    /** This kind with its indicators, as the settings have it. */
    public static Remembered<ContactMemory> remembered(MemorySettings settings) {
        return new Remembered<>(new ContactKind(new Bounds(settings)), new ContactIndicators(), settings.retention());
    }

    @Override
    public List<String> keysOf(Consignment consignment) {
        return ContactKeys.of(consignment);
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
}
