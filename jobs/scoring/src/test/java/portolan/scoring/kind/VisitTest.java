// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.outcome;
import static portolan.scoring.Consignments.reachedBy;
import static portolan.scoring.Consignments.registered;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.kind.consignee.ConsigneeMemory;
import portolan.scoring.kind.contact.ContactKeys;
import portolan.scoring.kind.contact.ContactMemory;
import portolan.scoring.kind.contact.ContactParty;
import portolan.scoring.kind.container.ContainerMemory;
import portolan.scoring.kind.filer.FilerMemory;
import portolan.scoring.kind.shipper.ShipperMemory;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.SequentialLedger;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.Role;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.Inspections;

/**
 * Memories as a history of bills leaves them: filed, amended, disputed, withdrawn and filed again, inspected and
 * corrected, all through the ledger and its visits, beside a twin that keeps every bill and counts.
 */
class VisitTest {
    private static final List<MemoryKind<?>> KINDS = List.of(
            Memories.SHIPPER,
            Memories.CONSIGNEE,
            Memories.COMMODITY,
            Memories.FILER,
            Memories.BASE,
            Memories.REPEATS,
            Memories.CONTAINER,
            Memories.CONTACT,
            Memories.SEAL,
            Memories.BILL,
            Memories.VEHICLE);
    private static final String[] BOXES = {"CSQU3054383", "MSKU9070323", "TCLU4265170", "MSKU0000006", "MAEU6729907"};
    private static final String[] VEHICLES = {"1M8GDM9AXKP042788", "WVWZZZ1JZ3W386752"};
    private static final List<OutcomeCode> CODES = List.of(OutcomeCode.values());
    private static final int BILLS = 9;
    private static final int STEPS = 250;

    /** A bill from one filing to its withdrawal. */
    private static final class Life {
        private Consignment stated;
        private boolean withdrawn;

        private Life(Consignment stated) {
            this.stated = stated;
        }
    }

    /** A bill as the twin knows it: all its lives, and what the newest outcome found on which version of which. */
    private static final class Bill {
        private final List<Life> lives = new ArrayList<>();
        private int version;
        private @Nullable Outcome outcome;
        private @Nullable Consignment found;
        private @Nullable Life inspected;

        private @Nullable Life live() {
            Life last = lives.isEmpty() ? null : lives.get(lives.size() - 1);
            return last == null || last.withdrawn ? null : last;
        }

        private boolean isTaught() {
            return outcome != null && outcome.teaches();
        }
    }

    private final SequentialLedger ledger = new SequentialLedger(LedgerSettings.keeping(Duration.ofDays(3_650)));
    private final Map<String, Object> memories = new HashMap<>();
    private final List<Bill> bills = new ArrayList<>();
    private final TreeSet<String> crowded = new TreeSet<>();
    private Random random = new Random(0);
    private Instant now = Consignments.RECEIVED_AT;
    private long offset;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void memoriesHoldWhatStandsAndWhatWasFound(long seed) {
        random = new Random(seed);
        for (int i = 0; i < BILLS; i++) {
            bills.add(new Bill());
        }
        for (int step = 0; step < STEPS; step++) {
            act(random.nextInt(BILLS));
            String facts = "seed=" + seed + ", step=" + step;
            assertThat(remembered(false)).as(facts).isEqualTo(counted());
            // A box of more uses than a memory keeps is left out from then on, which used() finds out.
            Map<String, String> used = used();
            assertThat(remembered(true)).as(facts + ", containers").isEqualTo(used);
        }
        for (int i = 0; i < BILLS; i++) {
            if (bills.get(i).live() != null) {
                file(EventKind.DELETE, i, drawn(i));
            }
            if (bills.get(i).outcome != null) {
                report(i, OutcomeCode.NOT_EXAMINED);
            }
        }
        memories.forEach((key, memory) -> {
            MemoryKind<?> kind = kind(key);
            if (kind != Memories.CONTAINER) {
                assertThat(isEmpty(kind, memory))
                        .as("seed=" + seed + ", key=" + key)
                        .isTrue();
            }
        });
    }

    @Test
    void anOffenceStaysWithThePartyThatWasInspected() {
        bills.add(new Bill());
        file(EventKind.CREATE, 0, bill(0).shippedBy("CN1").build());
        report(0, OutcomeCode.MISDECLARED_GOODS);
        file(EventKind.REPLACE, 0, bill(0).shippedBy("CN2").build());
        file(EventKind.REPLACE, 0, bill(0).shippedBy("CN2").weighingKg(7).build());

        assertThat(shipper("CN1").inspections().offences()).isEqualTo(1);
        assertThat(shipper("CN1").consignments()).isZero();
        assertThat(shipper("CN2").inspections().offences()).isZero();
        assertThat(shipper("CN2").consignments()).isEqualTo(1);

        report(0, OutcomeCode.NOTHING_FOUND);
        assertThat(shipper("CN1").inspections().offences()).isZero();
        assertThat(shipper("CN1").inspections().examined()).isEqualTo(1);
    }

    @Test
    void anOffenceFoundAfterTheWithdrawalIsKnownOfTheContact() {
        bills.add(new Bill());
        Consignment reached = bill(0).party(
                        reachedBy(registered(Role.CONSIGNOR, "CN1", "Weaving", "CN"), "+86 21 5550 1234"))
                .build();
        file(EventKind.CREATE, 0, reached);
        file(EventKind.DELETE, 0, reached);
        report(0, OutcomeCode.SMUGGLED_GOODS);

        ContactMemory contact = (ContactMemory) Objects.requireNonNull(
                memories.get(Memories.CONTACT.keysOf(reached).get(0)));
        assertThat(contact.parties()).singleElement().satisfies(party -> {
            assertThat(party.offences()).isEqualTo(1);
            assertThat(party.consignments()).isZero();
        });
    }

    private ShipperMemory shipper(String number) {
        String key = Memories.SHIPPER.keysOf(bill(0).shippedBy(number).build()).get(0);
        return (ShipperMemory) Objects.requireNonNull(memories.get(key));
    }

    private void act(int at) {
        Bill bill = bills.get(at);
        now = now.plus(Duration.ofMinutes(1 + random.nextInt(3_000)));
        int dice = random.nextInt(10);
        if (bill.lives.isEmpty()) {
            file(EventKind.CREATE, at, drawn(at));
        } else if (dice < 3) {
            report(at, CODES.get(random.nextInt(CODES.size())));
        } else if (bill.live() == null) {
            file(EventKind.CREATE, at, drawn(at));
        } else if (dice < 7) {
            file(EventKind.REPLACE, at, drawn(at));
        } else if (dice < 9) {
            dispute(at);
        } else {
            file(EventKind.DELETE, at, drawn(at));
        }
    }

    private void file(EventKind kind, int at, Consignment said) {
        Bill bill = bills.get(at);
        Life live = bill.live();
        if (live == null) {
            bill.lives.add(new Life(said));
        } else if (kind == EventKind.DELETE) {
            live.withdrawn = true;
        } else {
            live.stated = said.receivedAt(live.stated.receivedAt());
        }
        take(kind, "MRN-" + at, ++bill.version, said);
    }

    /** A claim that goes again changes nothing. */
    private void dispute(int at) {
        Consignment claim = Consignments.copyOf(drawn(at)).filer("RIVAL").build();
        int version = ++bills.get(at).version;
        take(EventKind.CREATE, "RIVAL-" + at, version, claim);
        take(EventKind.DELETE, "RIVAL-" + at, version + 1, claim);
        bills.get(at).version++;
    }

    private void take(EventKind kind, String filingId, int version, Consignment said) {
        Position position = new Position(now.toEpochMilli(), Position.Input.FILING, "filings", 0, offset++);
        follow(ledger.take(new Filing("e" + offset, kind, filingId, version, null, now, position, said)));
    }

    private void report(int at, OutcomeCode code) {
        Bill bill = bills.get(at);
        Life last = bill.lives.get(bill.lives.size() - 1);
        int version = bill.outcome == null ? 1 : bill.outcome.version() + 1;
        Outcome drawn = outcome(last.stated, code, now);
        Outcome reported = new Outcome(
                drawn.tenant(),
                drawn.consignmentKey(),
                code,
                drawn.examined(),
                version,
                now,
                null,
                null,
                null,
                Chosen.UNSAID,
                new Position(now.toEpochMilli(), Position.Input.OUTCOME, "outcomes", 0, offset++));
        if (bill.found == null) {
            bill.found = last.stated;
            bill.inspected = last;
        }
        bill.outcome = reported;
        follow(ledger.take(reported));
    }

    private void follow(List<LedgerStep> steps) {
        for (LedgerStep step : steps) {
            assertThat(step.refusal()).isNull();
            if (step.event() != null) {
                for (MemoryKind<?> kind : KINDS) {
                    visit(kind, step.event());
                }
            }
        }
    }

    @SuppressWarnings("unchecked") // A key begins with its kind, and every kind makes its own memories.
    private <M> void visit(MemoryKind<M> kind, CaseEvent event) {
        for (Visit visit : Visit.of(kind, event)) {
            M memory = (M) memories.computeIfAbsent(visit.key(), unseen -> kind.unseen());
            visit.retract(kind, memory);
            visit.learn(kind, memory);
            memories.put(visit.key(), kind.read(kind.write(memory)));
        }
    }

    private static MemoryKind<?> kind(String key) {
        return KINDS.stream()
                .filter(kind -> key.split("\\|", -1)[1].equals(kind.name()))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // As above.
    private static <M> boolean isEmpty(MemoryKind<M> kind, Object memory) {
        return kind.isEmpty((M) memory);
    }

    /** What the memories say: by key, bills that stand, consignments examined, offences; of containers their uses. */
    private Map<String, String> remembered(boolean containers) {
        Map<String, String> said = new TreeMap<>();
        memories.forEach((key, memory) -> {
            if (memory instanceof ContainerMemory container) {
                if (containers && !crowded.contains(key)) {
                    List<String> uses = new ArrayList<>();
                    container
                            .uses()
                            .forEach(use -> uses.add(use(use.isLive(), use.examined(), use.offence(), use.received())));
                    said.put(key, uses.stream().sorted().toList().toString());
                }
            } else if (!containers) {
                if (memory instanceof ShipperMemory shipper) {
                    add(said, key, shipper.consignments(), shipper.inspections());
                } else if (memory instanceof ConsigneeMemory consignee) {
                    add(said, key, consignee.consignments(), consignee.inspections());
                } else if (memory instanceof FilerMemory filer && !FilerMemory.isCarrier(key)) {
                    add(said, key, filer.counted().all(), filer.inspections());
                } else if (memory instanceof ContactMemory contact) {
                    for (ContactParty party : contact.parties()) {
                        add(said, key + " " + party.key(), party.consignments(), party.examined(), party.offences());
                    }
                }
            }
        });
        return said;
    }

    private static void add(Map<String, String> said, String key, long bills, Inspections inspections) {
        add(said, key, bills, inspections.examined(), inspections.offences());
    }

    private static void add(Map<String, String> said, String key, long bills, long examined, long offences) {
        if (bills + examined > 0) {
            said.put(key, bills + " " + examined + " " + offences);
        }
    }

    private Map<String, String> counted() {
        Map<String, long[]> counts = new TreeMap<>();
        for (Bill bill : bills) {
            Life live = bill.live();
            if (live != null) {
                keys(live.stated).forEach(key -> counts.computeIfAbsent(key, unseen -> new long[3])[0]++);
            }
            if (bill.isTaught()) {
                boolean offence = Objects.requireNonNull(bill.outcome).code().isOffence();
                keys(Objects.requireNonNull(bill.found)).forEach(key -> {
                    long[] count = counts.computeIfAbsent(key, unseen -> new long[3]);
                    count[1]++;
                    count[2] += offence ? 1 : 0;
                });
            }
        }
        Map<String, String> counted = new TreeMap<>();
        counts.forEach((key, count) -> add(counted, key, count[0], count[1], count[2]));
        return counted;
    }

    private static List<String> keys(Consignment consignment) {
        List<String> keys = new ArrayList<>(Memories.SHIPPER.keysOf(consignment));
        keys.addAll(Memories.CONSIGNEE.keysOf(consignment));
        Memories.FILER.keysOf(consignment).stream()
                .filter(key -> !FilerMemory.isCarrier(key))
                .forEach(keys::add);
        for (String key : Memories.CONTACT.keysOf(consignment)) {
            ContactKeys.users(consignment, key).forEach(user -> keys.add(key + " " + user.key()));
        }
        return keys;
    }

    private Map<String, String> used() {
        Map<String, List<String>> uses = new TreeMap<>();
        for (Bill bill : bills) {
            for (Life life : bill.lives) {
                for (String key : Memories.CONTAINER.keysOf(life.stated)) {
                    boolean taught = bill.isTaught()
                            && life == bill.inspected
                            && Memories.CONTAINER
                                    .keysOf(Objects.requireNonNull(bill.found))
                                    .contains(key);
                    boolean offence = taught
                            && Objects.requireNonNull(bill.outcome).code().isOffence();
                    long minute = Bucket.minute(life.stated.receivedAt());
                    uses.computeIfAbsent(key, unseen -> new ArrayList<>())
                            .add(use(!life.withdrawn, taught, offence, minute));
                }
            }
        }
        Map<String, String> used = new TreeMap<>();
        memories.forEach((key, memory) -> {
            List<String> of = uses.getOrDefault(key, List.of());
            if (of.size() > ContainerMemory.MOST) {
                crowded.add(key);
            }
            if (memory instanceof ContainerMemory && !crowded.contains(key)) {
                used.put(key, of.stream().sorted().toList().toString());
            }
        });
        return used;
    }

    private static String use(boolean live, boolean examined, boolean offence, long minute) {
        return minute + (live ? " live" : " withdrawn") + (examined ? " examined" : "") + (offence ? " offence" : "");
    }

    private Consignment drawn(int at) {
        String shipper = "CN" + random.nextInt(3);
        return bill(at).party(reachedBy(
                        registered(Role.CONSIGNOR, shipper, "Weaving " + shipper, "CN"),
                        "+86 21 5550 100" + random.nextInt(2)))
                .consignedTo("NL" + random.nextInt(3))
                .filer("FORWARDER-1")
                .carrying(random.nextBoolean() ? "870323" : "392690")
                .describedAs("CAR " + VEHICLES[random.nextInt(2)])
                .weighingKg(1 + random.nextInt(9_000))
                .inContainers(BOXES[random.nextInt(BOXES.length)])
                .build();
    }

    private Consignments.Draft bill(int at) {
        return consignment().id("H" + at).receivedAt(now);
    }
}
