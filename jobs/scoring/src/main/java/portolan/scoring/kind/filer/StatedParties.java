// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.filer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Role;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.Counts;

/**
 * How many of a filer's filings leave out who ships, and who receives.
 *
 * <p>{@link #PARTY_WITHHELD}: for a shipper and a consignee that the filing does not name, or names by a placeholder,
 * {@code -log2((without + 1) / (filings + 2))} of this filer's filings, added up. A bill to order names its consignee
 * where it names whom to notify. 0 where both are named. What hides is measured against what this filer usually
 * states, so that a filer who never states a party is not suspected each time.
 *
 * <pre>
 *   {@link Counts} with hits   filings, and those without a shipper
 *   {@link Counts} with hits   filings, and those without a consignee
 * </pre>
 *
 * <p>Retraction is exact.
 */
public final class StatedParties {
    public static final Indicator PARTY_WITHHELD = Indicator.named("party_withheld");

    private static final int BUCKETS = 1;
    private static final double LN_2 = StrictMath.log(2);

    private final Counts shippers;
    private final Counts consignees;

    StatedParties() {
        this(new Counts(BUCKETS, true), new Counts(BUCKETS, true));
    }

    private StatedParties(Counts shippers, Counts consignees) {
        this.shippers = shippers;
        this.consignees = consignees;
    }

    Reading read(Consignment consignment) {
        double bits = 0;
        StringBuilder evidence = new StringBuilder(64);
        if (isWithoutShipper(consignment)) {
            bits += bits(shippers);
            evidence.append(words("shipper", shippers));
        }
        if (isWithoutConsignee(consignment)) {
            bits += bits(consignees);
            evidence.append(evidence.isEmpty() ? "" : "; ").append(words("consignee", consignees));
        }
        return new Reading(
                PARTY_WITHHELD, bits, evidence.isEmpty() ? "shipper and consignee are named" : evidence.toString());
    }

    private static double bits(Counts counts) {
        return -StrictMath.log((counts.hits() + 1.0) / (counts.all() + 2.0)) / LN_2;
    }

    private static String words(String role, Counts counts) {
        return "no " + role + " is named, as in " + counts.hits() + " of this filer's " + counts.all()
                + " earlier filings";
    }

    private static boolean isWithoutShipper(Consignment consignment) {
        return !isNamed(consignment.shipper());
    }

    private static boolean isWithoutConsignee(Consignment consignment) {
        if (isNamed(consignment.consignee())) {
            return false;
        }
        List<Party> parties = consignment.parties();
        for (int i = 0; consignment.isToOrder() && i < parties.size(); i++) {
            if (parties.get(i).role() == Role.NOTIFY && isNamed(parties.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A natural person is named, though it is not remembered. */
    private static boolean isNamed(@Nullable Party party) {
        return party != null && (PartyKey.of(party) != null || party.personType() == PersonType.NATURAL);
    }

    boolean isEmpty() {
        return shippers.isEmpty() && consignees.isEmpty();
    }

    void learn(Consignment consignment) {
        int bucket = Bucket.of(consignment.receivedAt());
        shippers.add(bucket, isWithoutShipper(consignment));
        consignees.add(bucket, isWithoutConsignee(consignment));
    }

    void retract(Consignment consignment) {
        int bucket = Bucket.of(consignment.receivedAt());
        shippers.take(bucket, isWithoutShipper(consignment));
        consignees.take(bucket, isWithoutConsignee(consignment));
    }

    void write(LayoutWriter writer) {
        shippers.write(writer);
        consignees.write(writer);
    }

    static StatedParties read(LayoutReader reader) {
        return new StatedParties(Counts.read(reader, BUCKETS, true), Counts.read(reader, BUCKETS, true));
    }
}
