// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.Bounds;
import portolan.scoring.kind.Memory;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.sketch.Counts;
import portolan.scoring.sketch.DeclaredValue;
import portolan.scoring.sketch.SmallValues;

/**
 * Who used one contact: at most {@value #MOST} parties, and how many more there were; of an address also what of small
 * value was sent there.
 *
 * <p>Layout:
 *
 * <pre>
 *   octet 2                      the version
 *   list of {@link ContactParty}   in the order in which they came
 *   {@link Counts} with hits     uses by those that were pushed out, or not kept any more
 *   count                        how often one was pushed out
 *   flag, {@link SmallValues}      of an address: consignments of small and of low value that were sent there
 * </pre>
 *
 * <p>A seventeenth party pushes one out: of those without an offence the one last seen longest ago, else the first. Its
 * uses go into those of others, its outcomes are lost. An address from which more than {@value #MOST_CONNECTED} were
 * pushed out stays crowded whatever is retracted, and nothing is read of a crowded address but that it is one: from its
 * next use on it keeps uses only, in a few octets where sixteen parties are most of a kibibyte. Of a telephone or an
 * e-mail parties are kept all the same, as whose own it is may still be told from them. So the sum of all uses is exact
 * for good; uses, months and outcomes of one party are exact while at most {@value #MOST} parties ever came. A party
 * that was pushed out and came back counts as pushed out still. At most 1 KiB while no count exceeds 16,383, up to 106
 * bytes for what was found of each party, and 256 for small values, whose retraction is as exact as they say.
 */
public final class ContactMemory implements Memory {
    static final int MOST = 16;

    /** A contact of more parties is a forwarder's or a business centre's, and connects nobody. */
    static final int MOST_CONNECTED = 12;

    private static final int VERSION = 2;
    private static final long SECONDS_A_MONTH = 30L * 86_400;

    /** Eight thousand years from 1970: a date beyond is a slip, and its month shall not grow the bytes. */
    private static final long LAST_MONTH = 100_000;

    private final List<ContactParty> parties;
    private final Counts others;
    private final Bounds bounds;
    private long pushedOut;

    /** Most contacts are no address, and most addresses receive nothing small. */
    private @Nullable SmallValues smallValues;

    ContactMemory(Bounds bounds) {
        this(new ArrayList<>(1), new Counts(ContactParty.MOST_MONTHS, true), bounds);
    }

    private ContactMemory(List<ContactParty> parties, Counts others, Bounds bounds) {
        this.parties = parties;
        this.others = others;
        this.bounds = bounds;
    }

    /** Months of 30 days from 1970-01-01. */
    public static int month(Instant time) {
        long month = Math.floorDiv(time.getEpochSecond(), SECONDS_A_MONTH);
        return (int) Math.max(-LAST_MONTH, Math.min(LAST_MONTH, month));
    }

    /** Days from 1970-01-01, within the years that months are kept of. */
    public static long day(Instant time) {
        long most = LAST_MONTH * (SECONDS_A_MONTH / 86_400);
        return Math.max(-most, Math.min(most, Math.floorDiv(time.getEpochSecond(), 86_400L)));
    }

    public List<ContactParty> parties() {
        return Collections.unmodifiableList(parties);
    }

    /** The party's entry, or null when it never used the contact. */
    public @Nullable ContactParty party(long key) {
        for (ContactParty party : parties) {
            if (party.key() == key) {
                return party;
            }
        }
        return null;
    }

    /** Whether more than {@value #MOST_CONNECTED} parties used the contact. */
    public boolean isCrowded() {
        return everUsed() > MOST_CONNECTED;
    }

    /** How many parties are kept, and how often one was pushed out. */
    long everUsed() {
        return parties.size() + pushedOut;
    }

    /** Consignments of small and of low value that were sent to the address; null when there was none. */
    public @Nullable SmallValues smallValues() {
        return smallValues;
    }

    /** Uses by all parties, kept or not. */
    long consignments() {
        long sum = others.all();
        for (ContactParty party : parties) {
            sum += party.consignments();
        }
        return sum;
    }

    @Override
    public boolean isEmpty() {
        // Who was pushed out counts for good, whatever is retracted: stored or not, it must read the same.
        return parties.isEmpty() && others.isEmpty() && smallValues == null && pushedOut == 0;
    }

    void learn(ContactUser user, Instant receivedAt) {
        of(user).use(receivedAt, user.asConsignee());
    }

    /** The same at an address, of which nothing but uses is kept once it is crowded for good. */
    void learnAtAddress(ContactUser user, Instant receivedAt) {
        if (isCrowdedForGood()) {
            others.add(month(receivedAt), user.asConsignee());
        } else {
            learn(user, receivedAt);
        }
        // Below as well: a memory of an earlier release has its parties still.
        if (isCrowdedForGood()) {
            parties.forEach(party -> others.addAll(party.uses()));
            parties.clear();
            smallValues = null;
        }
    }

    /** Whether it stays crowded whatever is retracted. */
    boolean isCrowdedForGood() {
        return pushedOut > MOST_CONNECTED;
    }

    void learnSent(@Nullable DeclaredValue value, long day) {
        if (smallValues == null && !SmallValues.isKept(value, bounds.lowValueEur)) {
            return;
        }
        SmallValues values =
                smallValues == null ? new SmallValues(bounds.smallValueEur, bounds.lowValueEur) : smallValues;
        values.learn(value, day);
        smallValues = values;
    }

    void retractSent(@Nullable DeclaredValue value, long day) {
        if (smallValues != null) {
            smallValues.retract(value, day);
            smallValues = smallValues.isEmpty() ? null : smallValues;
        }
    }

    private ContactParty of(ContactUser user) {
        ContactParty party = party(user.key());
        if (party == null) {
            if (parties.size() == MOST) {
                ContactParty leaving = parties.remove(leastTelling());
                others.addAll(leaving.uses());
                pushedOut++;
            }
            party = new ContactParty(user);
            parties.add(party);
        }
        return party;
    }

    private int leastTelling() {
        int least = -1;
        for (int i = 0; i < parties.size(); i++) {
            ContactParty party = parties.get(i);
            if (party.offences() == 0
                    && (least < 0 || party.lastMonth() < parties.get(least).lastMonth())) {
                least = i;
            }
        }
        return Math.max(least, 0);
    }

    void retract(ContactUser user, Instant receivedAt) {
        ContactParty party = party(user.key());
        if (party == null || !party.uses().take(month(receivedAt), user.asConsignee())) {
            others.takeAnywhere(month(receivedAt), user.asConsignee());
        } else {
            leaveIfEmpty(party);
        }
    }

    void learn(ContactUser user, Outcome outcome) {
        // Its bill may have been withdrawn since: what was found on it is remembered all the same.
        of(user).learn(outcome);
    }

    void retract(ContactUser user, Outcome outcome) {
        ContactParty party = party(user.key());
        if (party != null) {
            party.retract(outcome);
            leaveIfEmpty(party);
        }
    }

    private void leaveIfEmpty(ContactParty party) {
        if (party.isEmpty()) {
            parties.remove(party);
        }
    }

    @Override
    public void write(LayoutWriter writer) {
        writer.octet(VERSION).list(parties, (to, party) -> party.write(to));
        others.write(writer);
        writer.count(pushedOut).flag(smallValues != null);
        if (smallValues != null) {
            smallValues.write(writer);
        }
    }

    static ContactMemory of(LayoutReader reader, Bounds bounds) {
        reader.version("contact memory", VERSION, VERSION);
        List<ContactParty> parties = reader.list(MOST, ContactParty::read);
        ContactMemory read = new ContactMemory(parties, Counts.read(reader, ContactParty.MOST_MONTHS, true), bounds);
        read.pushedOut = reader.count();
        if (reader.flag()) {
            read.smallValues = SmallValues.read(reader, bounds.smallValueEur, bounds.lowValueEur);
        }
        return read;
    }
}
