// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portolan.scoring.Consignments;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Contact;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.ContainerRef;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Deadlines;
import portolan.scoring.manifest.Duty;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.Filer;
import portolan.scoring.manifest.FilerRole;
import portolan.scoring.manifest.Freight;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.Money;
import portolan.scoring.manifest.NatureOfMovement;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Packages;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.manifest.Part;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.Payment;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.Role;
import portolan.scoring.manifest.Seal;
import portolan.scoring.manifest.Totals;
import portolan.scoring.manifest.TransportDocument;
import portolan.scoring.reading.Answer;

/**
 * Every kind of memory gives the same answers and keeps the same bytes whether a visit carries whole consignments or
 * only the parts that the kind says it reads: a part that is used and not named would be missing at the key, and
 * nowhere else.
 */
class EveryKindReadsWhatItSaysTest {
    private static final int SEEDS = 4;
    private static final int STEPS = 400;

    static List<Remembered<?>> kinds() {
        return Catalogue.remembered();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void answersAndLearnsTheSameFromTheReducedConsignment(Remembered<?> remembered) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(difference(remembered, remembered.kind().reads(), seed))
                    .as("kind=" + remembered.kind().name() + ", seed=" + seed)
                    .isNull();
        }
    }

    /**
     * No part travels for nothing; and a history that does not tell whether a part is there would prove nothing above.
     */
    @ParameterizedTest
    @MethodSource("kinds")
    void missesEveryPartThatItNames(Remembered<?> remembered) {
        Set<Part> reads = remembered.kind().reads();
        if (reads.equals(Part.all())) {
            // Says nothing of what it reads.
            return;
        }
        for (Part part : reads) {
            Set<Part> fewer = EnumSet.copyOf(reads);
            fewer.remove(part);
            boolean missed = false;
            for (long seed = 1; seed <= SEEDS && !missed; seed++) {
                missed = difference(remembered, fewer, seed) != null;
            }
            assertThat(missed)
                    .as("kind=" + remembered.kind().name() + " is different without " + part)
                    .isTrue();
        }
    }

    /** Where the two runs first differ; null when they never do. */
    private static <M> @Nullable String difference(Remembered<M> remembered, Set<Part> parts, long seed) {
        Bystander<M> whole = new Bystander<>(remembered);
        Bystander<M> reduced = new Bystander<>(remembered);
        Traffic traffic = new Traffic(seed);
        for (int step = 0; step < STEPS; step++) {
            CaseEvent event = traffic.next();
            for (ContainerMove move : traffic.moves(event)) {
                whole.learn(move);
                reduced.learn(move);
            }
            CaseEvent carried = event.only(parts);
            for (Visit visit : Visit.of(remembered.kind(), event)) {
                String of =
                        whole.answer(new Visit(event, visit.key(), visit.leaves(), visit.joins(), visit.inspected()));
                String with;
                try {
                    with = reduced.answer(
                            new Visit(carried, visit.key(), visit.leaves(), visit.joins(), visit.inspected()));
                } catch (RuntimeException missed) {
                    return "step=" + step + ", key=" + visit.key() + ": the reduced consignment fails: " + missed;
                }
                if (!of.equals(with)) {
                    return "step=" + step + ", key=" + visit.key() + "\n  whole:   " + of + "\n  reduced: " + with;
                }
            }
        }
        return null;
    }

    /** All memories of one kind, as the Remember stage holds them. */
    private static final class Bystander<M> {
        private final MemoryKind<M> kind;
        private final Measure<M> measure;
        private final Map<String, M> memories = new HashMap<>();

        Bystander(Remembered<M> remembered) {
            this.kind = remembered.kind();
            this.measure = remembered.measure();
        }

        void learn(ContainerMove move) {
            for (String key : kind.keysOf(move)) {
                kind.learn(memories.computeIfAbsent(key, unseen -> kind.unseen()), key, move);
            }
        }

        /** The answer and the bytes after it. */
        String answer(Visit visit) {
            M memory = memories.computeIfAbsent(visit.key(), key -> kind.unseen());
            visit.retract(kind, memory);
            Answer answer = visit.measures() ? measure.of(visit, memory) : Answer.NOTHING;
            visit.learn(kind, memory);
            return answer + " " + HexFormat.of().formatHex(kind.write(memory));
        }
    }

    /** Seeded filings, amendments, withdrawals, rival claims and outcomes among few parties, goods, boxes and ports. */
    private static final class Traffic {
        private static final String[] BOXES = {"CSQU3054383", "MSKU0000006", "MAEU6729907", "not a number"};
        private static final String[] PORTS = {"CNSHA", "VNSGN", "ECGYE", "NLRTM"};
        private static final String[] CODES = {"620520", "080300", "392690", "8703231900", "271019"};
        private static final String[] WORDS = {
            "MEN'S WOVEN COTTON SHIRTS",
            "FRESH BANANAS IN CARTONS",
            "PLASTIC PARTS",
            "PERSONAL EFFECTS",
            "SAID TO CONTAIN",
            "USED CAR 1M8GDM9AXKP042788"
        };

        private record Known(
                Consignment now,
                int amendments,
                long sequence,
                @Nullable Outcome outcome,
                @Nullable Consignment found) {}

        private static final ContainerMove.Kind[] MOVES = {
            ContainerMove.Kind.GATE_OUT, ContainerMove.Kind.DISCHARGED, ContainerMove.Kind.LOADED
        };

        private final Random random;
        private final Random moving;
        private final List<Known> known = new ArrayList<>();
        private int filed;
        private Instant now = Consignments.RECEIVED_AT;

        Traffic(long seed) {
            random = new Random(seed);
            moving = new Random(-seed);
        }

        /** What boxes did lately, some fetched for the consignee of a bill. */
        List<ContainerMove> moves(CaseEvent event) {
            Consignment bill = event.now();
            List<ContainerMove> moves = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Instant at = now.plus(Duration.ofHours(moving.nextInt(96) - 48));
                moves.add(new ContainerMove(
                        "test",
                        "move-" + moving.nextLong(),
                        BOXES[moving.nextInt(3)],
                        MOVES[moving.nextInt(MOVES.length)],
                        true,
                        moving.nextBoolean() ? PackedStatus.EMPTY : null,
                        PORTS[moving.nextInt(PORTS.length)],
                        null,
                        at,
                        new PartyKey("H" + moving.nextInt(60)),
                        "haulier",
                        bill == null ? null : PartyKey.of(bill.receiver()),
                        new Position(at.toEpochMilli(), Position.Input.MOVE, "moves", 0, i)));
            }
            return moves;
        }

        CaseEvent next() {
            now = now.plus(Duration.ofHours(random.nextInt(48)));
            int dice = random.nextInt(20);
            if (known.isEmpty() || dice < 9) {
                Known one = new Known(drawn("H" + filed++), 0, 1, null, null);
                known.add(one);
                return event(CaseEvent.Kind.FILED, one, null, one.now, null);
            }
            int at = random.nextInt(known.size());
            Known one = known.get(at);
            String id = one.now.document().number();
            if (dice < 15) {
                boolean isOutcome = dice < 12;
                Consignment version = isOutcome || dice == 12 ? one.now : drawn(id);
                Outcome outcome = isOutcome ? outcome(one.now) : one.outcome;
                Consignment found = isOutcome && one.found == null ? one.now : one.found;
                Known next = new Known(version, one.amendments + (isOutcome ? 0 : 1), one.sequence + 1, outcome, found);
                known.set(at, next);
                return isOutcome
                        ? event(CaseEvent.Kind.OUTCOME_KNOWN, next, null, found, one.outcome)
                        : event(dice == 12 ? CaseEvent.Kind.DUE : CaseEvent.Kind.AMENDED, next, one.now, version, null);
            }
            if (dice < 17) {
                return event(CaseEvent.Kind.CONTESTED, one, one.now, drawn(id), null);
            }
            known.remove(at);
            return event(CaseEvent.Kind.WITHDRAWN, one, one.now, null, null);
        }

        private CaseEvent event(
                CaseEvent.Kind kind,
                Known of,
                @Nullable Consignment before,
                @Nullable Consignment live,
                @Nullable Outcome outcomeBefore) {
            return new CaseEvent(
                    kind,
                    of.now.tenant(),
                    of.now.key(),
                    new Position(now.toEpochMilli(), Position.Input.FILING, "filings", 0, of.sequence),
                    of.sequence,
                    new CaseEvent.FilingRef("MRN-" + of.now.key().value(), of.amendments + 1, now),
                    now,
                    of.amendments,
                    before,
                    live,
                    of.outcome,
                    outcomeBefore,
                    before == null || before.equals(of.found) ? null : of.found,
                    before == null || live == null ? CaseHistory.NONE : CaseHistory.NONE.amended(before, live, now));
        }

        private Outcome outcome(Consignment of) {
            OutcomeCode[] codes = OutcomeCode.values();
            return Consignments.outcome(of, codes[random.nextInt(codes.length)], now);
        }

        private Consignment drawn(String id) {
            int voyage = random.nextInt(6);
            Instant sails = Consignments.RECEIVED_AT.plus(Duration.ofDays(20L * voyage));
            Consignments.Draft draft = Consignments.consignment()
                    .id(id)
                    .receivedAt(now)
                    .level(one(BillLevel.values()))
                    .nature(one(NatureOfMovement.values()))
                    .filedBy(new Filer("FILER-" + random.nextInt(3), one(FilerRole.values())))
                    .office(sometimes(one("NL000510", "BE101000")))
                    .master(sometimes(new TransportDocument(
                            "MASTER-" + random.nextInt(5), "704", "MAEU", LocalDate.parse("2026-03-01"))))
                    .conveyance(new Conveyance(
                            "IMO", one("9321483", "9703291"), sometimes("EMMA MAERSK"), "DK", voyage + "W", "MAEU"))
                    .routing(leg(1, LegFunction.LOAD, sails), leg(2, LegFunction.DISCHARGE, sails), transshipment())
                    .countriesOfRouting(one("CN", "VN", "EC"), "NL")
                    .totals(sometimes(new Totals((long) random.nextInt(900), random.nextDouble() * 30_000, 1, 1)))
                    .freight(sometimes(new Freight(one(Payment.values()), random.nextDouble() * 9_000, "USD")))
                    .deadlines(sometimes(new Deadlines(sails, sails.plus(Duration.ofDays(30)), sails)))
                    .withoutParties();
            for (Role role : Role.values()) {
                if (random.nextInt(3) > 0) {
                    draft.party(party(role));
                }
            }
            GoodsItem[] items = new GoodsItem[random.nextInt(4)];
            for (int i = 0; i < items.length; i++) {
                items[i] = item(i + 1);
            }
            Equipment[] boxes = new Equipment[random.nextInt(3)];
            for (int i = 0; i < boxes.length; i++) {
                boxes[i] = box();
            }
            return draft.items(items).equipment(boxes).build();
        }

        /** In turns, so that all else is drawn as if there were none. */
        private Leg transshipment() {
            String port = PORTS[filed % PORTS.length];
            return new Leg(3, LegFunction.TRANSSHIP, port, null, port.substring(0, 2), null, null, null, null);
        }

        private Leg leg(int seq, LegFunction function, Instant sails) {
            String port = one(PORTS);
            Instant at = sails.plus(Duration.ofDays(30L * (seq - 1) + random.nextInt(2)));
            return new Leg(
                    seq,
                    function,
                    sometimes(port),
                    sometimes("Port of " + port),
                    port.substring(0, 2),
                    sometimes(at),
                    sometimes(at),
                    rarely(at),
                    rarely(at));
        }

        private Party party(Role role) {
            int who = random.nextInt(6);
            String country = one("CN", "NL", "GB");
            String name =
                    switch (who) {
                        case 0 -> "Kuehne Freight Forwarding GmbH";
                        case 1 -> "TO ORDER";
                        default -> "Weaving House " + "ABCDEF".charAt(who) + " Ltd";
                    };
            return new Party(
                    role,
                    sometimes(name),
                    random.nextInt(3) == 0
                            ? List.of()
                            : List.of(new PartyId("EORI", country + "10000" + who + random.nextInt(2))),
                    random.nextInt(12) == 0 ? PersonType.NATURAL : PersonType.LEGAL,
                    sometimes(new Address(random.nextInt(3) + " Harbour Road", "Harbour City", "1000", country, null)),
                    random.nextInt(4) == 0
                            ? List.of()
                            : List.of(
                                    new Contact("TE", "020 555 010" + random.nextInt(4)),
                                    new Contact("EM", "sales" + random.nextInt(4) + "@acme.example")),
                    false);
        }

        private GoodsItem item(int seq) {
            int what = random.nextInt(CODES.length);
            double mass = 10 + random.nextInt(20_000);
            return new GoodsItem(
                    seq,
                    sometimes(WORDS[random.nextInt(4) == 0 ? random.nextInt(WORDS.length) : what]),
                    sometimes(CODES[what]),
                    sometimes(one("CN", "VN", "EC")),
                    sometimes(mass),
                    sometimes(mass * 0.9),
                    sometimes(random.nextDouble() * 60),
                    List.of(new Packages(random.nextInt(900), one("CT", "PK"), sometimes("MARK " + seq))),
                    random.nextInt(8) == 0 ? List.of("1263") : List.of(),
                    sometimes(new Money(worth(mass, 1 + random.nextInt(40)), one("USD", "EUR"), one("FOB", "CIF"))),
                    rarely(-18.0),
                    sometimes(new Duty(random.nextBoolean() ? 12.0 : 6.5, one("A", "FEU1"))),
                    random.nextBoolean() ? List.of() : List.of(new ContainerRef(one(BOXES), 10L, mass)));
        }

        /** Small every fifth time: of small values memories know more. */
        private static double worth(double mass, int price) {
            return price < 8 ? 30.0 * price : mass * price;
        }

        private Equipment box() {
            return new Equipment(
                    one(BOXES),
                    sometimes("45G1"),
                    sometimes(one(PackedStatus.values())),
                    random.nextInt(4) == 0
                            ? List.of()
                            : List.of(new Seal("ML-000" + random.nextInt(12), one("CA", "CU"), null)),
                    sometimes(3_800.0),
                    sometimes(3_800.0 + random.nextInt(25_000)),
                    rarely(-18.0));
        }

        @SafeVarargs
        private <T> T one(T... of) {
            return of[random.nextInt(of.length)];
        }

        private <T> @Nullable T sometimes(T value) {
            return random.nextInt(6) == 0 ? null : value;
        }

        private <T> @Nullable T rarely(T value) {
            return random.nextInt(6) == 0 ? value : null;
        }
    }
}
