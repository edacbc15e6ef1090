// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.PartyOffences;
import portolan.scoring.kind.Splitting;
import portolan.scoring.kind.Visit;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Link;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.EstablishedNames;

/**
 * Who else uses a contact of the shipper or the consignee. Months are of 30 days; a contact of more than twelve
 * parties is a forwarder's or a business centre's and connects nobody. Nothing is read of a contact that was never
 * seen.
 *
 * <p><b>Shared contact</b>: other parties with this telephone number, e-mail or address within six months; 0 where it
 * is crowded, which the evidence says. Of several contacts the largest counts.
 *
 * <p><b>Unlike contacts</b>: those of them with this telephone number or e-mail that bear another name and sit in
 * another town, as far as both filed theirs, and whose bills another agent files; 0 where it is crowded, and for whom
 * it is its own: {@value #USES_OF_AN_OWNER} consignments or more, and more than all those others together. Names are
 * another when their first five letters are, as the party key writes them.
 *
 * <p><b>Offences at the contact</b>: the share of offences among the examined consignments of
 * all those other parties, shrunk with {@value PartyOffences#PSEUDO_INSPECTIONS} pseudo-inspections. <b>Offences of
 * the pair</b>: the same of this shipper's consignments to this customer. Of any age.
 *
 * <p><b>Finds nearby</b>: see {@link FindsNearby}.
 *
 * <p><b>Linked to an offender</b>: offences of those other parties, at any time, as known so far. No reading unless
 * one of them was examined. Not summed over contacts, which would count one offender twice.
 *
 * <p><b>Name with many numbers</b>: other registered numbers under this name and country within three months.
 *
 * <p><b>Splitting</b>: see {@link Splitting}.
 *
 * <p><b>Phoenix</b>: for each party that is new at a contact (first seen at most three months ago), a {@link Link} to
 * each other party of another name that was there before and that offended, or fell silent: after
 * {@value #FEWEST_BEFORE} or more uses, none for {@value #FEWEST_SILENT_DAYS} days and three times its mean interval,
 * and not for more than half a year. One named alike is no phoenix: mostly the same company with its registered
 * number this time, or without. The join makes the reading.
 */
public final class ContactIndicators implements Measure<ContactMemory> {
    public static final Indicator NAME_WITH_MANY_IDS = Indicator.named("name_with_many_ids");
    public static final Indicator SHARED_CONTACT = Indicator.named("shared_contact");
    public static final Indicator UNLIKE_CONTACTS = Indicator.named("unlike_contacts");
    public static final Indicator PAIR_OFFENCE_RATE = Indicator.named("pair_offence_rate");
    public static final Indicator LINKED_TO_OFFENDER = Indicator.named("linked_to_offender");
    public static final Indicator CONTACT_OFFENCE_RATE = Indicator.named("contact_offence_rate");

    private static final int MONTHS_SHARED = 6;
    private static final int MONTHS_OF_NAMES = 3;
    private static final int MONTHS_NEW = 3;

    /** Fewer are no rhythm: mostly one bill under a misspelled name. */
    private static final int FEWEST_BEFORE = 4;

    private static final int FEWEST_SILENT_DAYS = 14;
    private static final int MOST_SILENT_DAYS = 180;
    private static final int SILENT_INTERVALS = 3;
    private static final int DAYS_A_MONTH = 30;
    private static final int MOST_NAMED = 3;

    /** Share of pairs of letters that two spellings of one name have in common. */
    private static final double RESPELLED = 0.7;

    /** More than the members of a ring file each before they move on. */
    private static final int USES_OF_AN_OWNER = 12;

    @Override
    public Answer of(Visit visit, ContactMemory memory) {
        ContactType type = ContactKeys.type(visit.key());
        // An address that is crowded for good has no parties any more, and is one that is known.
        if (memory.parties().isEmpty() && (type != ContactType.ADDRESS || !memory.isCrowded())) {
            return Answer.NOTHING;
        }
        List<ContactUser> own = ContactKeys.users(visit.event().live(), visit.key());
        int now = ContactMemory.month(visit.event().live().receivedAt());
        String contact = type.word() + " " + ContactKeys.value(visit.key());
        List<Reading> readings = new ArrayList<>(3);
        List<OffenceShare> shares = new ArrayList<>(0);
        switch (type) {
            case TELEPHONE, MAIL, ADDRESS -> {
                readings.add(sharedContact(contact, own, memory, now));
                if (type != ContactType.ADDRESS) {
                    readings.add(unlikeContacts(contact, own, memory, now));
                }
                Reading linked = linkedToOffender(contact, own, memory);
                if (linked != null) {
                    readings.add(linked);
                }
                offencesAtContact(shares, contact, own, memory);
                FindsNearby.add(shares, contact, own, memory);
                if (type == ContactType.ADDRESS && hasConsignee(own) && !memory.isCrowded()) {
                    Reading.addIfRead(
                            readings,
                            Splitting.toAddress(
                                    memory.smallValues(), visit.event().live()));
                }
            }
            case NAME -> readings.add(nameWithManyIds(contact, own, memory, now));
            // Two sellers to one customer are ordinary: it only confirms another contact.
            case PARTNER -> offencesOfPair(shares, contact, own, memory);
        }
        return new Answer(
                readings,
                shares,
                links(contact, own, memory, visit.event().live().receivedAt()));
    }

    private static boolean hasConsignee(List<ContactUser> own) {
        for (ContactUser user : own) {
            if (user.asConsignee()) {
                return true;
            }
        }
        return false;
    }

    private static void offencesAtContact(
            List<OffenceShare> shares, String contact, List<ContactUser> own, ContactMemory memory) {
        if (memory.isCrowded()) {
            return;
        }
        Examined others = new Examined();
        List<ContactParty> parties = memory.parties();
        for (int i = 0; i < parties.size(); i++) {
            if (!isOwn(own, parties.get(i))) {
                others.add(parties.get(i));
            }
        }
        others.addShare(shares, CONTACT_OFFENCE_RATE, PartyOffences.PSEUDO_INSPECTIONS, "others at " + contact + ' ');
    }

    private static void offencesOfPair(
            List<OffenceShare> shares, String contact, List<ContactUser> own, ContactMemory memory) {
        for (int i = 0; i < own.size(); i++) {
            ContactParty seller = memory.party(own.get(i).key());
            if (seller != null) {
                Examined sold = new Examined();
                sold.add(seller);
                sold.addShare(
                        shares,
                        PAIR_OFFENCE_RATE,
                        PartyOffences.PSEUDO_INSPECTIONS,
                        "this shipper's to " + contact + ' ');
            }
        }
    }

    private static Reading unlikeContacts(String contact, List<ContactUser> own, ContactMemory memory, int now) {
        Others unlike = new Others();
        long ownUses = 0;
        long unlikeUses = 0;
        List<ContactParty> parties = memory.parties();
        for (int i = 0; i < parties.size(); i++) {
            ContactParty party = parties.get(i);
            if (isOwn(own, party)) {
                ownUses += party.consignments();
            } else if (party.consignments() > 0
                    && party.lastMonth() >= now - MONTHS_SHARED
                    && isUnlikeAll(own, party)) {
                unlike.add(party);
                unlikeUses += party.consignments();
            }
        }
        if (unlike.count > 0 && ownUses >= USES_OF_AN_OWNER && ownUses > unlikeUses) {
            return new Reading(
                    UNLIKE_CONTACTS,
                    0,
                    contact + ": " + Wording.counted(ownUses, "consignment", "consignments") + " of the party's own, "
                            + unlikeUses + " of others of another name, town and agent");
        }
        boolean crowded = memory.isCrowded();
        return new Reading(
                UNLIKE_CONTACTS,
                crowded ? 0 : unlike.count,
                contact
                        + (crowded
                                ? ": more than 12 parties, not counted (forwarder or business centre)"
                                : unlike.count == 0
                                        ? ": no party of another name, town and agent within 180 days"
                                        : ": within 180 days "
                                                + Wording.counted(unlike.count, "party", "parties")
                                                + " of another name, town and agent: " + unlike.named()));
    }

    private static boolean isUnlikeAll(List<ContactUser> own, ContactParty party) {
        for (int i = 0; i < own.size(); i++) {
            if (!party.marks().isUnlike(own.get(i).marks())) {
                return false;
            }
        }
        return true;
    }

    private static Reading sharedContact(String contact, List<ContactUser> own, ContactMemory memory, int now) {
        if (memory.isCrowded()) {
            return new Reading(
                    SHARED_CONTACT, 0, contact + ": more than 12 parties, not counted (forwarder or business centre)");
        }
        Others others = others(own, memory, now - MONTHS_SHARED);
        return new Reading(
                SHARED_CONTACT,
                others.count,
                contact
                        + (others.count == 0
                                ? ": no other party within 180 days"
                                : ": within 180 days "
                                        + Wording.counted(others.count, "other party", "other parties") + ": "
                                        + others.named()));
    }

    private static Reading nameWithManyIds(String contact, List<ContactUser> own, ContactMemory memory, int now) {
        Others others = others(own, memory, now - MONTHS_OF_NAMES);
        return new Reading(
                NAME_WITH_MANY_IDS,
                others.count,
                contact
                        + (others.count == 0
                                ? ": no other number within 90 days"
                                : ": within 90 days "
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
        List<ContactParty> parties = memory.parties();
        for (int i = 0; i < parties.size(); i++) {
            ContactParty party = parties.get(i);
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
                LINKED_TO_OFFENDER,
                offences,
                contact + ": other parties examined " + Wording.counted(examined, "time", "times") + ", "
                        + Wording.counted(offences, "offence", "offences")
                        + (offences == 0 ? "" : " (" + offenders.named() + ")"));
    }

    private static List<Link> links(String contact, List<ContactUser> own, ContactMemory memory, Instant at) {
        if (memory.isCrowded()) {
            return List.of();
        }
        int now = ContactMemory.month(at);
        long today = ContactMemory.day(at);
        List<ContactParty> parties = memory.parties();
        List<Link> links = new ArrayList<>(0);
        for (ContactUser user : own) {
            ContactParty known = memory.party(user.key());
            // Only outcomes may be left of a party, while a version of its only bill is being replaced.
            int first = known == null || known.consignments() == 0 ? now : known.firstMonth();
            if (now - first > MONTHS_NEW) {
                continue;
            }
            for (int i = 0; i < parties.size(); i++) {
                ContactParty other = parties.get(i);
                // An offence that was found on a bill withdrawn since is one all the same.
                boolean wasBefore = other.consignments() > 0 ? other.firstMonth() <= first : other.offences() > 0;
                if (!isOwn(own, other) && wasBefore && !isRespelled(user, other)) {
                    long silent = today - other.lastDay();
                    if (fellSilent(other, silent) || other.offences() > 0) {
                        links.add(new Link(user.name(), other.key(), other.name(), contact, other.offences(), (int)
                                Math.max(silent / DAYS_A_MONTH, 0)));
                    }
                }
            }
        }
        return links;
    }

    /** The same company spelled another way is no successor of itself. */
    private static boolean isRespelled(ContactUser user, ContactParty other) {
        return other.marks().isNamedLike(user.marks())
                || EstablishedNames.likeness(name(user.name()), name(other.name())) >= RESPELLED;
    }

    /** The name of a key; nothing of a registered number. */
    private static String name(String key) {
        int bar = key.indexOf('|');
        return key.indexOf(':') >= 0 ? "" : bar < 0 ? key : key.substring(0, bar);
    }

    private static boolean fellSilent(ContactParty other, long days) {
        long uses = other.consignments();
        return uses >= FEWEST_BEFORE
                && days >= FEWEST_SILENT_DAYS
                && days <= MOST_SILENT_DAYS
                && days * (uses - 1) >= SILENT_INTERVALS * (other.lastDay() - other.firstDay());
    }

    private static Others others(List<ContactUser> own, ContactMemory memory, int since) {
        Others others = new Others();
        List<ContactParty> parties = memory.parties();
        for (int i = 0; i < parties.size(); i++) {
            ContactParty party = parties.get(i);
            if (!isOwn(own, party) && party.consignments() > 0 && party.lastMonth() >= since) {
                others.add(party);
            }
        }
        return others;
    }

    private static boolean isOwn(List<ContactUser> own, ContactParty party) {
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).key() == party.key()) {
                return true;
            }
        }
        return false;
    }

    /** Some parties, the first of them by name. */
    private static final class Others {
        private String names = "";
        private int count;

        private void add(ContactParty party) {
            if (count < MOST_NAMED) {
                names = count == 0 ? party.name() : names + ", " + party.name();
            }
            count++;
        }

        private String named() {
            return count <= MOST_NAMED ? names : names + " and " + (count - MOST_NAMED) + " more";
        }
    }
}
