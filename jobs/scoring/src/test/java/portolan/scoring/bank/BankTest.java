// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.reachedBy;
import static portolan.scoring.Consignments.registered;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
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
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.Payment;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.Role;

class BankTest {
    private static final LedgerSettings SETTINGS = LedgerSettings.keeping(Duration.ofDays(3_000));
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Bank bank = Bank.whole();
    private final CellMap wide = new CellMap(Cells.WIDE);
    private final CellMap narrow = new CellMap(1);
    private final BankMemory memory = new BankMemory(bank, wide, narrow);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void measuresBitForBitWhatItsNaiveTwinMeasures(long seed) {
        NaiveBank twin = new NaiveBank(bank);
        Map<CaseEvent.Kind, Integer> kinds = new EnumMap<>(CaseEvent.Kind.class);
        int values = 0;

        for (CaseEvent event : new History(seed).run(240)) {
            kinds.merge(event.kind(), 1, Integer::sum);
            BankAnswer read = memory.answer(event);
            Map<String, Float> expected = twin.take(event);
            if (expected != null) {
                assertThat(differences(known(read, true), expected))
                        .as("seed=" + seed + ", " + event.kind())
                        .isEmpty();
                values += expected.size();
            }
        }

        assertThat(kinds)
                .as("seed=" + seed)
                .containsKeys(
                        CaseEvent.Kind.FILED,
                        CaseEvent.Kind.AMENDED,
                        CaseEvent.Kind.WITHDRAWN,
                        CaseEvent.Kind.CONTESTED,
                        CaseEvent.Kind.OUTCOME_KNOWN);
        assertThat(values).as("seed=" + seed).isGreaterThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void shardsThatAreKeptApartAnswerTogetherWhatOneMemoryAnswers(long seed) {
        Random random = new Random(seed);
        long first = random.nextLong();
        long second = random.nextLong() & ~first;
        CellMap kept = CellMap.wide();
        CellMap tallies = CellMap.narrow();
        Map<Long, BankMemory> apart = new HashMap<>();
        for (long shards : new long[] {first, second, ~(first | second)}) {
            // In the same stores: what two of them learned would count twice.
            apart.put(shards, new BankMemory(bank, kept, tallies));
        }
        BankJoin join = new BankJoin(bank);
        int measured = 0;

        for (CaseEvent event : new History(seed).run(240)) {
            BankAnswer whole = memory.answer(event);
            List<BankCells> cells = new ArrayList<>();
            apart.forEach((shards, ofShards) -> {
                BankCells some = ofShards.cells(event, shards);
                if (some != null) {
                    LayoutWriter out = new LayoutWriter();
                    some.write(out);
                    cells.add(BankCells.read(new LayoutReader(out.toBytes())));
                }
            });
            assertThat(cells).hasSize(whole == null ? 0 : 3);
            if (whole != null) {
                assertThat(cells.stream().mapToInt(BankCells::shards).sum()).isEqualTo(Long.SIZE);
                BankAnswer joined = Objects.requireNonNull(join.of(event, cells));
                assertThat(joined.values()).as("seed=" + seed).isEqualTo(whole.values());
                assertThat(joined.known(names(bank))).as("seed=" + seed).isEqualTo(whole.known(names(bank)));
                measured++;
            }
        }
        assertThat(measured).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void whatIsDeclaredLaterStartsEmptyAndLeavesTheRestAsItWas(long seed) {
        List<Declaration> later = List.of(
                Declaration.bills(Field.CONSIGNEE, Field.HS4, Field.ORIGIN),
                Declaration.usual(Quantity.WEIGHT, Field.FILER, Field.HS4),
                Declaration.share(Field.HS2, Field.CONSIGNEE));
        List<Declaration> all = new ArrayList<>(bank.declarations());
        all.addAll(later);
        Bank own = new Bank(later);
        History history = new History(seed);
        CellMap keptToo = CellMap.wide();
        CellMap talliesToo = CellMap.narrow();
        BankMemory before = new BankMemory(bank, keptToo, talliesToo);
        history.run(120).forEach(event -> {
            memory.answer(event);
            before.answer(event);
        });
        List<CaseEvent> after = history.run(360);
        long start = after.stream()
                .filter(event -> event.kind() == CaseEvent.Kind.FILED)
                .mapToLong(event -> hour(event.live()))
                .min()
                .orElseThrow();
        long[] since = new Bank(all)
                .kinds().stream()
                        .mapToLong(kind -> bank.kinds().contains(kind) ? 0 : Bank.since(1, start))
                        .toArray();
        BankMemory goesOn = new BankMemory(new Bank(all).since(since), keptToo, talliesToo);
        // Of a bank that knows nothing of before, all is as young: nothing is held against anything that is older.
        long[] sameStart = new long[own.kinds().size()];
        Arrays.fill(sameStart, Bank.since(1, start));
        BankMemory young = new BankMemory(own.since(sameStart), CellMap.wide(), CellMap.narrow());

        int compared = 0;
        for (CaseEvent event : after) {
            BankAnswer standard = memory.answer(event);
            BankAnswer ownOnly = young.answer(event);
            BankAnswer both = goesOn.answer(event);
            if (both == null || standard == null || ownOnly == null) {
                continue;
            }
            List<String> names = own.readings().stream()
                    .map(BankReading::name)
                    .filter(name -> bank.placeOfName(name) < 0)
                    .toList();
            assertThat(names).hasSizeGreaterThanOrEqualTo(5);
            assertThat(both.known(names)).as("seed=" + seed).isEqualTo(ownOnly.known(names));
            assertThat(both.known(names(bank))).as("seed=" + seed).isEqualTo(standard.known(names(bank)));
            compared += both.known(names).values().size();
            if (hour(event.live()) < start) {
                assertThat(both.known(names).values()).as("filed before").isEmpty();
            }
        }
        assertThat(compared).as("seed=" + seed).isGreaterThan(500);
    }

    private static long hour(Consignment bill) {
        return Fading.hour(bill.receivedAt().toEpochMilli());
    }

    private static List<String> names(Bank bank) {
        return bank.readings().stream().map(BankReading::name).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void takingBackLeavesEveryCellAsItWasAndNoOther(long seed) {
        InMaps kept = new InMaps(Cells.WIDE);
        InMaps tallies = new InMaps(1);
        BankMemory memory = new BankMemory(bank, kept, tallies);
        History history = new History(seed);
        history.run(60).forEach(memory::answer);
        history.filed.forEach(bill -> kept.cells.remove(Bank.caseKey(bill.ledgerKey())));
        Map<Long, List<Long>> before = kept.withoutHours();
        Map<Long, List<Long>> talliesBefore = tallies.withoutHours();

        History more = new History(seed + 100, history);
        more.run(120).forEach(memory::answer);
        assertThat(kept.withoutHours()).as("seed=" + seed).isNotEqualTo(before);
        more.takeAllBack().forEach(memory::answer);
        List<Consignment> filed = new ArrayList<>(history.filed);
        filed.addAll(more.filed);

        filed.forEach(bill -> kept.cells.remove(Bank.caseKey(bill.ledgerKey())));
        assertThat(differences(kept.withoutHours(), before)).as("seed=" + seed).isEmpty();
        assertThat(tallies.withoutHours()).as("seed=" + seed).isEqualTo(talliesBefore);
    }

    @Test
    void sumsOfTwentyYearsFadeAndAreTakenBackExactly() {
        Random random = new Random(7);
        long[] cell = new long[Cells.WIDE];
        List<Long> hours = new ArrayList<>();
        for (long hour = Fading.hour(START.toEpochMilli()); hours.size() < 2_000; hour += random.nextInt(180)) {
            Cells.learnBill(cell, 0, hour);
            hours.add(hour);
            double left = 0;
            for (long each : hours) {
                left += Math.pow(2, (each - hour) / (60 * 24.0));
            }
            assertThat(Cells.billsLeft(cell, 0, hour)).as("hour=" + hour).isCloseTo(left, within(left / 1_000));
        }
        long[] before = cell.clone();
        List<Long> lately = hours.subList(1_900, 2_000);
        lately.forEach(hour -> Cells.takeBill(cell, 0, hour));
        assertThat(Cells.bills(cell, 0)).isEqualTo(1_900);
        lately.forEach(hour -> Cells.learnBill(cell, 0, hour));
        assertThat(cell).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 0.5, 3, 0.7, 1e-9, 123_456.789, 1.9999})
    void logarithmsAreThoseOfTheLibrary(double number) {
        double exact = StrictMath.log(number) / StrictMath.log(2);
        assertThat(BankReadings.log2(number)).isCloseTo(exact, within(2e-7));
    }

    @Test
    void whatWasKeptLongEnoughIsForgotten() {
        CellMap wide = new CellMap(Cells.WIDE);
        BankMemory memory = new BankMemory(bank, wide, new CellMap(1));
        memory.answer(Consignments.filed(consignment().id("A").receivedAt(START).build()));

        Instant within = START.plus(Duration.ofDays(Declaration.DAYS));
        assertThat(countOfAll(memory, "B", within)).isEqualTo(1);
        Instant beyond = within.plus(Duration.ofDays(Declaration.DAYS)).plus(Duration.ofHours(1));
        assertThat(countOfAll(memory, "C", beyond)).isZero();
    }

    private float countOfAll(BankMemory memory, String id, Instant at) {
        BankAnswer values = memory.answer(
                Consignments.filed(consignment().id(id).receivedAt(at).build()));
        return known(values, true).getOrDefault("count(all)", Float.NaN);
    }

    @Test
    void changesAreCountedAndThoseAfterDepartureApart() {
        Consignment first =
                consignment().id("A").receivedAt(START).loadedAt("CNSHA").build();
        Consignment second = Consignments.copyOf(first).consignedTo("NL999").build();
        memory.answer(Consignments.filed(first));

        Map<String, Float> once = known(memory.answer(Consignments.amended(first, second)), false);
        assertThat(once).containsEntry("changes(consignee)", 1f).containsEntry("late(consignee)", 0f);
        assertThat(once).containsEntry("changes(consignor)", 0f).containsEntry("changes(versions)", 1f);

        Consignment departed = Consignments.copyOf(first)
                .departing(START.minus(Duration.ofDays(1)), null)
                .build();
        Map<String, Float> late = known(memory.answer(Consignments.amended(second, departed, 2, null)), false);
        assertThat(late).containsEntry("changes(consignee)", 2f).containsEntry("late(consignee)", 1f);
    }

    @Test
    void wordsAndSealsAreRememberedAndMaySpeakEitherWay() {
        for (int bill = 0; bill < 20; bill++) {
            memory.answer(Consignments.filed(consignment()
                    .id("A" + bill)
                    .receivedAt(START.plus(Duration.ofHours(bill)))
                    .carrying("620520")
                    .describedAs("Cotton shirts, boxed")
                    .build()));
        }
        Instant later = START.plus(Duration.ofDays(3));

        Map<String, Float> other = known(
                memory.answer(Consignments.filed(consignment()
                        .id("B")
                        .receivedAt(later)
                        .carrying("080610")
                        .describedAs("SHIRTS of COTTON")
                        .build())),
                true);

        assertThat(other).containsEntry("count(word)", 20f).containsEntry("count(word.next)", 20f);
        assertThat(other.get("share(hs2, word)")).isCloseTo(4.4f, within(0.1f));
        assertThat(other).containsEntry("count(seal)", 20f);
        assertThat(bank.readings())
                .filteredOn(reading -> reading.name().equals("count(seal)"))
                .extracting(BankReading::sign)
                .containsExactly(BankReading.Sign.FREE);
    }

    @Test
    void namesOfReadingsAreDistinctAndNameNoGoodsCountryOrOffice() {
        List<String> names = bank.readings().stream().map(BankReading::name).toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(370);
        assertThat(names).contains("age(address)", "finds(telephone)", "share(carrier, consignee)", "odd(weight, hs4)");
        assertThat(names).allMatch(name -> name.matches("[a-z0-9.]+\\([a-z0-9.+, ]+\\)"));
    }

    /** As the command writes it that chooses: each is of the whole bank, and none is lost on the way. */
    @Test
    void theStandardBankIsWhatWasChosenOfTheWhole() throws IOException {
        List<String> chosen = Files.readAllLines(Path.of("src/main/resources/portolan/bank.txt"));

        assertThat(Bank.standard().declarations())
                .extracting(Declaration::written)
                .containsExactlyElementsOf(chosen)
                .hasSizeBetween(60, 160);
        assertThat(bank.declarations()).containsAll(Bank.standard().declarations());
    }

    @Test
    void cellsInArraysAreThoseOfAMap() {
        Random random = new Random(5);
        CellMap arrays = new CellMap(2);
        InMaps map = new InMaps(2);
        long[] keys = new long[3];
        long[] words = new long[6];
        long[] expected = new long[6];
        for (int step = 0; step < 40_000; step++) {
            for (int i = 0; i < keys.length; i++) {
                // Neighbours by their upper bits, so that many share a place.
                keys[i] = (long) random.nextInt(3_000) << 20 | (i + 1);
                words[2 * i] = random.nextInt(3);
                words[2 * i + 1] = words[2 * i] == 0 ? 0 : step;
            }
            arrays.put(keys, keys.length, words, new long[keys.length]);
            map.put(keys, keys.length, words, new long[keys.length]);
            keys[1] = (long) random.nextInt(3_000) << 20 | 2;
            arrays.get(keys, keys.length, words);
            map.get(keys, keys.length, expected);
            assertThat(words).as("step=" + step).isEqualTo(expected);
        }
        assertThat(arrays.size()).isEqualTo(map.cells.size()).isGreaterThan(2_000);
    }

    /** Cells in a plain map. */
    private static final class InMaps implements CellStore {
        private final Map<Long, long[]> cells = new HashMap<>();
        private final int width;

        InMaps(int width) {
            this.width = width;
        }

        @Override
        public void get(long[] keys, int count, long[] words) {
            for (int i = 0; i < count; i++) {
                long[] cell = cells.getOrDefault(keys[i], new long[width]);
                System.arraycopy(cell, 0, words, i * width, width);
            }
        }

        @Override
        public void put(long[] keys, int count, long[] words, long[] keptHours) {
            for (int i = 0; i < count; i++) {
                long[] cell = Arrays.copyOfRange(words, i * width, (i + 1) * width);
                boolean isNone = Arrays.stream(cell).allMatch(word -> word == 0);
                if (keys[i] != 0 && isNone) {
                    cells.remove(keys[i]);
                } else if (keys[i] != 0) {
                    cells.put(keys[i], cell);
                }
            }
        }

        /** All counts and sums: when something was seen is not taken back, nor how often a case changed. */
        Map<Long, List<Long>> withoutHours() {
            Map<Long, List<Long>> sums = new HashMap<>();
            cells.forEach((key, cell) -> {
                List<Long> counts = new ArrayList<>();
                for (int i = 0; i < cell.length; i++) {
                    counts.add(i < 2 ? cell[i] & (1L << 22) - 1 : cell[i]);
                }
                if (counts.stream().anyMatch(count -> count != 0)) {
                    sums.put(key, counts);
                }
            });
            return sums;
        }
    }

    private static <K, V> List<String> differences(Map<K, V> read, Map<K, V> expected) {
        TreeSet<K> names = new TreeSet<>(read.keySet());
        names.addAll(expected.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(read.get(name), expected.get(name)))
                .map(name -> name + ": " + read.get(name) + ", expected " + expected.get(name))
                .limit(20)
                .toList();
    }

    /** Readings by name; without those of changes, which the twin does not keep, where asked for. */
    private Map<String, Float> known(@Nullable BankAnswer answer, boolean withoutChanges) {
        Map<String, Float> known = new HashMap<>();
        float[] read = answer == null ? new float[0] : answer.values();
        for (int i = 0; i < read.length; i++) {
            BankReading reading = bank.readings().get(i);
            if (!Float.isNaN(read[i]) && !(withoutChanges && reading.family().equals("changes"))) {
                known.put(reading.name(), read[i]);
            }
        }
        return known;
    }

    /** Filings, amendments, withdrawals, rival claims and outcomes, some corrected, as the ledger makes events of them. */
    private static final class History {
        private final Random random;
        private final SequentialLedger ledger;
        private final String prefix;
        private final List<Consignment> filed = new ArrayList<>();
        private final Map<String, Integer> versions = new HashMap<>();
        private int line;

        History(long seed) {
            this.random = new Random(seed);
            this.ledger = new SequentialLedger(SETTINGS);
            this.prefix = "A";
        }

        /** The history that follows another, of other bills. */
        History(long seed, History after) {
            this.random = new Random(seed);
            this.ledger = after.ledger;
            this.prefix = "B";
            this.line = after.line;
        }

        List<CaseEvent> run(int inputs) {
            List<CaseEvent> events = new ArrayList<>();
            for (int i = 0; i < inputs; i++) {
                next(events);
            }
            return events;
        }

        /** First what was found, then the bills, whoever's claim stands after them. */
        List<CaseEvent> takeAllBack() {
            List<CaseEvent> events = new ArrayList<>();
            for (Consignment of : filed) {
                line++;
                int version = versions.merge(of.key().value(), 1, Integer::sum);
                add(ledger.take(outcome(of, OutcomeCode.NOT_EXAMINED, version, at(), line)), events);
            }
            for (Consignment of : filed) {
                for (int filer = 0; filer < 6; filer++) {
                    line++;
                    add(ledger.take(filing(EventKind.DELETE, copyOf(of, of, at()), line, filer % 3)), events);
                }
            }
            return events;
        }

        private Instant at() {
            return START.plus(Duration.ofMinutes(line * 1_440L + random.nextInt(600)));
        }

        private void next(List<CaseEvent> events) {
            line++;
            int dice = filed.isEmpty() ? 0 : random.nextInt(20);
            if (dice < 9) {
                Consignment bill = draw(random, prefix + line, at());
                filed.add(bill);
                add(ledger.take(filing(EventKind.CREATE, bill, line, random.nextInt(3))), events);
                return;
            }
            Consignment of = filed.get(random.nextInt(filed.size()));
            if (dice < 16) {
                EventKind kind = dice < 12 ? EventKind.REPLACE : dice < 14 ? EventKind.CREATE : EventKind.DELETE;
                Consignment stated = copyOf(of, draw(random, "X", at()), at());
                add(ledger.take(filing(kind, stated, line, random.nextInt(3))), events);
            } else {
                OutcomeCode code = random.nextInt(3) == 0 ? OutcomeCode.MISDECLARED_GOODS : OutcomeCode.NOTHING_FOUND;
                int version = versions.merge(of.key().value(), 1, Integer::sum);
                add(ledger.take(outcome(of, code, version, at(), line)), events);
            }
        }

        private static void add(List<LedgerStep> steps, List<CaseEvent> events) {
            steps.stream().map(LedgerStep::event).filter(Objects::nonNull).forEach(events::add);
        }
    }

    private static Consignment draw(Random random, String id, Instant at) {
        int shipper = skewed(random, 6);
        Party consignor = registered(Role.CONSIGNOR, "CN91" + shipper, "Weaving", "CN");
        Consignments.Draft draft = consignment()
                .id(id)
                .receivedAt(at)
                .party(reachedBy(consignor, "+86 21 5550 " + (1_000 + shipper / 2), shipper % 3 + "@weaving.example"))
                .consignedTo("NL" + skewed(random, 5))
                .carrier("LINE" + skewed(random, 3))
                .office("NL00" + skewed(random, 3))
                .carrying("%04d10".formatted(6_200 + skewed(random, 4)))
                .weighingKg(random.nextInt(10) == 0 ? null : Double.valueOf(100 + random.nextInt(5_000)))
                .worth(10 * (1 + random.nextInt(120)), random.nextInt(3) == 0 ? "USD" : "EUR")
                .packages(1 + random.nextInt(50))
                .paid(random.nextInt(4) == 0 ? Payment.COLLECT : Payment.PREPAID);
        if (random.nextInt(8) == 0) {
            draft.equipment();
        }
        return draft.build();
    }

    private static int skewed(Random random, int bound) {
        return (int) (bound * Math.pow(random.nextDouble(), 2));
    }

    private static Consignment copyOf(Consignment bill, Consignment stated, Instant at) {
        String id = bill.key().value().split(":", -1)[1];
        return Consignments.copyOf(stated).id(id).receivedAt(at).build();
    }

    private static Filing filing(EventKind kind, Consignment stated, int line, int filer) {
        Consignment by = Consignments.copyOf(stated).filer("FILER-" + filer).build();
        return new Filing(
                "event-" + line,
                kind,
                "26NL-" + filer + "-" + by.key().value(),
                1,
                null,
                by.receivedAt(),
                new Position(by.receivedAt().toEpochMilli(), Position.Input.FILING, "filings", 0, line),
                by);
    }

    private static Outcome outcome(Consignment of, OutcomeCode code, int version, Instant at, int line) {
        return new Outcome(
                of.tenant(),
                of.key(),
                code,
                true,
                version,
                at,
                null,
                null,
                null,
                Chosen.UNSAID,
                new Position(at.toEpochMilli(), Position.Input.OUTCOME, "outcomes", 0, line));
    }
}
