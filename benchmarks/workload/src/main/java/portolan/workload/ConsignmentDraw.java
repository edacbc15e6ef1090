// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.PersonType;

/** Draws what the first filing of a consignment says. The same ticket always gives the same consignment. */
final class ConsignmentDraw {
    /** Descriptions that say nothing, as in the stop lists of ICS2 and of US Customs (CSMS 60011750). */
    static final List<String> VAGUE = List.of(
            "GENERAL CARGO",
            "PARTS",
            "GIFTS",
            "CONSOLIDATED CARGO",
            "SAID TO CONTAIN",
            "FREIGHT OF ALL KINDS",
            "ELECTRONICS",
            "TEXTILES",
            "EQUIPMENT",
            "CHEMICALS",
            "FOODSTUFFS",
            "SPARE PARTS",
            "SAMPLES",
            "ACCESSORIES",
            "APPLIANCES");

    private static final String[] BANKS = {"RABOBANK", "ING BANK N.V.", "DEUTSCHE BANK AG", "BNP PARIBAS", "KBC BANK"};
    private static final double SLOPPY_VAGUE = 0.4;
    private static final double SLOPPY_SHIPPERS = 0.04;
    /** Who ships more than this fills a box of his own. */
    private static final double GROUPAGE_KG = 8_000;

    private static final double NEW_CUSTOMER = 0.02;
    private static final double CHANGED_TO_NEW = 0.04;
    private static final double NOTIFY_WHEN_TO_ORDER = 0.92;

    /** To-order bills need somebody to call; the others make up the measured share. */
    private static final double NOTIFY_ELSE =
            (MeasuredShares.NOTIFY_PRESENT - 0.08 * NOTIFY_WHEN_TO_ORDER) / (1 - 0.08);

    private final FeedSettings settings;
    private final Population population;
    private final Fleet fleet;
    private final Stage stage;
    private final double usuallyVague;
    private final int boxesPerDay;

    ConsignmentDraw(FeedSettings settings, Population population, Fleet fleet, Stage stage) {
        this.settings = settings;
        this.population = population;
        this.fleet = fleet;
        this.stage = stage;
        this.boxesPerDay = (int) Math.max(1, Math.min(100, Math.ceil(settings.consignmentsPerDay() / 2_000)));
        this.usuallyVague = Math.max(0, (settings.vague() - SLOPPY_SHIPPERS * SLOPPY_VAGUE) / (1 - SLOPPY_SHIPPERS));
    }

    BillVersion draw(Ticket ticket) {
        Dice dice = Dice.of(settings.seed(), Purpose.CONSIGNMENT, ticket.serial());
        Act act = ticket.act();
        Shipper shipper =
                act == null ? population.shipper(ticket.shipper()) : act.play().shipper(act, stage);
        LocalDate due = LocalDate.ofEpochDay(ticket.dueDay());
        Booking booking = Booking.draw(settings.seed(), shipper, ticket.serial(), ticket.dueDay(), due.getMonthValue());
        Forwarder forwarder = population.forwarder(shipper.forwarder());
        int year = LocalDate.ofEpochDay(Math.floorDiv(ticket.createdAt(), Times.DAY))
                .getYear();
        BillVersion consignment = numbered(ticket, booking, forwarder, year);

        drawItems(consignment, due.getMonthValue(), dice);
        if (!booking.air()) {
            drawBoxes(consignment, dice);
            Port port = booking.port();
            if (!port.hubs().isEmpty() && dice.chance(port.transshipped())) {
                consignment.hub = dice.chance(0.85)
                        ? port.hubs().get(0)
                        : port.hubs().get(port.hubs().size() - 1);
            }
            consignment.discharge = dice.chance(0.86) ? "NLRTM" : dice.chance(0.5) ? "NLVLI" : "NLAMS";
        } else {
            consignment.discharge = "NLSPL";
        }
        drawParties(consignment, dice);
        consignment.nature = dice.chance(MeasuredShares.IN_BOND) ? NatureOfMovement.TRANSIT : NatureOfMovement.IMPORT;
        consignment.payment = payment(shipper.habits().prepaid(), dice);
        if (act != null && act.chapter() != Act.Chapter.PAST) {
            act.play().stage(act, consignment, stage, Dice.of(settings.seed(), Purpose.ACT, ticket.serial()));
        }
        return consignment;
    }

    private static BillVersion numbered(Ticket ticket, Booking booking, Forwarder forwarder, int year) {
        long serial = ticket.serial();
        String issuer = booking.house() ? forwarder.code() : booking.carrier().code();
        String number;
        if (booking.house()) {
            number = forwarder.code() + scattered(serial);
        } else if (booking.air()) {
            // Ten million numbers an airline, then they come again, as they do.
            number = CheckDigits.airWaybill(issuer, (int) (serial * 7_368_787L % 10_000_000));
        } else {
            number = issuer + scattered(serial);
        }
        String key = issuer + ':' + number + ':' + year;
        return new BillVersion(ticket, booking, forwarder, number, issuer, key);
    }

    /** Nine digits, another for every serial, as if many filers counted at once. */
    /** The carrier's bill over all that a forwarder sends on one voyage. */
    BillVersion master(Ticket ticket, Booking house) {
        Dice dice = Dice.of(settings.seed(), Purpose.MASTER, ticket.serial());
        Forwarder forwarder = population.forwarder(house.shipper().forwarder());
        String number = house.masterNumber(settings.seed());
        String issuer = house.carrier().code();
        int year = LocalDate.ofEpochDay(Math.floorDiv(ticket.createdAt(), Times.DAY))
                .getYear();
        Booking booking = house.filed(false);
        BillVersion master =
                new BillVersion(ticket, booking, forwarder, number, issuer, issuer + ':' + number + ':' + year);
        master.master = true;
        long grams = (3_000 + dice.below(15_000)) * 1_000L;
        master.items.add(new BillItem(
                house.line().goods(),
                "CONSOLIDATED CARGO",
                null,
                house.loadingCountry(),
                grams,
                100 + dice.below(900),
                null,
                null,
                "USD",
                null));
        long groupage = Dice.hash(settings.seed(), Purpose.GROUPAGE, booking.groupage() + 100L * ticket.dueDay());
        Dice boxDice = Dice.of(settings.seed(), Purpose.GROUPAGE, groupage);
        String sizeType = Box.sizeType(false, false, boxDice);
        int tare = Box.tare(sizeType, boxDice);
        List<String> seals = List.of(seal(booking.carrier(), boxDice));
        String box = fleet.shared(booking.carrier(), groupage);
        master.boxes.add(new Box(box, true, sizeType, true, null, seals, "CA", false, tare, null));
        master.parties.add(named(forwarder.trader(), PartyRole.CONSIGNOR, dice));
        master.parties.add(named(forwarder.trader(), PartyRole.CONSIGNEE, dice));
        master.payment = payment(true, dice);
        return master;
    }

    static String scattered(long serial) {
        return CheckDigits.digits(serial * 387_420_489L % 1_000_000_000, 9);
    }

    private void drawItems(BillVersion consignment, int month, Dice dice) {
        Booking booking = consignment.booking;
        Shipper.Line line = booking.line();
        double kg = line.goods().kg() * line.scale() * dice.spread(line.sigma());
        if (line.cargo() == 'F' && line.goods().cargo().charAt(0) == 'F') {
            // Boxes are filled to what they bear: the mass varies by the box, not by the consignment.
            kg = Math.min(kg, Box.PAYLOAD_KG);
            int boxes = 1;
            while (boxes < 8 && dice.chance(0.32)) {
                boxes++;
            }
            kg *= boxes;
        }
        consignment.items.add(item(consignment, line, kg, dice));
        if (booking.shipper().lines().size() > 1 && line.cargo() != 'F' && dice.chance(0.15)) {
            Shipper.Line other = booking.shipper().line(month, dice);
            if (!other.goods().hs6().equals(line.goods().hs6()) && other.cargo() == line.cargo()) {
                double share = other.goods().kg() * other.scale() * dice.spread(other.sigma()) * 0.4;
                consignment.items.add(item(consignment, other, share, dice));
            }
        }
    }

    private BillItem item(BillVersion consignment, Shipper.Line line, double kg, Dice dice) {
        Goods goods = line.goods();
        // Scales show kilograms for boxes, hundreds of grams for parcels.
        long grams = kg > 2_000 ? Math.round(kg / 10) * 10_000 : Math.max(1, Math.round(kg * 10)) * 100;
        long packages = Math.max(1, Math.round(grams / 1_000.0 / goods.kgPerPackage()));
        double usd = grams / 1_000.0 * goods.usdPerKg() * line.price() * dice.spread(0.15);
        boolean priced = dice.chance(0.8);
        String currency = dice.chance(0.7) ? "USD" : "EUR";
        Long value = priced ? Math.max(100, Math.round(usd * (currency.equals("EUR") ? 92 : 100))) : null;
        return new BillItem(
                goods,
                description(consignment.booking.shipper(), line, packages, dice),
                hs(goods, consignment.forwarder.hsDigits(), dice),
                line.origin(),
                grams,
                packages,
                dice.chance(MeasuredShares.COUNT_PRESENT) ? packages : null,
                value,
                currency,
                dice.chance(MeasuredShares.VOLUME_PRESENT) ? litres(goods, grams, dice) : null);
    }

    /** Cargo takes 1.4 to 6 cubic metres a tonne; each kind of goods its own. */
    private static long litres(Goods goods, long grams, Dice dice) {
        double perKg = 1.4
                + 4.6 * Dice.unit(Dice.hash(0, Purpose.CONSIGNMENT, goods.hs6().hashCode()));
        double most = Box.dense(goods) ? 1.9 : perKg;
        return Math.max(1, Math.round(grams / 1_000.0 * Math.min(perKg, most) * dice.spread(0.12)));
    }

    private static @Nullable String hs(Goods goods, int digits, Dice dice) {
        boolean filed = dice.chance(MeasuredShares.HS_PRESENT);
        if (!filed || goods.hs6().isEmpty()) {
            return null;
        }
        return goods.hs6() + (digits == 6 ? "" : digits == 8 ? "90" : "9000");
    }

    private String description(Shipper shipper, Shipper.Line line, long packages, Dice dice) {
        if (dice.chance(shipper.habits().sloppy() ? Math.max(SLOPPY_VAGUE, usuallyVague) : usuallyVague)) {
            return VAGUE.get(dice.below(VAGUE.size()));
        }
        List<String> wordings = line.goods().wordings();
        String words = wordings.get(dice.chance(0.8) ? line.wording() : dice.below(wordings.size()));
        String text = words + line.article();
        return dice.chance(0.12) ? packages + " PACKAGES " + text : text;
    }

    private void drawBoxes(BillVersion consignment, Dice dice) {
        Booking booking = consignment.booking;
        Ticket ticket = consignment.ticket;
        Integer temperature = booking.line().goods().temperature();
        Goods goods = booking.line().goods();
        double kg = consignment.grams() / 1_000.0;
        if (booking.house() && booking.line().cargo() != 'F' && kg < GROUPAGE_KG) {
            // A forwarder fills a box a day, or several when the feed is larger than a gateway's; what must be kept
            // cold
            // goes into one of its own temperature.
            long climate = temperature == null ? 0 : 100 + temperature;
            long load = (climate << 40) + 100L * ticket.dueDay() + dice.below(boxesPerDay);
            long groupage = Dice.hash(settings.seed(), Purpose.GROUPAGE, booking.groupage() + load);
            String number = fleet.shared(booking.carrier(), groupage);
            // What is on the box is the same on every bill that names it.
            Dice boxDice = Dice.of(settings.seed(), Purpose.GROUPAGE, groupage);
            String sizeType = Box.sizeType(temperature != null, false, boxDice);
            int tare = Box.tare(sizeType, boxDice);
            String seal = seal(booking.carrier(), boxDice);
            consignment.boxes.add(box(number, sizeType, true, goods, List.of(seal), tare, null, dice));
            return;
        }
        int count = (int) Math.max(1, Math.ceil(kg / (Box.PAYLOAD_KG + 500)));
        if (booking.line().cargo() == 'F' && goods.cargo().charAt(0) == 'F') {
            count = (int) Math.max(count, Math.round(kg / goods.kg()));
        }
        long first = consignment.ticket.firstBox(fleet, booking.carrier(), count);
        for (int i = 0; i < count; i++) {
            String number = fleet.number(booking.carrier(), first + i);
            String sizeType = Box.sizeType(temperature != null, Box.dense(goods), dice);
            int tare = Box.tare(sizeType, dice);
            List<String> seals = dice.chance(0.97)
                    ? dice.chance(0.12)
                            ? List.of(seal(booking.carrier(), dice), seal(booking.carrier(), dice))
                            : List.of(seal(booking.carrier(), dice))
                    : List.of();
            Integer vgm = dice.chance(0.6) ? tare + (int) (kg / count * (0.99 + 0.02 * dice.unit())) : null;
            consignment.boxes.add(box(number, sizeType, false, goods, seals, tare, vgm, dice));
        }
    }

    private static Box box(
            String number,
            String sizeType,
            boolean shared,
            Goods goods,
            List<String> seals,
            int tare,
            @Nullable Integer vgm,
            Dice dice) {
        boolean mistyped = dice.chance(MeasuredShares.BOX_MISTYPED);
        String typed = mistyped ? mistyped(number, dice) : number;
        return new Box(typed, !mistyped, sizeType, shared, goods.temperature(), seals, "CA", false, tare, vgm);
    }

    /** With another check digit: a slip that is always seen, where a slip in the serial may hit a valid number. */
    static String mistyped(String number, Dice dice) {
        int last = number.length() - 1;
        char check = number.charAt(last);
        return number.substring(0, last) + (char) ('0' + (check - '0' + 1 + dice.below(9)) % 10);
    }

    static String seal(Carrier carrier, Dice dice) {
        return carrier.code().substring(0, 2) + CheckDigits.digits(dice.next() >>> 1, 7);
    }

    private void drawParties(BillVersion consignment, Dice dice) {
        Booking booking = consignment.booking;
        Shipper shipper = booking.shipper();
        List<Party> parties = consignment.parties;
        if (!dice.chance(MeasuredShares.CONSIGNOR_ABSENT)) {
            parties.add(named(shipper.trader(), PartyRole.CONSIGNOR, dice));
        }
        int customer = dice.chance(NEW_CUSTOMER) ? population.newConsignee(dice) : shipper.consignee(dice);
        Trader consignee = population.consignee(customer);
        boolean toOrder = !booking.air() && dice.chance(shipper.toOrder());
        parties.add(toOrder ? toOrder(dice) : named(consignee, PartyRole.CONSIGNEE, dice));
        if (dice.chance(toOrder ? NOTIFY_WHEN_TO_ORDER : NOTIFY_ELSE)) {
            boolean forwarderCalled = !toOrder && dice.chance(0.3);
            parties.add(named(forwarderCalled ? consignment.forwarder.trader() : consignee, PartyRole.NOTIFY, dice));
            if (dice.chance(MeasuredShares.SECOND_NOTIFY_PRESENT / MeasuredShares.NOTIFY_PRESENT)) {
                parties.add(named(consignment.forwarder.trader(), PartyRole.NOTIFY, dice));
            }
        }
    }

    Party named(Trader trader, PartyRole role, Dice dice) {
        return stage.named(trader, role, dice);
    }

    /** Another customer of the same shipper, seldom somebody new: what a changed consignee is changed to. */
    Party otherConsignee(Shipper shipper, Dice dice) {
        int customer = dice.chance(CHANGED_TO_NEW) ? population.newConsignee(dice) : shipper.consignee(dice);
        return named(population.consignee(customer), PartyRole.CONSIGNEE, dice);
    }

    private static Party toOrder(Dice dice) {
        Party party = new Party();
        party.setRole(PartyRole.CONSIGNEE);
        party.setRawName(dice.chance(0.6) ? "TO ORDER" : "TO ORDER OF " + dice.oneOf(BANKS));
        party.setIds(new ArrayList<>(0));
        party.setPersonType(PersonType.UNKNOWN);
        party.setContacts(new ArrayList<>(0));
        party.setIsToOrder(true);
        return party;
    }

    /** Ours: no public feed says how often freight is paid in cash; it is rare. */
    private static FreightPayment payment(boolean prepaid, Dice dice) {
        double point = dice.unit();
        if (point < 0.004) {
            return FreightPayment.CASH;
        }
        if (point < 0.024) {
            return FreightPayment.UNKNOWN;
        }
        return prepaid == point < 0.94 ? FreightPayment.PREPAID : FreightPayment.COLLECT;
    }
}
