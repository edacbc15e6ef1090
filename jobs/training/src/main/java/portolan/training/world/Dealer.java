// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.OutcomeCode;
import portolan.training.papers.PaperSet;
import portolan.training.papers.Papers;
import portolan.training.papers.Twist;

/** Deals worlds. No clock and no arithmetic of the platform: the same order and seed give the same bytes anywhere. */
public final class Dealer {
    /** Relations beside those that a larger window needs. */
    private static final int FEWEST_TRADES = 120;

    private static final long OPENS = 6 * Times.HOUR;

    private final Order order;
    private final Dice dice;
    private final World world;
    private final Drawing drawing;
    private final long opens;
    private final long start;

    private Dealer(Order order, byte[] seed) {
        this.order = order;
        this.dice = Dice.of(seed);
        this.world = new World(order.post(), FEWEST_TRADES + order.bills() / 3, dice.split("world", 0));
        this.drawing = new Drawing(world);
        this.opens = order.day().toEpochDay() * Times.DAY + OPENS;
        this.start = opens - order.pastDays() * Times.DAY;
    }

    /**
     * Deals a world. What it plants shows its traces where the past has sixty days or more.
     *
     * @throws IllegalArgumentException if the order has a scheme that the post cannot have, negative numbers, or more
     *     planted consignments than bills
     */
    public static Dealt deal(Order order, byte[] seed) {
        order.schemes().keySet().forEach(label -> Schemes.named(label, order.post()));
        int planted = planted(order);
        if (order.pastDays() < 0
                || order.alikes() < 0
                || order.window().isNegative()
                || order.window().isZero()) {
            throw new IllegalArgumentException("an order needs a window, and no number below zero: window="
                    + order.window() + ", past=" + order.pastDays() + ", lookalikes=" + order.alikes());
        }
        // Air bills are under masters, which are bills too.
        int least = order.post() == Post.TIRANA_AIR ? 2 * planted + 2 : planted;
        if (order.bills() < least) {
            throw new IllegalArgumentException("the window has not enough bills for what is planted: bills="
                    + order.bills() + ", needed=" + least + "; order fewer offences or look-alikes, or more bills");
        }
        return new Dealer(order, seed).deal();
    }

    private static int planted(Order order) {
        return order.schemes().values().stream()
                .mapToInt(offences -> {
                    if (offences < 0) {
                        throw new IllegalArgumentException("fewer than no offences: " + order.schemes());
                    }
                    return offences + Math.max(offences, 1) * order.alikes();
                })
                .sum();
    }

    private Dealt deal() {
        List<Laid> window = new ArrayList<>();
        Past past = new Past(world, drawing, dice.split("past", 0), start, opens);
        plant(window, past);
        fill(window);
        past.fill(order.post());
        Form form = new Form(dice);
        List<Dealt.Bill> bills = window.stream()
                .sorted(Comparator.<Laid>comparingLong(laid -> laid.last().at)
                        .thenComparing(laid -> laid.last().key()))
                .map(laid -> bill(laid, form))
                .toList();
        return new Dealt(past.events(form), bills);
    }

    /**
     * A consignment of the window.
     *
     * @param planted null for ordinary traffic
     */
    private record Laid(List<Draft> versions, @Nullable Planted planted) {
        Draft last() {
            return versions.get(versions.size() - 1);
        }
    }

    private long someTime(Dice own) {
        return opens + (long) (own.unit() * order.window().toMillis());
    }

    private void plant(List<Laid> window, Past past) {
        order.schemes().forEach((label, offences) -> {
            Scheme scheme = Schemes.named(label, order.post());
            for (int i = 0; i < Math.max(offences, 1); i++) {
                String pair = label + '-' + (i + 1);
                if (offences > 0) {
                    window.add(lay(scheme, scheme.offence(dice.split(pair, 1)), pair, 0, past));
                }
                List<Scheme.Deed> alikes = scheme.alikes();
                int first = dice.split(pair, 0).below(alikes.size());
                for (int k = 0; k < order.alikes(); k++) {
                    window.add(lay(scheme, alikes.get((first + k) % alikes.size()), pair, k + 1, past));
                }
            }
        });
    }

    private Laid lay(Scheme scheme, Scheme.Deed deed, String pair, int number, Past past) {
        Dice own = dice.split("planted " + pair, number);
        Stage stage = new Stage(world, drawing, own, someTime(own), start);
        List<Draft> versions = deed.act().play(stage);
        past.take(stage);
        boolean offends = number == 0;
        Draft last = versions.get(versions.size() - 1);
        Set<String> shownBy = new TreeSet<>();
        for (Twist twist : last.twists) {
            shownBy.add(twist.kind().name());
        }
        return new Laid(
                versions,
                new Planted(
                        scheme.label(),
                        offends ? "" : deed.label(),
                        pair,
                        deed.traces(),
                        deed.tells(),
                        offends ? "story." + scheme.label() : "story." + deed.label(),
                        offends ? scheme.found() : OutcomeCode.NOTHING_FOUND,
                        offends ? scheme.place() : null,
                        List.copyOf(shownBy)));
    }

    private void fill(List<Laid> window) {
        Set<String> masters = new HashSet<>();
        for (Laid laid : List.copyOf(window)) {
            addMaster(window, masters, laid.last());
        }
        for (int i = 0; window.size() < order.bills(); i++) {
            Dice own = dice.split("ordinary", i);
            Trade trade = own.chance(Past.NEWCOMERS) ? world.newcomer(own) : world.anyTrade(own);
            List<Draft> versions = Past.ordinary(drawing.draw(trade, someTime(own)), own);
            Draft last = versions.get(versions.size() - 1);
            boolean newMaster = last.master != null && !masters.contains(last.master);
            if (newMaster && (window.size() + 1 == order.bills() || masters.size() * 8 > window.size() + 8)) {
                continue;
            }
            window.add(new Laid(versions, null));
            addMaster(window, masters, last);
        }
    }

    private void addMaster(List<Laid> window, Set<String> masters, Draft house) {
        if (house.master != null && masters.add(house.master)) {
            window.add(new Laid(List.of(drawing.master(house)), null));
        }
    }

    private Dealt.Bill bill(Laid laid, Form form) {
        Draft last = laid.last();
        PaperSet papers = null;
        if (order.papers()) {
            Filing filing = form.write(last);
            String incoterm = last.trade.incoterm();
            Slips.add(last, Papers.of(filing, incoterm, List.of()), dice.split("slips " + last.key(), 0));
            papers = Papers.of(filing, incoterm, last.twists);
        }
        return new Dealt.Bill(laid.versions.stream().map(form::write).toList(), papers, laid.planted);
    }
}
