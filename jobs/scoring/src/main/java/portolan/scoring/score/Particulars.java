// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.score;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.party.BoundedText;
import portolan.scoring.reference.Reference;

/**
 * What a list shows beside a score, so that a person knows what it is about without opening the filing. Nothing is
 * decided by it.
 *
 * @param shipper name, or number where there is no name; null when the feed supplies no shipper
 * @param consignee like the shipper
 * @param goods the heaviest item's description and HS code, and how many items there are beside it
 * @param route places from the first to the last leg, as UN/LOCODEs, else names or countries
 * @param office customs office that decides
 * @param conveyance the ship with its voyage, the flight, the truck: what it is, and what it is called
 * @param arrival when it arrives: the actual time, else the estimate
 * @param boxes how many containers and other pieces of equipment are stated
 * @param stake what it costs to miss an offence; null where the filing does not say what the goods are worth
 */
public record Particulars(
        @Nullable String shipper,
        @Nullable String consignee,
        @Nullable String goods,
        @Nullable String route,
        @Nullable String office,
        @Nullable String conveyance,
        @Nullable Instant arrival,
        int boxes,
        @Nullable Stake stake) {
    /** Of what nothing is known. */
    public static final Particulars NONE = new Particulars(null, null, null, null, null, null, null, 0, null);

    private static final int LONGEST = 120;

    public static Particulars of(Consignment consignment, Reference reference) {
        return new Particulars(
                shown(consignment.shipper()),
                shown(consignment.consignee()),
                goods(consignment.items()),
                route(consignment.routing()),
                consignment.office(),
                conveyance(consignment.mode(), consignment.conveyance()),
                consignment.arrival(),
                consignment.equipment().size(),
                Stake.of(consignment, reference));
    }

    private static @Nullable String conveyance(TransportMode mode, Conveyance conveyance) {
        // A flight is known by its number, a ship by its name, and whatever else by what stands on its plate.
        String called = mode == TransportMode.AIR
                ? first(conveyance.voyage(), conveyance.name(), conveyance.id())
                : first(conveyance.name(), conveyance.id(), conveyance.voyage());
        if (called == null) {
            return null;
        }
        String voyage = conveyance.voyage();
        boolean isOnAVoyage = voyage != null && !voyage.equals(called) && mode != TransportMode.AIR;
        return clipped(kind(mode) + called + (isOnAVoyage ? ", voyage " + voyage : ""));
    }

    private static String kind(TransportMode mode) {
        return switch (mode) {
            case SEA -> "ship ";
            case AIR -> "flight ";
            case ROAD -> "truck ";
            case RAIL -> "train ";
            case INLAND -> "barge ";
            case POST -> "post ";
        };
    }

    private static @Nullable String first(@Nullable String one, @Nullable String two, @Nullable String three) {
        return one != null ? one : two != null ? two : three;
    }

    private static @Nullable String shown(@Nullable Party party) {
        if (party == null) {
            return null;
        }
        if (party.name() != null && !party.name().isBlank()) {
            return clipped(party.name());
        }
        return party.ids().isEmpty() ? null : clipped(party.ids().get(0).value());
    }

    private static @Nullable String goods(List<GoodsItem> items) {
        GoodsItem heaviest = null;
        double mass = -1;
        for (GoodsItem item : items) {
            Double stated = item.massKg();
            double kilograms = stated == null ? 0 : stated;
            if (kilograms > mass) {
                heaviest = item;
                mass = kilograms;
            }
        }
        if (heaviest == null) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        if (heaviest.description() != null && !heaviest.description().isBlank()) {
            parts.add(clipped(heaviest.description()));
        }
        if (heaviest.hsCode() != null) {
            parts.add("HS " + heaviest.hsCode());
        }
        if (items.size() > 1) {
            parts.add("and " + (items.size() - 1) + " more");
        }
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    private static @Nullable String route(List<Leg> legs) {
        List<String> places = new ArrayList<>();
        for (Leg leg : legs) {
            String place = leg.locode() != null ? leg.locode() : leg.name() != null ? leg.name() : leg.country();
            if (place != null
                    && (places.isEmpty() || !places.get(places.size() - 1).equals(place))) {
                places.add(place);
            }
        }
        return places.isEmpty() ? null : clipped(String.join(" > ", places));
    }

    private static String clipped(String text) {
        String line = onOneLine(text.strip());
        return line.length() <= LONGEST ? line : BoundedText.start(line, LONGEST - 3) + "...";
    }

    /** One blank for every run of white space; by hand, as every assessment asks for four lines. */
    private static String onOneLine(String text) {
        StringBuilder line = null;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean blank = Character.isWhitespace(character);
            boolean kept = !blank || (character == ' ' && !Character.isWhitespace(text.charAt(i - 1)));
            if (!kept && line == null) {
                line = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (line != null) {
                if (!blank) {
                    line.append(character);
                } else if (line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            }
        }
        return line == null ? text : line.toString();
    }
}
