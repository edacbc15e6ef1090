// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.List;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.avro.Seal;
import portolan.workload.CheckDigits;

/** Draws what a relation files on a day. */
final class Drawing {
    /** Descriptions that say nothing. */
    private static final List<String> VAGUE =
            List.of("GENERAL CARGO", "PARTS", "SPARE PARTS", "SAMPLES", "ACCESSORIES", "TEXTILES", "EQUIPMENT");

    private final World world;

    Drawing(World world) {
        this.world = world;
    }

    /** The bill as it is at the desk at that time, in one version. */
    Draft draw(Trade trade, long at) {
        long number = world.nextNumber();
        Dice dice = world.dice.split("draft", number);
        Flow flow = trade.flow();
        Carrier carrier = trade.carrier();
        String issuer = flow.kind() == Flow.Kind.AIR ? trade.filer().id() : carrier.code();
        Draft draft = new Draft(trade, issuer + CheckDigits.digits(number, 9), issuer, at);
        times(draft, dice);
        draft.lines.add(line(trade, dice));
        switch (flow.kind()) {
            case BOX, EXPORT -> ship(draft, dice);
            case FERRY, ROAD -> truck(draft, dice);
            case AIR -> flight(draft);
        }
        draft.payment = dice.chance(0.006) ? FreightPayment.CASH : trade.payment();
        long kg = draft.grams() / 1_000 + 1;
        draft.freightCents = 100L
                * switch (flow.kind()) {
                    case BOX, EXPORT -> 900 + kg / 10 + 20L * flow.days();
                    case FERRY, ROAD -> 450 + kg / 30;
                    case AIR -> 60 + kg * 3L;
                };
        return draft;
    }

    /** The carrier's bill over the houses of one way and day. */
    Draft master(Draft house) {
        Trade trade = house.trade;
        Trade.Filer filer = trade.filer();
        Trade over = trade.from(filer.firm()).to(filer.firm());
        Draft master =
                new Draft(over, String.valueOf(house.master), trade.carrier().code(), house.at);
        world.nextNumber();
        master.level = BillLevel.MASTER;
        master.departs = house.departs;
        master.arrives = house.arrives;
        master.due = house.due;
        master.conveyance = house.conveyance;
        master.voyage = house.voyage;
        Dice dice = world.dice.split("master " + house.master, 0);
        Line like = house.line();
        long kg = 600L + dice.below(1_400);
        master.lines.add(new Line(
                like.goods(),
                "",
                "CONSOLIDATION AS PER ATTACHED HOUSES",
                like.origin(),
                kg * 1_000,
                40 + dice.below(120),
                kg * 5,
                0,
                "EUR"));
        master.freightCents = kg * 190;
        return master;
    }

    private static void times(Draft draft, Dice dice) {
        Flow flow = draft.trade.flow();
        long day = Times.dayOf(draft.at);
        switch (flow.kind()) {
            case BOX -> {
                // A service calls every day at an hour of its own.
                draft.arrives = day + Times.DAY + (4 + flow.hours() % 9) * Times.HOUR;
                draft.departs = draft.arrives - flow.duration();
                draft.due = draft.arrives;
            }
            case EXPORT -> {
                draft.departs = day + 3 * Times.DAY + 16 * Times.HOUR;
                draft.arrives = draft.departs + flow.duration();
                draft.due = draft.departs - 12 * Times.HOUR;
            }
            case FERRY -> {
                long sails = draft.at - draft.at % (6 * Times.HOUR) + 6 * Times.HOUR;
                draft.departs = sails;
                draft.arrives = sails + flow.hours() * Times.HOUR;
                draft.due = draft.arrives + 2 * Times.HOUR;
            }
            case ROAD -> {
                draft.departs = draft.at - (flow.hours() - 2) * Times.HOUR + dice.below(40) * Times.MINUTE;
                draft.arrives = draft.at + (130 + dice.below(60)) * Times.MINUTE;
                draft.due = draft.at + (20 + dice.below(25)) * Times.MINUTE;
            }
            case AIR -> {
                long lands = draft.at - draft.at % (4 * Times.HOUR) + (8 + flow.hours()) * Times.HOUR;
                draft.arrives = lands;
                draft.departs = lands - flow.duration();
                draft.due = lands + 3 * Times.HOUR;
            }
        }
    }

    private static Line line(Trade trade, Dice dice) {
        Goods goods = trade.goods();
        double kg = goods.kg() * trade.scale() * dice.spread(goods.sigma());
        kg = goods.kg() > 2_000 ? Math.min(kg, goods.setPoint() == null ? 27_500 : 26_800) : kg;
        long grams = kg > 2_000 ? Math.round(kg / 10) * 10_000 : Math.max(1, Math.round(kg * 10)) * 100;
        long packages = Math.max(1, Math.round(grams / 1_000.0 / goods.kgPerPackage()));
        long litres = Math.max(1, Math.round(grams / goods.kgPerM3() * dice.spread(0.07)));
        String words = dice.chance(0.03) ? dice.oneOf(VAGUE) : dice.chance(0.8) ? trade.wording() : other(goods, dice);
        boolean priced = dice.chance(0.96);
        Line line = new Line(goods, goods.hs6(), words, trade.flow().from(), grams, packages, litres, 0, "EUR");
        return priced ? line.priced(trade.price(), dice) : line;
    }

    private static String other(Goods goods, Dice dice) {
        return dice.oneOf(goods.wordings());
    }

    private void ship(Draft draft, Dice dice) {
        Trade trade = draft.trade;
        Carrier carrier = trade.carrier();
        long day = Math.floorDiv(trade.flow().kind() == Flow.Kind.EXPORT ? draft.departs : draft.arrives, Times.DAY);
        int ship = (int) (day % 3) * 7
                + carrier.code().charAt(1) * 31
                + carrier.code().charAt(2) * 3;
        draft.conveyance = CheckDigits.ship(910_000 + ship * 37);
        draft.vessel = carrier.name().substring(0, carrier.name().indexOf(' ')) + ' ' + (char) ('A' + day % 3);
        draft.voyage = CheckDigits.digits(day, 3) + 'E';
        String number =
                CheckDigits.withIso6346(carrier.mark() + CheckDigits.digits(world.nextNumber() * 7 % 1_000_003, 6));
        boolean mistyped = dice.chance(0.012);
        int last = number.length() - 1;
        String typed = mistyped
                ? number.substring(0, last) + (char) ('0' + (number.charAt(last) - '0' + 1 + dice.below(9)) % 10)
                : number;
        Integer setPoint = trade.goods().setPoint();
        boolean dense = trade.goods().kgPerM3() > 600;
        String sizeType = setPoint != null ? "45R1" : dense ? "22G1" : "45G1";
        int tare = (setPoint != null ? 4_650 : dense ? 2_250 : 3_850) + 10 * dice.below(15);
        List<Seal> seals = dice.chance(0.98) ? List.of(new Seal(carrier.seal(dice), "CA", "1")) : List.of();
        draft.units.add(new Unit(typed, !mistyped, sizeType, seals, tare, setPoint));
    }

    private void truck(Draft draft, Dice dice) {
        Carrier carrier = draft.trade.carrier();
        draft.conveyance = plate(carrier, dice);
        draft.voyage = "";
        draft.vessel = draft.trade.flow().kind() == Flow.Kind.FERRY
                ? (draft.departs / Times.HOUR % 12 < 6 ? "FERRY QUALANTA" : "FERRY QUIMARE")
                : "";
        String seal = "T" + CheckDigits.digits(dice.next() >>> 1, 7);
        List<Seal> seals = dice.chance(0.98) ? List.of(new Seal(seal, "SH", "1")) : List.of();
        draft.units.add(new Unit(plate(carrier, dice), true, null, seals, 7_000 + 10 * dice.below(60), null));
    }

    static String plate(Carrier carrier, Dice dice) {
        return carrier.mark()
                + CheckDigits.digits(dice.next() >>> 1, 3)
                + (char) ('A' + dice.below(26))
                + (char) ('A' + dice.below(26));
    }

    private static void flight(Draft draft) {
        Trade trade = draft.trade;
        Flow flow = trade.flow();
        draft.level = BillLevel.HOUSE;
        draft.conveyance = trade.carrier().mark() + CheckDigits.digits(100 + flow.hours() * 17L + flow.days() * 5L, 3);
        draft.voyage = draft.conveyance;
        draft.master = masterNumber(draft);
    }

    /** Houses of one airline, agent and way on one day are under one master. */
    private static String masterNumber(Draft draft) {
        Trade trade = draft.trade;
        long day = Math.floorDiv(draft.arrives, Times.DAY);
        long hash = day * 1_000_003
                + trade.flow().load().hashCode() * 31L
                + trade.filer().id().hashCode();
        return CheckDigits.airWaybill(trade.carrier().code(), (int) Math.floorMod(hash * 7_919, 10_000_000L));
    }

    /** Whether the words are of those that say nothing. */
    static boolean vague(String words) {
        return VAGUE.contains(words);
    }
}
