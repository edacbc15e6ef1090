// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.ArrayList;
import java.util.List;
import portolan.schemas.avro.IdScheme;

/** Everybody who may appear in a feed, made from the seed on demand: a population takes no memory, however large. */
final class Population {
    private static final double NATURAL_SHIPPERS = 0.015;
    private static final double NATURAL_CONSIGNEES = 0.02;
    private static final double IN_BUSINESS_CENTRES = 0.03;
    private static final int CENTRES = 3;
    private static final double USUALLY_HOUSE = (MeasuredShares.HOUSE_BILL - 0.1) / 0.8;

    private static final Goods HOUSEHOLD = new Goods(
            "",
            "L",
            420,
            0.9,
            9,
            List.of(),
            1,
            12,
            null,
            "CT",
            18,
            null,
            List.of("USED HOUSEHOLD GOODS AND PERSONAL EFFECTS", "PERSONAL EFFECTS", "HOUSEHOLD REMOVAL GOODS"),
            1);

    private final long seed;
    private final Atlas atlas = Atlas.get();
    private final Skew consignees;
    private final Skew forwarders;
    private final Mix<Country> destinations;

    Population(long seed, int shippers) {
        this.seed = seed;
        this.consignees = new Skew(
                Math.max(20, (int) (shippers * MeasuredShares.CONSIGNEES_PER_SHIPPER)),
                MeasuredShares.CONSIGNEE_SHIFT,
                MeasuredShares.CONSIGNEE_SLOPE);
        this.forwarders = new Skew(
                Math.max(20, (int) (shippers * MeasuredShares.FORWARDERS_PER_SHIPPER)),
                MeasuredShares.FORWARDER_SHIFT,
                MeasuredShares.FORWARDER_SLOPE);
        this.destinations = new Mix<>(
                List.of(
                        atlas.country("NL"),
                        atlas.country("DE"),
                        atlas.country("BE"),
                        atlas.country("FR"),
                        atlas.country("PL")),
                new double[] {50, 27, 13, 6, 4});
    }

    Shipper shipper(int id) {
        Dice dice = Dice.of(seed, Purpose.SHIPPER, id);
        Country country = atlas.origins().draw(dice);
        boolean natural = dice.chance(NATURAL_SHIPPERS);
        List<Shipper.Line> lines = natural ? List.of(household(country, dice)) : lines(country, dice);
        String trade = lines.get(0).goods().trade(dice);
        Trader trader = Trader.draw(country, natural, trade, 0.3, IdScheme.TIN, dice);
        if (!natural && dice.chance(IN_BUSINESS_CENTRES)) {
            Trader centre = centre(country, dice.below(CENTRES));
            trader = trader.at(centre);
            trader = dice.chance(0.3) ? trader.reachedBy(centre.phone(), trader.mail()) : trader;
        }

        List<Port> ports = new ArrayList<>(3);
        int portCount = Math.min(1 + (dice.chance(0.35) ? 1 : 0) + (dice.chance(0.1) ? 1 : 0), 3);
        Mix<Port> choices = atlas.loadingPorts(country);
        for (int i = 0; i < portCount; i++) {
            Port port = choices.draw(dice);
            if (!ports.contains(port)) {
                ports.add(port);
            }
        }

        int customers = natural ? 1 : partnerCount(dice);
        List<Integer> partners = new ArrayList<>(customers);
        for (int i = 0; i < customers; i++) {
            partners.add(consignees.draw(dice));
        }
        Carrier line = atlas.lines().draw(dice);
        Carrier airline = atlas.airlines().draw(dice);
        int forwarder = forwarders.draw(dice);
        boolean house = natural || dice.chance(USUALLY_HOUSE);
        boolean prepaid = dice.chance(0.72);
        double toOrder = dice.chance(0.15) ? 0.6 : 0.015;
        Shipper.Habits habits = new Shipper.Habits(line, airline, prepaid, dice.chance(0.04));
        return new Shipper(id, trader, lines, ports, partners, forwarder, house, toOrder, habits);
    }

    Trader consignee(int id) {
        Dice dice = Dice.of(seed, Purpose.CONSIGNEE, id);
        Country country = destinations.draw(dice);
        return Trader.draw(country, dice.chance(NATURAL_CONSIGNEES), "", 0.7, IdScheme.EORI, dice);
    }

    /** A business centre of a country: an address that many share, and its reception. */
    Trader centre(Country country, int number) {
        Dice dice = Dice.of(seed, Purpose.CENTRE, country.code().hashCode() * 64L + number);
        Trader centre = Trader.draw(country, false, "", 0, IdScheme.TIN, dice);
        return centre.reachedBy(Trader.phone(country, dice), null);
    }

    int anyForwarder(Dice dice) {
        return forwarders.draw(dice);
    }

    /** Somebody who was no customer so far. */
    int newConsignee(Dice dice) {
        return dice.below(consignees.size());
    }

    Forwarder forwarder(int id) {
        return Forwarder.draw(id, Dice.of(seed, Purpose.FORWARDER, id), destinations);
    }

    private static int partnerCount(Dice dice) {
        int count = 1;
        while (count < 8 && dice.chance(0.62)) {
            count++;
        }
        return count;
    }

    private List<Shipper.Line> lines(Country country, Dice dice) {
        int count = 1;
        while (count < 6 && dice.chance(0.5)) {
            count++;
        }
        Mix<Goods> exports = atlas.goods(country);
        List<Shipper.Line> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Goods goods = exports.draw(dice);
            lines.add(line(goods, country, dice));
        }
        return lines;
    }

    /** One kind of goods as a shipper of that country sells it. */
    static Shipper.Line line(Goods goods, Country country, Dice dice) {
        String origin = country.code();
        // Goods that pay duty by their origin are not traded past it; the others make up for the measured share.
        boolean elsewhere = !dice.chance(MeasuredShares.ORIGIN_IS_DEPARTURE - 0.01);
        if (elsewhere && !Need.dutyHit(goods, origin)) {
            origin = goods.origins().get(dice.below(goods.origins().size()));
            if (origin.equals(country.code())) {
                origin = "CN".equals(origin) ? "VN" : "CN";
            }
        }
        String cargo = goods.cargo();
        char how = cargo.length() > 1 && dice.chance(0.35) ? cargo.charAt(1) : cargo.charAt(0);
        double kg = how == 'A' && cargo.charAt(0) != 'A' ? 0.12 : how == 'F' && cargo.charAt(0) != 'F' ? 1.4 : 1;
        double scale = kg * (how == 'F' && cargo.charAt(0) == 'F' ? 1 : dice.spread(0.5));
        String article = dice.chance(0.25) ? article(dice) : "";
        return new Shipper.Line(
                goods,
                origin,
                scale,
                0.08 + 0.5 * dice.unit() * goods.sigma(),
                how,
                dice.spread(0.3),
                dice.below(goods.wordings().size()),
                article);
    }

    private static Shipper.Line household(Country country, Dice dice) {
        return new Shipper.Line(
                HOUSEHOLD,
                country.code(),
                dice.spread(0.6),
                0.5,
                'L',
                1,
                dice.below(HOUSEHOLD.wordings().size()),
                "");
    }

    private static String article(Dice dice) {
        String number = CheckDigits.digits(dice.below(100_000), 5);
        return dice.chance(0.5) ? " ART. " + number : " MODEL " + (char) ('A' + dice.below(26)) + '-' + number;
    }
}
