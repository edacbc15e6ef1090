package portolan.scoring.indicator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.memory.ContactKeys;
import portolan.scoring.memory.ContactMemory;
import portolan.scoring.memory.ContactParty;
import portolan.scoring.memory.ContactType;
import portolan.scoring.memory.ContactUser;
import portolan.scoring.memory.Visit;

/**
 * Who else uses a contact of the shipper or the consignee. Months are of 30 days; a contact of more than twelve parties is
 * a forwarder's or a business centre's and connects nobody. Nothing is read of a contact that was never seen.
 *
 * <p><b>Shared contact</b> (catalogue 8, a count): other parties with this telephone number, e-mail or address within six
 * months; 0 where it is crowded, which the evidence says. Of several contacts the largest counts.
 *
 * <p><b>Linked to an offender</b> (catalogue 30, a count): offences of those other parties, at any time, as known so far.
 * No reading unless one of them was examined. Not summed over contacts, which would count one offender twice.
 *
 * <p><b>Name with many numbers</b> (catalogue 7, a count): other registered numbers under this name and country within
 * three months.
 *
 * <p><b>Phoenix</b> (catalogue 33): for each party that is new at a contact (first seen at most three months ago), a {@link
 * Link} to each other party that was there before and that offended, or was last seen two to six months ago. The join
 * makes the reading.
 */
final class ContactIndicators implements Measure<ContactMemory> {
    private static final int MONTHS_SHARED = 6;
    private static final int MONTHS_OF_NAMES = 3;
    private static final int MONTHS_NEW = 3;

    /** Months are a coarse grain: two of them apart is more than thirty days, one may be a day. */
    private static final int FEWEST_SILENT_MONTHS = 2;

    private static final int MOST_SILENT_MONTHS = 6;
    private static final int MOST_NAMED = 3;

    @Override
    public Answer of(Visit visit, ContactMemory memory) {
        if (memory.parties().isEmpty()) {
            return Answer.NOTHING;
        }
        List<ContactUser> own = ContactKeys.users(visit.event().live(), visit.key());
        int now = ContactMemory.month(visit.event().live().receivedAt());
        ContactType type = ContactKeys.type(visit.key());
        String contact = type.word() + " " + ContactKeys.value(visit.key());
        List<Reading> readings = new ArrayList<>(2);
        switch (type) {
            case TELEPHONE, MAIL, ADDRESS -> {
                readings.add(sharedContact(contact, own, memory, now));
                Reading linked = linkedToOffender(contact, own, memory);
                if (linked != null) {
                    readings.add(linked);
                }
            }
            case NAME -> readings.add(nameWithManyIds(contact, own, memory, now));
            case PARTNER -> {
                // Two sellers to one customer are ordinary: it only confirms another contact.
            }
        }
        return new Answer(readings, List.of(), links(contact, own, memory, now));
    }

    private static Reading sharedContact(String contact, List<ContactUser> own, ContactMemory memory, int now) {
        if (memory.isCrowded()) {
            return new Reading(
                    Indicator.SHARED_CONTACT,
                    0,
                    contact + " belongs to more than 12 parties: a forwarder's or a business centre's, not counted");
        }
        Others others = others(own, memory, now - MONTHS_SHARED);
        return new Reading(
                Indicator.SHARED_CONTACT,
                others.count,
                contact
                        + (others.count == 0
                                ? ": no other party within 180 days"
                                : " was used within 180 days by "
                                        + Wording.counted(others.count, "other party", "other parties") + ": "
                                        + others.named()));
    }

    private static Reading nameWithManyIds(String contact, List<ContactUser> own, ContactMemory memory, int now) {
        Others others = others(own, memory, now - MONTHS_OF_NAMES);
        return new Reading(
                Indicator.NAME_WITH_MANY_IDS,
                others.count,
                contact
                        + (others.count == 0
                                ? ": no other number within 90 days"
                                : " came within 90 days under "
                                        + Wording.counted(others.count, "other number", "other numbers") + ": "
                                        + others.named()));
    }

    private static @Nullable Reading linkedToOffender(String contact, List<ContactUser> own, ContactMemory memory) {
        if (memory.isCrowded()) {
            return null;
        }
        long examined = 0;
        long offences = 0;
        Others offenders = new Others();
        for (ContactParty party : memory.parties()) {
            if (!isOwn(own, party)) {
                examined += party.examined();
                offences += party.offences();
                if (party.offences() > 0) {
                    offenders.add(party);
                }
            }
        }
        if (examined == 0) {
            return null;
        }
        return new Reading(
                Indicator.LINKED_TO_OFFENDER,
                offences,
                contact + ": other parties examined " + Wording.counted(examined, "time", "times") + ", "
                        + Wording.counted(offences, "offence", "offences")
                        + (offences == 0 ? "" : " (" + offenders.named() + ")"));
    }

    private static List<Link> links(String contact, List<ContactUser> own, ContactMemory memory, int now) {
        if (memory.isCrowded()) {
            return List.of();
        }
        List<Link> links = new ArrayList<>(1);
        for (ContactUser user : own) {
            ContactParty known = memory.party(user.key());
            // Only outcomes may be left of a party, while a version of its only bill is being replaced.
            int first = known == null || known.consignments() == 0 ? now : known.firstMonth();
            if (now - first > MONTHS_NEW) {
                continue;
            }
            for (ContactParty other : memory.parties()) {
                if (!isOwn(own, other) && other.consignments() > 0 && other.firstMonth() <= first) {
                    int silent = now - other.lastMonth();
                    boolean fellSilent = silent >= FEWEST_SILENT_MONTHS && silent <= MOST_SILENT_MONTHS;
                    if (fellSilent || other.offences() > 0) {
                        links.add(new Link(
                                user.name(),
                                other.key(),
                                other.name(),
                                contact,
                                other.offences(),
                                Math.max(silent, 0)));
                    }
                }
            }
        }
        return links;
    }

    private static Others others(List<ContactUser> own, ContactMemory memory, int since) {
        Others others = new Others();
        for (ContactParty party : memory.parties()) {
            if (!isOwn(own, party) && party.consignments() > 0 && party.lastMonth() >= since) {
                others.add(party);
            }
        }
        return others;
    }

    private static boolean isOwn(List<ContactUser> own, ContactParty party) {
        for (ContactUser user : own) {
            if (user.key() == party.key()) {
                return true;
            }
        }
        return false;
    }

    /** Some parties, the first of them by name. */
    private static final class Others {
        private final StringBuilder names = new StringBuilder();
        private int count;

        private void add(ContactParty party) {
            if (count < MOST_NAMED) {
                names.append(count == 0 ? "" : ", ").append(party.name());
            }
            count++;
        }

        private String named() {
            return count <= MOST_NAMED ? names.toString() : names + " and " + (count - MOST_NAMED) + " more";
        }
    }
}
