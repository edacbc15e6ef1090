// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Deadlines;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.Filer;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.NatureOfMovement;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.Role;
import portolan.scoring.manifest.SupportingDocument;
import portolan.scoring.manifest.Totals;
import portolan.scoring.manifest.TransportDocument;

/**
 * A filing that states part of a bill, and the version that it makes of the one before.
 *
 * <pre>
 *   PATCH        what is not null replaces, field by field down to a party, an item or a box; parties of the roles that
 *                it names replace those of the same roles, any other list that is not empty replaces the whole list
 *   SUPPLEMENT   items of a new seq, boxes of a new id, and parties and documents that are not there yet are added; what
 *                a box that is there leaves open is filled in; nothing that was stated changes
 *   ARRIVAL      actual times of legs of the same seq; nothing else
 * </pre>
 *
 * <p>The wire has no null for lists, level, mode and filer: an empty list leaves the list as it was (only a REPLACE can
 * empty one), the level and the mode of transport stay, a nature or a filer that is UNKNOWN stays. The document's
 * number is part of the key and stays, and so does the time when the bill was first received: memories count by it.
 */
final class PartialFiling {
    private static final String UNKNOWN = "UNKNOWN";

    /** The largest master bills of today have 9,999 items. */
    private static final int MOST_ITEMS = 10_000;

    private static final int MOST_EQUIPMENT = 10_000;

    private static final int MOST_PARTIES = 200;

    private static final int MOST_DOCUMENTS = 10_000;

    private PartialFiling() {}

    /** Whether a bill has grown beyond all bounds: each message may be small, but there is no end of them. */
    static boolean isTooLarge(Consignment before, Consignment now) {
        return hasGrownBeyond(before.items().size(), now.items().size(), MOST_ITEMS)
                || hasGrownBeyond(before.equipment().size(), now.equipment().size(), MOST_EQUIPMENT)
                || hasGrownBeyond(before.parties().size(), now.parties().size(), MOST_PARTIES)
                || hasGrownBeyond(before.documents().size(), now.documents().size(), MOST_DOCUMENTS);
    }

    private static boolean hasGrownBeyond(int before, int now, int most) {
        return now > before && now > most;
    }

    static Consignment patched(Consignment live, Consignment patch) {
        return new Consignment(
                live.tenant(),
                live.key(),
                live.receivedAt(),
                live.billLevel(),
                document(live.document(), patch.document()),
                given(patch.master(), live.master()),
                patch.nature() == NatureOfMovement.UNKNOWN ? live.nature() : patch.nature(),
                live.mode(),
                conveyance(live.conveyance(), patch.conveyance()),
                given(patch.routing(), live.routing()),
                given(patch.countriesOfRouting(), live.countriesOfRouting()),
                given(patch.office(), live.office()),
                filer(live.filer(), patch.filer()),
                patched(live.parties(), patch.parties()),
                given(patch.items(), live.items()),
                given(patch.equipment(), live.equipment()),
                totals(live.totals(), patch.totals()),
                given(patch.freight(), live.freight()),
                deadlines(live.deadlines(), patch.deadlines()),
                given(patch.documents(), live.documents()),
                patch.notCounted());
    }

    static Consignment supplemented(Consignment live, Consignment more) {
        return with(
                live,
                more.notCounted(),
                live.routing(),
                parties(live.parties(), more.parties()),
                items(live.items(), more.items()),
                equipment(live.equipment(), more.equipment()),
                documents(live.documents(), more.documents()));
    }

    static Consignment arrived(Consignment live, Consignment times) {
        Map<Integer, Leg> actual = new HashMap<>();
        for (Leg time : times.routing()) {
            if (time.ata() != null || time.atd() != null) {
                actual.putIfAbsent(time.seq(), time);
            }
        }
        List<Leg> routing = new ArrayList<>(live.routing().size());
        for (Leg leg : live.routing()) {
            Leg time = actual.get(leg.seq());
            routing.add(time == null ? leg : arrived(leg, time));
        }
        return with(
                live, times.notCounted(), routing, live.parties(), live.items(), live.equipment(), live.documents());
    }

    private static Consignment with(
            Consignment live,
            List<String> notCounted,
            List<Leg> routing,
            List<Party> parties,
            List<GoodsItem> items,
            List<Equipment> equipment,
            List<SupportingDocument> documents) {
        return new Consignment(
                live.tenant(),
                live.key(),
                live.receivedAt(),
                live.billLevel(),
                live.document(),
                live.master(),
                live.nature(),
                live.mode(),
                live.conveyance(),
                routing,
                live.countriesOfRouting(),
                live.office(),
                live.filer(),
                parties,
                items,
                equipment,
                live.totals(),
                live.freight(),
                live.deadlines(),
                documents,
                notCounted);
    }

    private static Leg arrived(Leg leg, Leg time) {
        return new Leg(
                leg.seq(),
                leg.function(),
                leg.locode(),
                leg.name(),
                leg.country(),
                leg.eta(),
                leg.etd(),
                given(time.ata(), leg.ata()),
                given(time.atd(), leg.atd()));
    }

    private static TransportDocument document(TransportDocument live, TransportDocument patch) {
        return new TransportDocument(
                live.number(),
                given(patch.type(), live.type()),
                given(patch.issuer(), live.issuer()),
                given(patch.issueDate(), live.issueDate()));
    }

    private static Conveyance conveyance(Conveyance live, Conveyance patch) {
        return new Conveyance(
                given(patch.idType(), live.idType()),
                given(patch.id(), live.id()),
                given(patch.name(), live.name()),
                given(patch.flag(), live.flag()),
                given(patch.voyage(), live.voyage()),
                given(patch.carrierCode(), live.carrierCode()));
    }

    private static Filer filer(Filer live, Filer patch) {
        return patch.id().isBlank() || patch.id().equals(UNKNOWN) ? live : patch;
    }

    private static @Nullable Deadlines deadlines(@Nullable Deadlines live, @Nullable Deadlines patch) {
        if (live == null || patch == null) {
            return given(patch, live);
        }
        return new Deadlines(
                given(patch.loadingEta(), live.loadingEta()),
                given(patch.arrivalEta(), live.arrivalEta()),
                given(patch.decisionDueBy(), live.decisionDueBy()));
    }

    private static @Nullable Totals totals(@Nullable Totals live, @Nullable Totals patch) {
        if (live == null || patch == null) {
            return given(patch, live);
        }
        return new Totals(
                given(patch.packages(), live.packages()),
                given(patch.grossMassKg(), live.grossMassKg()),
                given(patch.items(), live.items()),
                given(patch.containers(), live.containers()));
    }

    /** A role's parties stand where the first of them stood; those of a role that is new come last. */
    private static List<Party> patched(List<Party> live, List<Party> patch) {
        Set<Role> named = EnumSet.noneOf(Role.class);
        patch.forEach(party -> named.add(party.role()));
        Set<Role> placed = EnumSet.noneOf(Role.class);
        List<Party> parties = new ArrayList<>(live.size() + patch.size());
        for (Party party : live) {
            if (!named.contains(party.role())) {
                parties.add(party);
            } else if (placed.add(party.role())) {
                patch.stream().filter(said -> said.role() == party.role()).forEach(parties::add);
            }
        }
        patch.stream().filter(said -> !placed.contains(said.role())).forEach(parties::add);
        return parties;
    }

    /** A party has no number of its own in a filing: one of the same role and words is the same one. */
    private static List<Party> parties(List<Party> live, List<Party> more) {
        Set<Party> known = new HashSet<>(live);
        List<Party> parties = new ArrayList<>(live);
        for (Party party : more) {
            if (known.add(party)) {
                parties.add(party);
            }
        }
        return parties;
    }

    /** A document is known by its type and number. */
    private static List<SupportingDocument> documents(List<SupportingDocument> live, List<SupportingDocument> more) {
        if (more.isEmpty()) {
            return live;
        }
        Set<List<String>> known = new HashSet<>();
        live.forEach(document -> known.add(List.of(document.code(), document.number())));
        List<SupportingDocument> documents = new ArrayList<>(live);
        for (SupportingDocument document : more) {
            if (known.add(List.of(document.code(), document.number()))) {
                documents.add(document);
            }
        }
        return documents;
    }

    private static List<GoodsItem> items(List<GoodsItem> live, List<GoodsItem> more) {
        Set<Integer> known = new HashSet<>();
        live.forEach(item -> known.add(item.seq()));
        List<GoodsItem> items = new ArrayList<>(live);
        for (GoodsItem item : more) {
            if (known.add(item.seq())) {
                items.add(item);
            }
        }
        return items;
    }

    private static List<Equipment> equipment(List<Equipment> live, List<Equipment> more) {
        List<Equipment> equipment = new ArrayList<>(live);
        Map<String, Integer> places = new HashMap<>();
        for (int at = 0; at < live.size(); at++) {
            places.putIfAbsent(live.get(at).id(), at);
        }
        for (Equipment unit : more) {
            Integer at = places.putIfAbsent(unit.id(), equipment.size());
            if (at == null) {
                equipment.add(unit);
            } else {
                equipment.set(at, filledIn(equipment.get(at), unit));
            }
        }
        return equipment;
    }

    private static Equipment filledIn(Equipment live, Equipment more) {
        return new Equipment(
                live.id(),
                given(live.sizeType(), more.sizeType()),
                given(live.packedStatus(), more.packedStatus()),
                given(live.seals(), more.seals()),
                given(live.tareKg(), more.tareKg()),
                given(live.vgmKg(), more.vgmKg()),
                given(live.setTemperatureC(), more.setTemperatureC()));
    }

    private static <T> @Nullable T given(@Nullable T first, @Nullable T otherwise) {
        return first != null ? first : otherwise;
    }

    private static <T> List<T> given(List<T> first, List<T> otherwise) {
        return first.isEmpty() ? otherwise : first;
    }
}
