// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.Money;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;
import portolan.scoring.reference.World;

/**
 * How good a filing is, apart from how risky it is: a poor filing is the filer's to mend, not the goods' guilt.
 *
 * <p>The score is the share of elements that are there and right, each counting the same. Always expected:
 *
 * <pre>
 *   parties     shipper named or numbered; its country; consignee named, numbered or to order; its country
 *   goods       every item: a description that says something; a code of six digits that exists; an origin that is a
 *               country; a mass
 *   transport   place of loading; place of discharge; a time of departure or arrival; the conveyance's id or voyage; at
 *               sea, some equipment
 * </pre>
 *
 * <p>Expected to be right where they are stated: places are UN/LOCODEs, currencies and container sizes exist, totals
 * are within 2 % of the items, times are possible, nothing is stated that nobody can mean, and the clocks of who filed,
 * received and read it agree to a day.
 *
 * @param score 0 (nothing is there, or right) to 1 (everything is)
 * @param findings what is not, at most one for each element, in the order above; then what an assessment had to do
 *     without
 */
public record DataQuality(double score, List<Finding> findings) {
    /** Nothing to complain about. */
    public static final DataQuality COMPLETE = new DataQuality(1, List.of());

    /** Beyond this, totals contradict the items; the catalogue's threshold for number 11. */
    private static final double MOST_MISMATCH = 0.02;

    private static final long DAY = 86_400;

    /** No voyage is planned, and no filing is made, further from its date. */
    private static final long LONGEST = 2 * 366 * DAY;

    public DataQuality {
        findings = List.copyOf(findings);
    }

    /**
     * One element that is not there, or not right.
     *
     * @param detail which one, in plain words
     */
    public record Finding(QualityReason reason, String detail) {}

    /** Of the version that an event is about, as known when the newest filing about it was received. */
    public static DataQuality of(CaseEvent event, Reference reference) {
        Elements elements = of(event.live(), event.receivedAt(), reference);
        elements.expectIfWrong(clocks(event));
        return elements.quality();
    }

    /**
     * The same, and what an assessment had to do without. That is no fault of the filing: the score stays.
     *
     * @param memories those whose answers are missing, each time that one is
     */
    public DataQuality without(List<String> memories) {
        if (memories.isEmpty()) {
            return this;
        }
        List<Finding> all = new ArrayList<>(findings);
        for (String memory : memories) {
            all.add(new Finding(
                    QualityReason.MISSING_EVIDENCE,
                    "assessed without an answer of the memory " + memory
                            + ", which could not be asked: see the rejects NOT_HANDLED of this filing"));
        }
        return new DataQuality(score, all);
    }

    /** Of a version as first filed. */
    public static DataQuality of(Consignment consignment, Reference reference) {
        return of(consignment, consignment.receivedAt(), reference).quality();
    }

    private static Elements of(Consignment consignment, Instant receivedAt, Reference reference) {
        Elements elements = new Elements(reference.world());
        elements.party("shipper", consignment.shipper());
        elements.party("consignee", consignment.consignee());
        goods(consignment, reference, elements);
        elements.place("loading", consignment.loading());
        elements.place("discharge", consignment.discharge());
        elements.expect(isTimed(consignment.routing()), QualityReason.MISSING_TIME, "no time of departure or arrival");
        elements.expect(
                isThere(consignment.conveyance().id())
                        || isThere(consignment.conveyance().voyage()),
                QualityReason.MISSING_CONVEYANCE,
                "no conveyance");
        if (consignment.mode() == TransportMode.SEA) {
            elements.expect(
                    !consignment.equipment().isEmpty(), QualityReason.MISSING_EQUIPMENT, "no equipment, though by sea");
        }
        whereStated(consignment, receivedAt, elements);
        return elements;
    }

    private static void goods(Consignment consignment, Reference reference, Elements elements) {
        List<GoodsItem> items = consignment.items();
        Fault description = new Fault();
        Fault code = new Fault();
        Fault origin = new Fault();
        Fault mass = new Fault();
        for (GoodsItem item : items) {
            String text = stated(item.description());
            if (text == null) {
                description.add(QualityReason.MISSING_DESCRIPTION, "no description of item ", item);
            } else if (reference.vagueTerms().isVague(text, consignment.billLevel())) {
                description.add(QualityReason.VAGUE_DESCRIPTION, "vague description of item ", item);
            }
            String hs6 = item.hs6();
            if (hs6 == null) {
                code.add(QualityReason.MISSING_COMMODITY_CODE, "no code of six digits for item ", item);
            } else if (elements.world.goods().isUnknown(hs6)) {
                code.add(QualityReason.UNKNOWN_COMMODITY_CODE, "unknown HS code " + hs6 + " of item ", item);
            }
            String country = stated(item.origin());
            if (country == null) {
                origin.add(QualityReason.MISSING_ORIGIN, "no origin of item ", item);
            } else if (elements.world.countries().isUnknown(country)) {
                origin.add(QualityReason.UNKNOWN_COUNTRY, "unknown country " + country + ", origin of item ", item);
            }
            if (item.massKg() == null) {
                mass.add(QualityReason.MISSING_MASS, "no mass of item ", item);
            }
        }
        elements.expect(description);
        elements.expect(code);
        elements.expect(origin);
        elements.expect(mass);
    }

    /** What need not be there, but must be right where it is. */
    private static void whereStated(Consignment consignment, Instant receivedAt, Elements elements) {
        Fault places = new Fault();
        boolean anyPlace = false;
        for (Leg leg : consignment.routing()) {
            String locode = stated(leg.locode());
            if (locode != null) {
                anyPlace = true;
                if (isNoPlace(locode, elements.world)) {
                    places.add(QualityReason.UNKNOWN_PLACE, "unknown UN/LOCODE " + locode, null);
                }
            }
        }
        elements.expectIf(anyPlace, places);
        Fault currencies = new Fault();
        boolean anyCurrency = false;
        for (GoodsItem item : consignment.items()) {
            Money value = item.value();
            String currency = value == null ? null : stated(value.currency());
            if (currency != null) {
                anyCurrency = true;
                if (elements.world.currencies().isUnknown(currency)) {
                    currencies.add(QualityReason.UNKNOWN_CURRENCY, "unknown currency " + currency + " of item ", item);
                }
            }
        }
        elements.expectIf(anyCurrency, currencies);
        Fault sizes = new Fault();
        boolean anySize = false;
        if (consignment.mode() == TransportMode.SEA) {
            for (Equipment box : consignment.equipment()) {
                String sizeType = stated(box.sizeType());
                if (sizeType != null) {
                    anySize = true;
                    if (elements.world.containerSizes().isUnknown(sizeType)) {
                        sizes.add(
                                QualityReason.UNKNOWN_SIZE_TYPE,
                                "unknown container size " + sizeType + " of " + box.id(),
                                null);
                    }
                }
            }
        }
        elements.expectIf(anySize, sizes);
        Reading totals = TotalsMismatch.INSTANCE.read(consignment);
        if (totals != null) {
            elements.expect(totals.value() <= MOST_MISMATCH, QualityReason.CONTRADICTORY_TOTALS, totals.evidence());
        }
        elements.expectIf(isTimed(consignment.routing()), impossibleTime(consignment, receivedAt));
        List<String> notCounted = consignment.notCounted();
        if (!notCounted.isEmpty()) {
            elements.expect(
                    false,
                    QualityReason.NOT_COUNTED,
                    "implausible, counts as not stated: " + String.join(", ", notCounted));
        }
    }

    /** Clocks: a filing is filed before it is received, and received before it is read. */
    private static Fault clocks(CaseEvent event) {
        Instant filedAt = event.filing().filedAt();
        long received = event.receivedAt().getEpochSecond();
        Fault fault = new Fault();
        if (isAfter(filedAt, received) || isFar(filedAt, received)) {
            fault.add(QualityReason.IMPOSSIBLE_TIME, "filed " + filedAt + ", received " + event.receivedAt(), null);
        } else if (isAfter(event.receivedAt(), event.position().orderTime() / 1_000)) {
            fault.add(
                    QualityReason.IMPOSSIBLE_TIME,
                    "received " + event.receivedAt() + ", read "
                            + Instant.ofEpochMilli(event.position().orderTime()),
                    null);
        }
        return fault;
    }

    /** A code whose country does not exist is no place either, whichever list is at hand. */
    private static boolean isNoPlace(String locode, World world) {
        return world.locations().isUnknown(locode) || world.countries().isUnknown(locode.substring(0, 2));
    }

    private static Fault impossibleTime(Consignment consignment, Instant receivedAt) {
        Fault fault = new Fault();
        long received = receivedAt.getEpochSecond();
        @Nullable Instant departed = null;
        for (Leg leg : consignment.routing()) {
            Instant arrival = leg.ata() != null ? leg.ata() : leg.eta();
            Instant departure = leg.atd() != null ? leg.atd() : leg.etd();
            if (isFar(arrival, received) || isFar(departure, received)) {
                fault.add(QualityReason.IMPOSSIBLE_TIME, "years from the filing: " + far(leg, received), null);
            }
            if (isAfter(leg.ata(), received) || isAfter(leg.atd(), received)) {
                fault.add(
                        QualityReason.IMPOSSIBLE_TIME,
                        "stated as past, yet after the filing: "
                                + (isAfter(leg.ata(), received) ? leg.ata() : leg.atd()),
                        null);
            }
            if (arrival != null && departed != null && arrival.isBefore(departed)) {
                fault.add(QualityReason.IMPOSSIBLE_TIME, "arrival " + arrival + " before departure " + departed, null);
            }
            departed = departure != null ? departure : departed;
        }
        return fault;
    }

    private static boolean isFar(@Nullable Instant time, long received) {
        return time != null && StrictMath.abs((double) time.getEpochSecond() - received) > LONGEST;
    }

    private static @Nullable Instant far(Leg leg, long received) {
        for (Instant time : new Instant[] {leg.ata(), leg.eta(), leg.atd(), leg.etd()}) {
            if (isFar(time, received)) {
                return time;
            }
        }
        return null;
    }

    /** A day's grace: clocks and time zones differ. */
    private static boolean isAfter(@Nullable Instant past, long received) {
        return past != null && (double) past.getEpochSecond() - received > DAY;
    }

    private static boolean isTimed(List<Leg> routing) {
        for (Leg leg : routing) {
            if (leg.eta() != null || leg.etd() != null || leg.ata() != null || leg.atd() != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThere(@Nullable String text) {
        return stated(text) != null;
    }

    private static @Nullable String stated(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** What is wrong with one element: the first case, and how many more there are. */
    private static final class Fault {
        private @Nullable QualityReason reason;
        private String detail = "";
        private int more;

        void add(QualityReason why, String what, @Nullable GoodsItem item) {
            if (reason == null) {
                reason = why;
                detail = item == null ? what : what + item.seq();
            } else {
                more++;
            }
        }
    }

    private static final class Elements {
        private final World world;
        private final List<Finding> findings = new ArrayList<>();
        private int expected;

        Elements(World world) {
            this.world = world;
        }

        void expect(boolean isThere, QualityReason reason, String detail) {
            expected++;
            if (!isThere) {
                findings.add(new Finding(reason, detail));
            }
        }

        void expectIfWrong(Fault fault) {
            expectIf(fault.reason != null, fault);
        }

        void expectIf(boolean isStated, Fault fault) {
            if (isStated) {
                expect(fault);
            }
        }

        void expect(Fault fault) {
            expected++;
            if (fault.reason != null) {
                findings.add(new Finding(
                        fault.reason, fault.more == 0 ? fault.detail : fault.detail + ", and " + fault.more + " more"));
            }
        }

        void party(String who, @Nullable Party party) {
            boolean toOrder = party != null && party.toOrder();
            expected++;
            if (!toOrder
                    && (party == null || (!isThere(party.name()) && party.ids().isEmpty()))) {
                findings.add(new Finding(QualityReason.MISSING_PARTY, "no " + who));
            }
            Address address = party == null ? null : party.address();
            String country = address == null ? null : stated(address.country());
            expected++;
            if (country == null ? !toOrder : world.countries().isUnknown(country)) {
                findings.add(
                        country == null
                                ? new Finding(QualityReason.MISSING_COUNTRY, "no country of the " + who)
                                : new Finding(
                                        QualityReason.UNKNOWN_COUNTRY,
                                        "unknown country " + country + " of the " + who));
            }
        }

        void place(String what, @Nullable Leg leg) {
            expected++;
            if (leg == null || (!isThere(leg.locode()) && !isThere(leg.name()))) {
                findings.add(new Finding(QualityReason.MISSING_PLACE, "no place of " + what));
            }
        }

        DataQuality quality() {
            return findings.isEmpty()
                    ? COMPLETE
                    : new DataQuality((double) (expected - findings.size()) / expected, findings);
        }
    }
}
