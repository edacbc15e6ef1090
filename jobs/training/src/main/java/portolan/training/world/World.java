// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import portolan.schemas.avro.FreightPayment;
import portolan.workload.CheckDigits;

/** The regular trade of a post: who ships what to whom, made from a seed. */
final class World {
    private static final int NUMBERS = 1_000_000_000;
    private static final int MOST_MORE = 10_000;
    private static final List<String> AT_SELLERS_DOOR = List.of("EXW", "FOB", "FCA");
    private static final List<String> DELIVERED = List.of("CIF", "CFR", "CPT", "DAP");

    final Post post;
    final Dice dice;
    private final List<Flow> flows;
    private final List<Trade.Filer> filers = new ArrayList<>();
    private final List<Trade> trades = new ArrayList<>();
    private final double busyness;
    private final Dice numbers;
    private final Set<Integer> taken = new HashSet<>();
    private final Set<Firm> clean = new HashSet<>();

    World(Post post, int size, Dice dice) {
        this.post = post;
        this.dice = dice;
        this.numbers = dice.split("numbers", 0);
        this.flows = Flow.of(post);
        for (int i = 0; i < 12; i++) {
            Dice own = dice.split("filer", i);
            Firm firm = Firms.draw(i % 4 == 3 && post == Post.VERMICA_ROAD ? "XK" : "AL", own);
            filers.add(new Trade.Filer("AG" + CheckDigits.digits(own.next() >>> 1, 6), firm));
        }
        double busy = 0;
        for (int i = 0; i < size; i++) {
            Trade trade = trade(i, dice.split("trade", i));
            trades.add(trade);
            busy += 1 / trade.rhythm();
        }
        this.busyness = busy;
    }

    /** Consignments of a usual day. */
    double perDay() {
        return busyness;
    }

    List<Trade> trades() {
        return trades;
    }

    private Trade trade(int number, Dice own) {
        Flow flow = flow(own);
        Goods goods = Goods.of(own.oneOf(flow.goods()));
        Firm shipper = Firms.draw(flow.from(), own);
        Firm consignee = Firms.draw(flow.to(), own);
        // Some sell to several, some buy of several: so a new pair is no wonder.
        Trade other = number < 20 ? null : trades.get(own.below(number));
        if (other != null && own.chance(0.3) && other.flow().to().equals(flow.to())) {
            consignee = other.consignee();
        } else if (other != null && own.chance(0.35)) {
            flow = other.flow();
            goods = other.goods();
            shipper = other.shipper();
            consignee = own.chance(0.3) ? consignee(flow, number, own) : Firms.draw(flow.to(), own);
        }
        boolean late = own.chance(0.15);
        // Every fifth is a daily relation.
        double rhythm = own.chance(0.2) ? own.between(1.5, 3) : own.between(3, 14);
        boolean collect = own.chance(0.4);
        return new Trade(
                number,
                flow,
                shipper,
                consignee,
                filer(flow, own),
                carrier(flow, own),
                goods,
                own.oneOf(goods.wordings()),
                flow.boxed() ? own.between(0.92, 1.06) : own.between(0.45, 1.05),
                own.spread(0.16),
                rhythm,
                late ? own.between(0.3, 0.8) : 0,
                own.chance(0.6),
                collect ? FreightPayment.COLLECT : FreightPayment.PREPAID,
                own.oneOf(collect ? AT_SELLERS_DOOR : DELIVERED));
    }

    /** By air two agents share a way, so that their houses fill its masters. */
    private Trade.Filer filer(Flow flow, Dice own) {
        return flow.kind() == Flow.Kind.AIR
                ? filers.get((flows.indexOf(flow) * 2 + own.below(2)) % filers.size())
                : own.oneOf(filers);
    }

    private Carrier carrier(Flow flow, Dice own) {
        List<Carrier> carriers = Carrier.of(flow.kind());
        return flow.kind() == Flow.Kind.AIR ? carriers.get(flows.indexOf(flow) % carriers.size()) : own.oneOf(carriers);
    }

    private Firm consignee(Flow flow, int number, Dice own) {
        for (int i = 0; i < 20; i++) {
            Trade other = trades.get(own.below(number));
            if (other.flow().to().equals(flow.to())) {
                return other.consignee();
            }
        }
        return Firms.draw(flow.to(), own);
    }

    Flow flow(Dice own) {
        int all = flows.stream().mapToInt(Flow::weight).sum();
        int point = own.below(all);
        for (Flow flow : flows) {
            point -= flow.weight();
            if (point < 0) {
                return flow;
            }
        }
        throw new IllegalStateException("weights add up");
    }

    /** A relation by how often it ships. */
    Trade anyTrade(Dice own) {
        double point = own.unit() * busyness;
        for (Trade trade : trades) {
            point -= 1 / trade.rhythm();
            if (point < 0) {
                return trade;
            }
        }
        return trades.get(trades.size() - 1);
    }

    /** One that is wanted, each as likely; of none, the nearest kind: whoever is of the same world. */
    Trade regular(Predicate<Trade> wanted, Dice own) {
        List<Trade> fit = trades.stream()
                .filter(trade -> trade.isRegular() && wanted.test(trade))
                .toList();
        if (fit.isEmpty()) {
            fit = trades.stream().filter(wanted).toList();
        }
        return fit.isEmpty() ? more(wanted, own) : own.oneOf(fit);
    }

    /** A small world may lack a trade that a scheme needs: it grows until it has one. */
    private Trade more(Predicate<Trade> wanted, Dice own) {
        for (int i = 0; i < MOST_MORE; i++) {
            Trade trade = trade(trades.size(), own.split("more", i));
            if (trade.isRegular() && wanted.test(trade)) {
                trades.add(trade);
                return trade;
            }
        }
        throw new IllegalStateException("the world has no such trade: post=" + post.label());
    }

    /** An agent who files for the first time. */
    Trade.Filer newFiler(Dice own) {
        return new Trade.Filer("AG" + CheckDigits.digits(own.next() >>> 1, 6), Firms.draw("AL", own));
    }

    /** A relation of somebody who never shipped before, mostly to somebody who never received. */
    Trade newcomer(Dice own) {
        Trade like = anyTrade(own);
        Trade trade = like.from(Firms.draw(like.flow().from(), own));
        return own.chance(0.6) ? trade.to(Firms.draw(like.flow().to(), own)) : trade;
    }

    /** Of these firms a story says that nothing was ever found. */
    Set<Firm> clean() {
        return clean;
    }

    /** A number that no other draft has, and that does not tell how many were drawn before it. */
    long nextNumber() {
        int number;
        do {
            number = numbers.below(NUMBERS);
        } while (!taken.add(number));
        return number;
    }
}
