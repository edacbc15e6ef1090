// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;

/** What plays can reach: the people, the goods and the boxes of the feed. */
final class Stage {
    private static final int TRIES = 40;

    final long seed;
    private final Population population;
    private final Fleet fleet;
    private final BoxesSeen boxes;
    private final double nameVariants;

    Stage(FeedSettings settings, Population population, Fleet fleet, BoxesSeen boxes) {
        this.seed = settings.seed();
        this.population = population;
        this.fleet = fleet;
        this.boxes = boxes;
        this.nameVariants = settings.nameVariants();
    }

    Shipper shipper(int id) {
        return population.shipper(id);
    }

    Trader consignee(int id) {
        return population.consignee(id);
    }

    Forwarder forwarder(int id) {
        return population.forwarder(id);
    }

    /** A forwarder as ships usually choose one. */
    int anyForwarder(Dice dice) {
        return population.anyForwarder(dice);
    }

    /** One of the largest importers. */
    int wellKnownConsignee(Dice dice) {
        return dice.below(60);
    }

    Trader centre(Country country, int number) {
        return population.centre(country, number);
    }

    /** Goods of the shipper's country that are of no chapter it ships, by the same means. */
    Shipper.Line otherLine(Shipper shipper, boolean air, Dice dice) {
        Country country = shipper.trader().country();
        Mix<Goods> exports = Atlas.get().goods(country);
        Shipper.Line line = shipper.lines().get(0);
        for (int i = 0; i < TRIES; i++) {
            Goods goods = exports.draw(dice);
            Shipper.Line other = Population.line(goods, country, dice);
            line = other;
            if ((other.cargo() == 'A') == air && unlike(shipper.lines(), goods)) {
                return other;
            }
        }
        return line;
    }

    private static boolean unlike(List<Shipper.Line> lines, Goods goods) {
        for (Shipper.Line line : lines) {
            if (line.goods().hs6().regionMatches(0, goods.hs6(), 0, 2)) {
                return false;
            }
        }
        return true;
    }

    Party named(Trader trader, PartyRole role, Dice dice) {
        String spelling = dice.chance(nameVariants) ? NameVariant.of(trader.name(), dice) : trader.name();
        return trader.as(role, spelling, !dice.chance(0.03), !dice.chance(0.1));
    }

    /** Puts another consignee into a bill; a notify party that was the old one follows. */
    void consign(BillVersion consignment, Trader receiver, Dice dice) {
        String old = "";
        for (Party party : consignment.parties) {
            if (party.getRole() == PartyRole.CONSIGNEE) {
                old = party.getRawName();
            }
        }
        for (int i = 0; i < consignment.parties.size(); i++) {
            Party party = consignment.parties.get(i);
            boolean same = party.getRole() == PartyRole.NOTIFY && old.equals(party.getRawName());
            if (party.getRole() == PartyRole.CONSIGNEE || same) {
                consignment.parties.set(i, named(receiver, party.getRole(), dice));
            }
        }
    }

    /** The number of somebody's box that is at sea while this consignment is, on another line's or port's ship. */
    @Nullable
    String boxElsewhere(BillVersion consignment, Dice dice) {
        return boxes.elsewhere(consignment, dice);
    }

    /** The number of a box that has come back in time. */
    @Nullable
    String boxReturned(BillVersion consignment, Dice dice) {
        return boxes.returned(consignment, dice);
    }

    /** The number that the consignment's own box has. */
    String ownBox(BillVersion consignment) {
        Carrier carrier = consignment.booking.carrier();
        return fleet.number(carrier, consignment.ticket.firstBox(fleet, carrier, 1));
    }
}
