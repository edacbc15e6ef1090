// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.Bounds;
import portolan.scoring.kind.Memory;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.Counts;
import portolan.scoring.sketch.Decay;
import portolan.scoring.sketch.EstablishedNames;
import portolan.scoring.sketch.FilerId;
import portolan.scoring.sketch.FilingDays;
import portolan.scoring.sketch.Finds;
import portolan.scoring.sketch.HeaviestCodes;
import portolan.scoring.sketch.Inspections;
import portolan.scoring.sketch.PersonalEffects;
import portolan.scoring.sketch.Place;
import portolan.scoring.sketch.Profile;

/**
 * What is remembered of one shipper: how much it ships, what, from where and to where, to whom and through whom, when,
 * how heavy, under which name and contacts, and what inspections found.
 *
 * <p>Layout, in the alphabet of {@link LayoutWriter}; each part draws its own:
 *
 * <pre>
 *   octet 3                          the version
 *   {@link Counts}                   consignments, by receivedAt
 *   {@link Profile}                  HS headings, at most 8 a consignment
 *   {@link Profile}                  places of loading
 *   {@link Profile}                  places of discharge, else of delivery
 *   {@link Circle}                   consignees
 *   {@link Circle}                   filers
 *   {@link Circle}                   carriers
 *   {@link FilingDays}               days of consignments
 *   {@link RecentConsignments}
 *   {@link ContactPrints}
 *   {@link EstablishedNames}         of a shipper known by a registered number
 *   {@link FilingDays}               days of personal effects
 *   {@link Counts} with hits         examined and offences, by reportedAt
 *   {@link RecentDealings}
 *   {@link Finds}                    what the offences were
 * </pre>
 *
 * <p>Retraction is exact for consignments, examined and offences, and for the sum over all headings, places, partners
 * and names. It is bounded as the parts say once more of them were seen than the settings keep. Never more than 4,224 bytes:
 * {@link MemorySettings} refuses bounds that could take more.
 *
 * @param headings the HS headings it ships
 * @param places the places it loads at: UN/LOCODEs, countries where a feed knows no more
 * @param destinations the places it sends to: of discharge, else of delivery
 * @param partners whom it ships to, by party key
 * @param filers who files for it
 * @param carriers who carries for it, by carrier code
 * @param recent the last consignments, each in short
 * @param dealings through whom, from where and under which contact the last consignments went
 * @param names the names it came under; empty for a shipper that is known by its name
 * @param personalEffects days on which it shipped personal effects
 */
public record ShipperMemory(
        Decay habits,
        Counts counted,
        Profile headings,
        Profile places,
        Profile destinations,
        Circle partners,
        Circle filers,
        Circle carriers,
        FilingDays days,
        RecentConsignments recent,
        ContactPrints contacts,
        EstablishedNames names,
        FilingDays personalEffects,
        Inspections inspections,
        RecentDealings dealings)
        implements Memory {
    private static final int VERSION = 3;

    /** Half-years of consignments that are kept apart: four years. */
    private static final int MOST_BUCKETS = 8;

    /** Days with personal effects: nobody moves house so often in a year. */
    private static final int MOST_PERSONAL = 6;

    ShipperMemory(Bounds bounds) {
        this(
                bounds.habits,
                new Counts(MOST_BUCKETS, false),
                new Profile(bounds.headings, bounds.habits),
                new Profile(bounds.places, bounds.habits),
                new Profile(bounds.destinations, bounds.habits),
                new Circle(bounds.partners),
                new Circle(bounds.forwarders),
                new Circle(bounds.forwarders),
                new FilingDays(bounds.filingDays),
                new RecentConsignments(),
                new ContactPrints(bounds.contacts),
                new EstablishedNames(),
                new FilingDays(MOST_PERSONAL),
                new Inspections(bounds.outcomes),
                new RecentDealings());
    }

    static ShipperMemory read(LayoutReader reader, Bounds bounds) {
        reader.version("shipper memory", VERSION, VERSION);
        ShipperMemory read = new ShipperMemory(
                bounds.habits,
                Counts.read(reader, MOST_BUCKETS, false),
                Profile.read(reader, bounds.headings, bounds.habits),
                Profile.read(reader, bounds.places, bounds.habits),
                Profile.read(reader, bounds.destinations, bounds.habits),
                Circle.read(reader, bounds.partners),
                Circle.read(reader, bounds.forwarders),
                Circle.read(reader, bounds.forwarders),
                FilingDays.read(reader, bounds.filingDays),
                RecentConsignments.read(reader),
                ContactPrints.read(reader, bounds.contacts),
                EstablishedNames.read(reader),
                FilingDays.read(reader, MOST_PERSONAL),
                Inspections.read(reader, bounds.outcomes),
                RecentDealings.read(reader));
        read.inspections.readFinds(reader);
        return read;
    }

    /** Consignments remembered, at any age. */
    public long consignments() {
        return counted.all();
    }

    /** Consignments remembered, older ones counted less. */
    public double consignments(Instant asOf) {
        return counted.all(Bucket.of(asOf), habits);
    }

    /**
     * How concentrated on few consignees it was before its recent consignments: 1 when all went to one; NaN when fewer
     * than so many are known.
     */
    public double concentrationBefore(int fewest) {
        return partners.concentrationBefore(recent.consignees(), fewest);
    }

    @Override
    public boolean isEmpty() {
        return counted.isEmpty()
                && headings.isEmpty()
                && places.isEmpty()
                && destinations.isEmpty()
                && partners.isEmpty()
                && filers.isEmpty()
                && carriers.isEmpty()
                && days.isEmpty()
                && recent.isEmpty()
                && contacts.isEmpty()
                && names.isEmpty()
                && personalEffects.isEmpty()
                && inspections.isEmpty()
                && dealings.isEmpty();
    }

    @Override
    public void learn(Consignment consignment) {
        Instant at = consignment.receivedAt();
        int bucket = Bucket.of(at);
        counted.add(bucket, false);
        List<String> headingsOf = HeaviestCodes.of(consignment, HeaviestCodes.HEADING);
        for (String heading : headingsOf) {
            headings.learn(heading, at);
        }
        String place = Place.ofLoading(consignment);
        if (place != null) {
            places.learn(place, at);
        }
        String destination = Place.ofDestination(consignment);
        if (destination != null) {
            destinations.learn(destination, at);
        }
        Party consignee = consignment.consignee();
        String partner = keyOf(consignee);
        if (partner != null) {
            partners.learn(partner, label(consignee), bucket);
        }
        String filer = FilerId.ofFiler(consignment);
        if (filer != null) {
            filers.learn(filer, filer, bucket);
        }
        String carrier = FilerId.ofCarrier(consignment);
        if (carrier != null) {
            carriers.learn(carrier, carrier, bucket);
        }
        days.learn(Bucket.day(at));
        recent.learn(consignment, headingsOf, partner);
        dealings.learn(consignment);
        Party shipper = consignment.shipper();
        contacts.learn(shipper, bucket);
        names.learn(EstablishedNames.of(shipper));
        if (PersonalEffects.isDeclared(consignment)) {
            personalEffects.learn(Bucket.day(at));
        }
    }

    @Override
    public void retract(Consignment consignment) {
        Instant at = consignment.receivedAt();
        int bucket = Bucket.of(at);
        if (!counted.take(bucket, false)) {
            // Never learned, or forgotten since: the other parts hold nothing of it either.
            return;
        }
        List<String> headingsOf = HeaviestCodes.of(consignment, HeaviestCodes.HEADING);
        for (String heading : headingsOf) {
            headings.retract(heading, at);
        }
        String place = Place.ofLoading(consignment);
        if (place != null) {
            places.retract(place, at);
        }
        String destination = Place.ofDestination(consignment);
        if (destination != null) {
            destinations.retract(destination, at);
        }
        String partner = keyOf(consignment.consignee());
        if (partner != null) {
            partners.retract(partner, bucket);
        }
        String filer = FilerId.ofFiler(consignment);
        if (filer != null) {
            filers.retract(filer, bucket);
        }
        String carrier = FilerId.ofCarrier(consignment);
        if (carrier != null) {
            carriers.retract(carrier, bucket);
        }
        days.retract(Bucket.day(at));
        recent.retract(consignment, headingsOf, partner);
        dealings.retract(consignment);
        Party shipper = consignment.shipper();
        contacts.retract(shipper, bucket);
        names.retract(EstablishedNames.of(shipper));
        if (PersonalEffects.isDeclared(consignment)) {
            personalEffects.retract(Bucket.day(at));
        }
    }

    @Override
    public void learn(Consignment consignment, Outcome outcome) {
        inspections.learn(outcome);
    }

    @Override
    public void retract(Consignment consignment, Outcome outcome) {
        inspections.retract(outcome);
    }

    private static @Nullable String keyOf(@Nullable Party party) {
        PartyKey key = PartyKey.of(party);
        return key == null ? null : key.value();
    }

    private static String label(@Nullable Party party) {
        return party == null || party.name() == null ? "unnamed" : party.name();
    }

    @Override
    public void write(LayoutWriter writer) {
        writer.octet(VERSION);
        counted.write(writer);
        headings.write(writer);
        places.write(writer);
        destinations.write(writer);
        partners.write(writer);
        filers.write(writer);
        carriers.write(writer);
        days.write(writer);
        recent.write(writer);
        contacts.write(writer);
        names.write(writer);
        personalEffects.write(writer);
        inspections.write(writer);
        dealings.write(writer);
        inspections.writeFinds(writer);
    }
}
