// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/**
 * A shipper with its habits. Made again whenever needed; nothing of it is kept.
 *
 * @param lines what it sells, the usual first
 * @param ports it loads at, the usual first; empty when all it sells flies
 * @param consignees its regular customers, the largest first
 * @param forwarder who files its house bills
 * @param usuallyHouse whether it mostly ships through that forwarder
 * @param toOrder share of its sea bills that are to order
 */
record Shipper(
        int id,
        Trader trader,
        List<Line> lines,
        List<Port> ports,
        List<Integer> consignees,
        int forwarder,
        boolean usuallyHouse,
        double toOrder,
        Habits habits) {
    /**
     * What it always does alike.
     *
     * @param line that it mostly ships by, at sea
     * @param prepaid whether it mostly pays the freight itself
     * @param sloppy whether its descriptions often say nothing
     */
    record Habits(Carrier line, Carrier airline, boolean prepaid, boolean sloppy) {}

    /**
     * One kind of goods that a shipper sells.
     *
     * @param origin where the goods were made: not always where the shipper sits
     * @param scale the shipper's usual mass against the common one
     * @param sigma how much its masses scatter
     * @param cargo F full boxes, L part load, A air
     * @param price its usual price against the common one
     * @param wording index of the words it mostly uses
     * @param article what it writes behind them, blank for nothing
     */
    record Line(
            Goods goods,
            String origin,
            double scale,
            double sigma,
            char cargo,
            double price,
            int wording,
            String article) {
        Line from(String country) {
            return new Line(goods, country, scale, sigma, cargo, price, wording, article);
        }

        Line at(double otherPrice) {
            return new Line(goods, origin, scale, sigma, cargo, otherPrice, wording, article);
        }

        Line by(char otherCargo, double otherScale) {
            return new Line(goods, origin, otherScale, sigma, otherCargo, price, wording, article);
        }
    }

    /** Whether its usual goods travel by air. */
    boolean flies() {
        return lines.get(0).cargo() == 'A';
    }

    /** The same shipper under another name or at another place. */
    Shipper as(Trader other) {
        return new Shipper(id, other, lines, ports, consignees, forwarder, usuallyHouse, toOrder, habits);
    }

    Shipper selling(List<Line> others) {
        return new Shipper(id, trader, others, ports, consignees, forwarder, usuallyHouse, toOrder, habits);
    }

    Shipper sellingTo(Integer... others) {
        return new Shipper(id, trader, lines, ports, List.of(others), forwarder, usuallyHouse, toOrder, habits);
    }

    Shipper toLargestCustomer() {
        return sellingTo(consignees.get(0));
    }

    Shipper loadingAt(Port port) {
        return new Shipper(id, trader, lines, List.of(port), consignees, forwarder, usuallyHouse, toOrder, habits);
    }

    Shipper sentBy(int other, boolean house) {
        return new Shipper(id, trader, lines, ports, consignees, other, house, toOrder, habits);
    }

    /** Naming its customers: some schemes and some honest habits need the name on the bill. */
    Shipper named() {
        return new Shipper(id, trader, lines, ports, consignees, forwarder, usuallyHouse, 0, habits);
    }

    /** The line that a consignment is of: the usual one most times, and none out of season if another is in season. */
    Line line(int month, Dice dice) {
        int choice = favouringFirst(lines.size(), dice);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get((choice + i) % lines.size());
            if (line.goods().inSeason(month)) {
                return line;
            }
        }
        return lines.get(choice);
    }

    Port port(Dice dice) {
        return ports.get(favouringFirst(ports.size(), dice));
    }

    int consignee(Dice dice) {
        return consignees.get(favouringFirst(consignees.size(), dice));
    }

    /** Each choice about half as likely as the one before. */
    private static int favouringFirst(int size, Dice dice) {
        long bits = dice.next();
        return size == 1 ? 0 : Math.min(Long.numberOfTrailingZeros(bits), 63) % size;
    }
}
