// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.sketch.Counts;
import portolan.scoring.sketch.Finds;

/**
 * One party at one contact: when it used it, as what, and what was found with it. Its marks are those of the use by
 * which it came, and stay while it is kept; so do its first and last day, which a retraction does not take back: they
 * may lie further apart than what is left, never nearer.
 *
 * <pre>
 *   fixed key | text name | {@link ContactMarks} | signed first day | count days to the last | {@link Counts} with hits: uses by month, hits as consignee | count examined | count offences | {@link Finds}
 * </pre>
 */
public final class ContactParty {
    /** Months of 30 days that are kept apart. */
    static final int MOST_MONTHS = 4;

    private final long key;
    private final String name;
    private final ContactMarks marks;
    private long firstDay;
    private long lastDay;
    private final Counts uses;
    private long examined;
    private long offences;

    /** Null where none is specified: so it is of nearly all parties. */
    private @Nullable Finds finds;

    ContactParty(ContactUser user) {
        this(user.key(), user.name(), user.marks(), new Counts(MOST_MONTHS, true));
    }

    private ContactParty(long key, String name, ContactMarks marks, Counts uses) {
        this.key = key;
        this.name = name;
        this.marks = marks;
        this.uses = uses;
    }

    public long key() {
        return key;
    }

    public String name() {
        return name;
    }

    /** Days from 1970-01-01 to its first use. */
    public long firstDay() {
        return firstDay;
    }

    public long lastDay() {
        return lastDay;
    }

    void use(Instant receivedAt, boolean asConsignee) {
        long day = ContactMemory.day(receivedAt);
        firstDay = uses.isEmpty() ? day : Math.min(firstDay, day);
        lastDay = uses.isEmpty() ? day : Math.max(lastDay, day);
        uses.add(ContactMemory.month(receivedAt), asConsignee);
    }

    public ContactMarks marks() {
        return marks;
    }

    /** Consignments with this contact that are remembered; 0 when only outcomes are left. */
    public long consignments() {
        return uses.all();
    }

    /** The month of its first consignment; of the youngest that is not kept apart when it has older ones. */
    public int firstMonth() {
        return uses.oldest();
    }

    public int lastMonth() {
        return uses.newest();
    }

    public long examined() {
        return examined;
    }

    public long offences() {
        return offences;
    }

    /** What the offences were. */
    Finds finds() {
        return finds == null ? new Finds() : finds;
    }

    Counts uses() {
        return uses;
    }

    boolean isEmpty() {
        return uses.isEmpty() && examined == 0;
    }

    void learn(Outcome outcome) {
        if (isEmpty()) {
            // Its bill was withdrawn before: of its use no more is known than that it was before this.
            firstDay = ContactMemory.day(outcome.reportedAt());
            lastDay = firstDay;
        }
        examined++;
        offences += outcome.code().isOffence() ? 1 : 0;
        if (Finds.counts(outcome)) {
            finds = finds();
            finds.learn(outcome);
        }
    }

    void retract(Outcome outcome) {
        boolean offence = outcome.code().isOffence();
        if ((offence ? offences : examined - offences) > 0 && (!offence || finds().mayHave(outcome, offences))) {
            examined--;
            offences -= offence ? 1 : 0;
            if (finds != null) {
                finds.retract(outcome);
            }
        }
    }

    void write(LayoutWriter writer) {
        writer.fixed(key).text(name);
        marks.write(writer);
        writer.signed(firstDay).count(lastDay - firstDay);
        uses.write(writer);
        writer.count(examined).count(offences);
        if (finds == null) {
            writer.count(0);
        } else {
            finds.write(writer);
        }
    }

    static ContactParty read(LayoutReader reader) {
        long key = reader.fixed();
        String name = reader.text();
        ContactMarks marks = ContactMarks.read(reader);
        long firstDay = reader.signed();
        long days = reader.count();
        ContactParty read = new ContactParty(key, name, marks, Counts.read(reader, MOST_MONTHS, true));
        read.firstDay = firstDay;
        read.lastDay = firstDay + days;
        read.examined = reader.count();
        read.offences = reader.count();
        read.finds = Finds.read(reader);
        return read;
    }
}
