// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.HsSource;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.Seal;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.Draft;

/** What the texts of a filing say in every format: that a party is an order, a place a code, a number a ship's. */
final class Tidy {
    private static final Pattern TO_ORDER = Pattern.compile(
            "(?i)\\s*(un)?to\\s+(the\\s+)?order\\b.*|\\s*a l'ordre\\b.*|\\s*(the\\s+)?order(\\s+of\\b.*)?\\s*");

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    /** Attribute of a filing whose ship is known by call sign. */
    static final String CALL_SIGN = "conveyance.callSign";

    private static final int ELEVEN = 11;

    private Tidy() {}

    static void apply(Draft draft) {
        Drafts.list(draft, "parties", Party.class).forEach(Tidy::party);
        boolean byAir = draft.get("transportMode") == TransportMode.AIR;
        Drafts.list(draft, "routing", Leg.class).forEach(leg -> {
            if (byAir) {
                airport(leg);
            }
            leg(leg);
        });
        Drafts.list(draft, "goodsItems", Item.class).forEach(Tidy::item);
        boxes(draft);
        if (draft.get("conveyance") instanceof Conveyance conveyance) {
            conveyance(conveyance, draft);
        }
    }

    /** A box without a number is none: all of that name would be one box. */
    private static void boxes(Draft draft) {
        Map<String, Equipment> once = new LinkedHashMap<>();
        for (Equipment box : Drafts.list(draft, "equipment", Equipment.class)) {
            if (Codes.isNoNumber(box.getId())) {
                Drafts.attribute(draft, "equipment.id", box.getId());
            } else {
                box(box);
                once.merge(box.getId(), box, Tidy::both);
            }
        }
        if (draft.has("equipment")) {
            draft.set("equipment", new ArrayList<>(once.values()));
        }
        for (Item item : Drafts.list(draft, "goodsItems", Item.class)) {
            if (item.getContainerRefs() != null) {
                Set<String> bare = new HashSet<>();
                item.setContainerRefs(new ArrayList<>(item.getContainerRefs().stream()
                        .filter(ref -> !Codes.isNoNumber(ref.getEquipmentId()))
                        .filter(ref ->
                                ref.getPackages() != null || ref.getMassKg() != null || bare.add(ref.getEquipmentId()))
                        .toList()));
            }
        }
    }

    /** A box that is named twice, as by each item of a declaration, is one: what the first leaves out the other says. */
    private static Equipment both(Equipment box, Equipment again) {
        for (Schema.Field field : Equipment.getClassSchema().getFields()) {
            if (box.get(field.pos()) == null) {
                box.put(field.pos(), again.get(field.pos()));
            }
        }
        Map<String, Seal> seals = new LinkedHashMap<>();
        Stream.concat(box.getSeals().stream(), again.getSeals().stream())
                .forEach(seal -> seals.putIfAbsent(seal.getNumber(), seal));
        box.setSeals(new ArrayList<>(seals.values()));
        return box;
    }

    private static void party(Party party) {
        String name = party.getRawName();
        if (name != null && TO_ORDER.matcher(name).matches()) {
            party.setIsToOrder(true);
        }
    }

    private static void airport(Leg leg) {
        String iata = leg.getLocode() != null ? leg.getLocode() : leg.getName();
        String locode = iata == null ? null : Codes.airport(iata.strip().toUpperCase(Locale.ROOT));
        if (locode != null) {
            leg.setLocode(locode);
            leg.setName(leg.getName() == null ? iata : leg.getName());
        }
    }

    /** A code that is none is a place in words: an airport's three letters, a national code. */
    private static void leg(Leg leg) {
        String code = leg.getLocode();
        if (code == null) {
            return;
        }
        String locode = Codes.locode(code);
        if (locode != null) {
            leg.setLocode(locode);
            if (leg.getName() == null && code.replace(" ", "").length() > locode.length()) {
                leg.setName(code);
            }
            if (leg.getCountry() == null) {
                leg.setCountry(locode.substring(0, 2));
            }
            return;
        }
        leg.setLocode(null);
        if (leg.getName() == null) {
            leg.setName(code);
        }
        if (leg.getCountry() == null
                && COUNTRY.matcher(code.strip().toUpperCase(Locale.ROOT)).matches()) {
            leg.setCountry(code.strip().toUpperCase(Locale.ROOT));
        }
    }

    private static void item(Item item) {
        String hs = item.getHs();
        if (hs != null) {
            item.setHs(Codes.NOT_IN_NUMBERS.matcher(hs).replaceAll(""));
            // A message is what its sender declares.
            item.setHsSource(item.getHsSource() == null ? HsSource.DECLARED : item.getHsSource());
        }
        if (item.getContainerRefs() != null) {
            item.getContainerRefs().forEach(ref -> ref.setEquipmentId(Codes.box(ref.getEquipmentId())));
        }
    }

    private static void box(Equipment box) {
        box.setId(Codes.box(box.getId()));
        if (Codes.isBox(box.getId())) {
            box.setIdValid(Codes.hasCheckDigit(box.getId()));
        }
    }

    /** A qualifier may lie; the check digit of a ship's number does not. */
    private static void conveyance(Conveyance conveyance, Draft draft) {
        for (String field : List.of("voyage", "name", "id")) {
            if (conveyance.get(field) instanceof String text && Codes.isNoNumber(text)) {
                conveyance.put(field, null);
                conveyance.setIdType(field.equals("id") ? null : conveyance.getIdType());
            }
        }
        String id = conveyance.getId();
        if (id == null) {
            return;
        }
        String ship = Codes.shipNumber(id);
        if (ship != null && (conveyance.getIdType() == null || conveyance.getIdType() == ConveyanceIdType.IMO)) {
            conveyance.setIdType(ConveyanceIdType.IMO);
            conveyance.setId(ship);
        } else if (conveyance.getIdType() == ConveyanceIdType.IMO) {
            conveyance.setIdType(null);
            conveyance.setId(null);
            Drafts.attribute(draft, CALL_SIGN, id);
        }
    }
}
