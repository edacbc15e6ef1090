// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.outcome;
import static portolan.scoring.Consignments.reachedBy;
import static portolan.scoring.Consignments.registered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import portolan.scoring.Consignments;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Money;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.Role;

/**
 * A seeded history of one memory: consignments and outcomes learned and taken back in any order, and beside it the slow
 * and obvious twin, which keeps all of them.
 */
public final class History<M> {
    /** How varied the consignments of a history are. */
    public record Variety(int headings, int places, int masses, int days) {
        /** Fits every bound, so that everything must be exact. */
        public static final Variety SMALL = new Variety(6, 5, 4, 8);
        /** Breaks every bound. */
        public static final Variety LARGE = new Variety(60, 40, 1_000, 4_000);
    }

    private final MemoryKind<M> kind;
    private final Variety variety;
    private final long seed;
    private final Random random;
    private M memory;

    public final List<Consignment> live = new ArrayList<>();
    public final List<Known> known = new ArrayList<>();

    private static final List<OutcomeCode> OFFENCES =
            Arrays.stream(OutcomeCode.values()).filter(OutcomeCode::isOffence).toList();

    /** An outcome and the consignment that it is known of. */
    public record Known(Consignment consignment, Outcome outcome) {}

    public History(MemoryKind<M> kind, Variety variety, long seed) {
        this.kind = kind;
        this.variety = variety;
        this.seed = seed;
        this.random = new Random(seed);
        this.memory = kind.unseen();
    }

    /** Runs so many steps, and calls the check after each; every third time the memory goes through its bytes. */
    public void run(int steps, BiConsumer<History<M>, M> check) {
        run(steps, 1, check);
    }

    /**
     * Runs so many steps, and calls the check after every so many and after the last: for checks that compare all with
     * all, and would mostly compare the same again. So many should be no multiple of three, or every check is of a
     * memory that has just been read from its bytes.
     */
    public void run(int steps, int every, BiConsumer<History<M>, M> check) {
        for (int step = 0; step < steps; step++) {
            act(step);
            if (step % 3 == 0) {
                memory = kind.read(kind.write(memory));
            }
            if (step % every == 0 || step == steps - 1) {
                check.accept(this, memory);
            }
        }
    }

    /** Takes everything back and asserts that nothing is left. */
    public void takeAllBack() {
        while (!live.isEmpty()) {
            retractOne();
        }
        while (!known.isEmpty()) {
            retractOutcome();
        }
        assertThat(kind.isEmpty(memory)).as(facts()).isTrue();
        assertThat(kind.write(memory)).as(facts()).isEqualTo(kind.write(kind.unseen()));
    }

    public String facts() {
        return "kind=" + kind.name() + ", seed=" + seed + ", live=" + live.size() + ", outcomes=" + known.size();
    }

    private void act(int step) {
        int dice = random.nextInt(10);
        if (dice < 5 || live.isEmpty()) {
            Consignment one = draw(step);
            kind.learn(memory, key(one), one);
            live.add(one);
        } else if (dice < 7) {
            retractOne();
        } else if (dice < 9 || known.isEmpty()) {
            Consignment of = live.get(random.nextInt(live.size()));
            OutcomeCode code =
                    random.nextInt(4) == 0 ? OFFENCES.get(known.size() % OFFENCES.size()) : OutcomeCode.NOTHING_FOUND;
            Outcome outcome = outcome(of, code, of.receivedAt().plusSeconds(random.nextInt(100) * 86_400L));
            kind.learnOutcome(memory, key(of), of, outcome);
            known.add(new Known(of, outcome));
        } else {
            retractOutcome();
        }
    }

    private void retractOne() {
        Consignment one = live.remove(random.nextInt(live.size()));
        kind.retract(memory, key(one), one);
    }

    private void retractOutcome() {
        Known one = known.remove(random.nextInt(known.size()));
        kind.retractOutcome(memory, key(one.consignment()), one.consignment(), one.outcome());
    }

    private String key(Consignment consignment) {
        return kind.keysOf(consignment).get(0);
    }

    private Consignment draw(int step) {
        int items = 1 + random.nextInt(2);
        String[] codes = new String[items];
        for (int i = 0; i < items; i++) {
            codes[i] = "%04d10".formatted(100 + 37 * skewed(variety.headings()));
        }
        // Commodity memories see one subheading only.
        if (kind.name().equals("commodity")) {
            codes = new String[] {"392690"};
        }
        int named = skewed(variety.places());
        Party shipper =
                registered(Role.CONSIGNOR, "CN91310000", named % 2 == 0 ? "Shanghai Weaving" : "Orchid Fruit", "CN");
        Consignments.Draft draft = consignment()
                .id("H" + step)
                .party(reachedBy(shipper, "+86 21 5550 " + (1000 + named / 2), named / 2 + "@weaving.example"))
                .consignedTo(kind.name().equals("consignee") ? "NL812345678" : "NL" + (1000 + skewed(variety.places())))
                .filer(kind.name().equals("filer") ? "FORWARDER-1" : "FORWARDER-" + skewed(variety.places()))
                .carrier("LINE" + skewed(variety.places()))
                .onDay(random.nextInt(variety.days()))
                .carrying(codes)
                .weighingKg(random.nextInt(20) == 0 ? null : Double.valueOf(100 + skewed(variety.masses()) * 10.0))
                .loadedAt(place(skewed(variety.places())))
                .originating(origin(skewed(variety.places())))
                .worth(10 * (1 + random.nextInt(120)), random.nextInt(3) == 0 ? "USD" : "EUR")
                .packages(1 + random.nextInt(50))
                .describedAs(random.nextInt(8) == 0 ? "Used personal effects" : "Shirts")
                .departing(
                        Consignments.RECEIVED_AT.plusSeconds(random.nextInt(variety.days()) * 86_400L + 90_000L), null)
                .dutiable(random.nextBoolean() ? 8.0 : 6.5, random.nextBoolean() ? "A" : "FEU1");
        if (kind.name().equals("commodity")) {
            draft.valued(worth())
                    .describedAs(word() + " AND " + word())
                    .filling(random.nextInt(4) == 0 ? null : Double.valueOf(1 + random.nextInt(60)));
            if (random.nextInt(3) == 0) {
                draft.transshippedAt(place(skewed(variety.places())));
            }
        }
        return draft.build();
    }

    private String word() {
        int number = skewed(variety.headings());
        return "GOODS" + (char) ('A' + number % 26) + (char) ('A' + number / 26);
    }

    /** Values that differ by orders of magnitude, mostly in dollars; sometimes none is stated. */
    private @Nullable Money worth() {
        return random.nextInt(10) == 0
                ? null
                : new Money(Math.exp(8 + random.nextGaussian()), random.nextInt(4) == 0 ? "EUR" : "USD", "FOB");
    }

    /** Small numbers are common, large ones rare. */
    private int skewed(int bound) {
        return (int) (bound * Math.pow(random.nextDouble(), 2));
    }

    private static String place(int number) {
        return origin(number / 3) + "P" + (char) ('A' + number % 26) + (char) ('A' + number / 26);
    }

    private static String origin(int number) {
        return "" + (char) ('A' + number % 26) + (char) ('A' + number / 26);
    }
}
