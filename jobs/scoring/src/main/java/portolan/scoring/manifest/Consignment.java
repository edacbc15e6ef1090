// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Goods that one shipper sends one consignee under one transport document, as one version of its filing states them.
 *
 * @param tenant whose data this is; part of every ledger and memory key
 * @param receivedAt when the filing reached the authority; of a version in the ledger, when the bill first did. The
 *     time that all memories count by, since a replay of old filings through a broker must remember what the live run
 *     remembered
 * @param office customs office that decides, or null
 * @param documents those that state something to hold the filing against
 * @param notCounted what the newest filing about it states and nobody can mean, in words with the field: it is read as if
 *     it were not there
 */
public record Consignment(
        String tenant,
        ConsignmentKey key,
        Instant receivedAt,
        BillLevel billLevel,
        TransportDocument document,
        @Nullable TransportDocument master,
        NatureOfMovement nature,
        TransportMode mode,
        Conveyance conveyance,
        List<Leg> routing,
        List<String> countriesOfRouting,
        @Nullable String office,
        Filer filer,
        List<Party> parties,
        List<GoodsItem> items,
        List<Equipment> equipment,
        @Nullable Totals totals,
        @Nullable Freight freight,
        @Nullable Deadlines deadlines,
        List<SupportingDocument> documents,
        List<String> notCounted) {
    private static final int EVERY_PART = Part.all().size();

    public Consignment {
        routing = List.copyOf(routing);
        countriesOfRouting = List.copyOf(countriesOfRouting);
        parties = List.copyOf(parties);
        items = List.copyOf(items);
        equipment = List.copyOf(equipment);
        documents = List.copyOf(documents);
        notCounted = List.copyOf(notCounted);
    }

    /** The same statement, received at another time. */
    public Consignment receivedAt(Instant at) {
        return with(at, notCounted);
    }

    /** The same statement, of which this is not counted. */
    public Consignment notCounting(List<String> values) {
        return values.isEmpty() && notCounted.isEmpty() ? this : with(receivedAt, values);
    }

    private Consignment with(Instant at, List<String> values) {
        return new Consignment(
                tenant,
                key,
                at,
                billLevel,
                document,
                master,
                nature,
                mode,
                conveyance,
                routing,
                countriesOfRouting,
                office,
                filer,
                parties,
                items,
                equipment,
                totals,
                freight,
                deadlines,
                documents,
                values);
    }

    /** The same statement without the parts that are not asked for. */
    public Consignment only(Set<Part> parts) {
        if (parts.size() == EVERY_PART) {
            return this;
        }
        return new Consignment(
                tenant,
                key,
                receivedAt,
                billLevel,
                document,
                master,
                nature,
                mode,
                parts.contains(Part.CONVEYANCE) ? conveyance : Conveyance.UNNAMED,
                parts.contains(Part.ROUTING) ? routing : List.of(),
                parts.contains(Part.ROUTING) ? countriesOfRouting : List.of(),
                office,
                filer,
                only(parts.contains(Part.PARTIES), parties, party -> party.only(parts)),
                only(parts.contains(Part.ITEMS), items, item -> item.only(parts)),
                parts.contains(Part.EQUIPMENT) ? equipment : List.of(),
                parts.contains(Part.FIGURES) ? totals : null,
                parts.contains(Part.FIGURES) ? freight : null,
                parts.contains(Part.FIGURES) ? deadlines : null,
                parts.contains(Part.DOCUMENTS) ? documents : List.of(),
                List.of());
    }

    private static <T> List<T> only(boolean wanted, List<T> all, UnaryOperator<T> reduced) {
        if (!wanted || all.isEmpty()) {
            return List.of();
        }
        List<T> some = new ArrayList<>(all.size());
        for (T one : all) {
            some.add(reduced.apply(one));
        }
        return some;
    }

    /** The key under which the ledger holds this consignment. */
    public String ledgerKey() {
        return ledgerKey(tenant, key);
    }

    /** Tenants never share a ledger entry, whatever their document numbers. */
    public static String ledgerKey(String tenant, ConsignmentKey key) {
        return tenant + '|' + key.value();
    }

    /** The first party in this role, or null when the feed does not supply one. */
    public @Nullable Party party(Role role) {
        // By index: it is asked dozens of times a consignment, and each time made an iterator.
        for (int i = 0; i < parties.size(); i++) {
            Party party = parties.get(i);
            if (party.role() == role) {
                return party;
            }
        }
        return null;
    }

    /** Who ships: the consignor, else the seller. */
    public @Nullable Party shipper() {
        Party consignor = party(Role.CONSIGNOR);
        return consignor != null ? consignor : party(Role.SELLER);
    }

    /** Who receives: the consignee, else the importer of record, else the buyer. */
    public @Nullable Party consignee() {
        Party consignee = party(Role.CONSIGNEE);
        if (consignee == null) {
            consignee = party(Role.IMPORTER_OF_RECORD);
        }
        return consignee != null ? consignee : party(Role.BUYER);
    }

    /** Whether other bills belong to it: a master bill has houses, a house bill the master that it names. */
    public boolean hasBillsThatBelongToIt() {
        return billLevel == BillLevel.MASTER || (billLevel == BillLevel.HOUSE && master != null);
    }

    /** Whether the consignee is whoever presents the bill. */
    public boolean isToOrder() {
        Party consignee = consignee();
        return consignee != null && consignee.nature() == PartyNature.TO_ORDER;
    }

    /**
     * Whose consignments count as the receiver's: the consignee's, and on a bill to order those of the notify party.
     */
    public @Nullable Party receiver() {
        return isToOrder() ? party(Role.NOTIFY) : consignee();
    }

    /** The leg where the goods were loaded, or null. */
    public @Nullable Leg loading() {
        return firstLeg(LegFunction.LOAD);
    }

    /** The leg where the goods are unloaded in the receiving country, or null. */
    public @Nullable Leg discharge() {
        return firstLeg(LegFunction.DISCHARGE);
    }

    /** When the goods leave the place of loading: the actual time, else the estimate; null when neither is stated. */
    public @Nullable Instant departure() {
        Leg loading = loading();
        if (loading == null) {
            return null;
        }
        return loading.atd() != null ? loading.atd() : loading.etd();
    }

    /** When the goods reach the place of discharge: the actual time, else the estimate; null when neither is stated. */
    public @Nullable Instant arrival() {
        Leg discharge = discharge();
        if (discharge != null && discharge.ata() != null) {
            return discharge.ata();
        }
        if (discharge != null && discharge.eta() != null) {
            return discharge.eta();
        }
        return deadlines == null ? null : deadlines.arrivalEta();
    }

    private @Nullable Leg firstLeg(LegFunction function) {
        for (int i = 0; i < routing.size(); i++) {
            Leg leg = routing.get(i);
            if (leg.function() == function) {
                return leg;
            }
        }
        return null;
    }

    /** Sum of the items' masses in kilograms; NaN when no item states one. */
    public double massKg() {
        double sum = 0;
        boolean stated = false;
        for (int i = 0; i < items.size(); i++) {
            Double mass = items.get(i).massKg();
            if (mass != null) {
                sum += mass;
                stated = true;
            }
        }
        return stated ? sum : Double.NaN;
    }
}
