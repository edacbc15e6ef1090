// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.sketch.KeyHash;

/**
 * Declared memories, compiled: under which keys a consignment calls, and what is read of the cells there.
 *
 * <p>Wide cells come in this order: those of bills, then those of usual quantities. Narrow ones are tallies: of shares,
 * then of each shared field's values in all traffic. A share needs the bills under its key and all bills, so these are
 * kept whether declared or not.
 *
 * <p>What is declared later than the rest starts empty, and takes only bills that are received since. A share that is
 * newer than what it is held against has bills and values counted anew beside it, behind those that are read.
 */
public final class Bank {
    /** What is stated in place of nothing, where nothing is a value like others. */
    private static final long NOT_STATED = 0x5BD1E9955BD1E995L;

    /** All shards, a bit each. */
    public static final long ALL_SHARDS = -1;

    private static final int SHARD_BITS = 6;
    private static final int SHARD_SHIFT = Long.SIZE - SHARD_BITS;
    private static final long PLACE = 0x9E3779B97F4A7C15L;

    private static final Bank WHOLE = new Bank(StandardBank.declarations());
    private static final Bank STANDARD = new Bank(StandardBank.informed());

    private final List<Declaration> declarations;
    private final List<Declaration> bills;
    private final int billsRead;
    private final List<Declaration> usual;
    private final List<Declaration> shares;
    private final int[] shareBills;
    private final int[] shareAll;
    private final int[] shareValue;
    private final Key[] wide;
    private final Key[] narrow;
    private final long[] wideKept;
    private final long[] narrowKept;
    private final long[] wideSince;
    private final long[] narrowSince;
    private final List<String> kinds;
    private final long[] since;
    private final BankReadings readings;
    private final Map<String, Integer> byVariable = new HashMap<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final long fingerprint;

    /** One kind of key: a hash of its name, then its fields. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares keys of kinds
    private record Key(String name, long seed, int[] fields, int value, int quantity, long keptHours, long since) {
        Key(String name, int[] fields, int value, int quantity, long keptHours, long since) {
            this(name, KeyHash.of(name), fields, value, quantity, keptHours, since);
        }

        /** The same for those only that are newer, which nobody reads by itself. */
        Key again(long newer) {
            return new Key(Bank.again(name, newer), fields, value, quantity, keptHours, newer);
        }

        long sinceHour() {
            return hour(since);
        }

        /** Hashes are even already: each by its place, one mixing makes of them a key. */
        long of(long tenant, long hour, long[] hashes, long[] steps) {
            if (hour < sinceHour()) {
                return 0;
            }
            if (quantity >= 0 && steps[quantity] == Quantity.UNSTATED) {
                return 0;
            }
            long sum = seed + tenant * PLACE;
            long place = PLACE;
            for (int i = 0; i < fields.length; i++) {
                long hash = hashes[fields[i]];
                if (hash == 0) {
                    return 0;
                }
                place *= PLACE;
                sum += hash * place;
            }
            if (value >= 0) {
                sum ^= hashes[value] == 0 ? NOT_STATED : Long.rotateLeft(hashes[value], 17);
            }
            return mixed(sum) | 1;
        }
    }

    /** @param declarations each at most once; all of them are kept from the beginning */
    public Bank(List<Declaration> declarations) {
        this(declarations, Map.of());
    }

    private Bank(List<Declaration> declarations, Map<String, Long> since) {
        this.declarations = List.copyOf(declarations);
        Map<List<Field>, Declaration> byKey = new LinkedHashMap<>();
        byKey.put(List.of(), Declaration.bills());
        List<Declaration> usualOnes = new ArrayList<>();
        List<Declaration> shareOnes = new ArrayList<>();
        for (Declaration declared : declarations) {
            switch (declared.kept()) {
                case BILLS -> byKey.put(declared.key(), declared);
                case SHARE -> shareOnes.add(declared);
                case USUAL -> usualOnes.add(declared);
            }
        }
        for (Declaration share : shareOnes) {
            byKey.putIfAbsent(share.key(), Declaration.bills(share.key().toArray(new Field[0])));
        }
        usual = List.copyOf(usualOnes);
        shares = List.copyOf(shareOnes);
        List<Key> billKeys = keys(List.copyOf(byKey.values()), since);
        List<Key> usualKeys = keys(usual, since);
        List<Key> shareKeys = keys(shares, since);
        List<Key> valueKeys = new ArrayList<>();
        for (Declaration share : shares) {
            Field value = Objects.requireNonNull(share.value());
            String name = "VALUE|" + value.word();
            if (valueKeys.stream().noneMatch(key -> key.name.equals(name))) {
                valueKeys.add(new Key(
                        name, new int[0], value.place(), -1, Declaration.DAYS * 24L, since.getOrDefault(name, 0L)));
            }
        }
        billsRead = billKeys.size();
        kinds = Stream.of(billKeys, usualKeys, shareKeys, valueKeys)
                .flatMap(List::stream)
                .map(Key::name)
                .toList();
        this.since =
                kinds.stream().mapToLong(name -> since.getOrDefault(name, 0L)).toArray();
        shareBills = new int[shares.size()];
        shareAll = new int[shares.size()];
        shareValue = new int[shares.size()];
        for (int i = 0; i < shares.size(); i++) {
            long from = shareKeys.get(i).since;
            Declaration share = shares.get(i);
            shareBills[i] = since(from, name(Objects.requireNonNull(byKey.get(share.key()))), billKeys);
            shareAll[i] = since(from, billKeys.get(0).name, billKeys);
            shareValue[i] = shares.size()
                    + since(
                            from,
                            "VALUE|" + Objects.requireNonNull(share.value()).word(),
                            valueKeys);
        }
        List<Declaration> all = new ArrayList<>(byKey.values());
        billKeys.subList(billsRead, billKeys.size()).forEach(unread -> all.add(Declaration.bills()));
        bills = List.copyOf(all);
        wide = Stream.concat(billKeys.stream(), usualKeys.stream()).toArray(Key[]::new);
        narrow = Stream.concat(shareKeys.stream(), valueKeys.stream()).toArray(Key[]::new);
        wideKept = Arrays.stream(wide).mapToLong(Key::keptHours).toArray();
        narrowKept = Arrays.stream(narrow).mapToLong(Key::keptHours).toArray();
        wideSince = Arrays.stream(wide).mapToLong(Key::sinceHour).toArray();
        narrowSince = Arrays.stream(narrow).mapToLong(Key::sinceHour).toArray();
        readings = new BankReadings(this);
        List<BankReading> read = readings.list();
        for (int i = 0; i < read.size(); i++) {
            byVariable.put(read.get(i).variable(), i);
            byName.put(read.get(i).name(), i);
        }
        fingerprint = KeyHash.of(declarations.toString());
    }

    private static List<Key> keys(List<Declaration> of, Map<String, Long> since) {
        List<Key> keys = new ArrayList<>();
        for (Declaration declared : of) {
            keys.add(key(declared, since.getOrDefault(name(declared), 0L)));
        }
        return keys;
    }

    /** Which of these keys has that name since then; a new one if none has. */
    private static int since(long from, String name, List<Key> keys) {
        int named = -1;
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            if (generation(key.since) == generation(from)
                    && (key.name.equals(name) || key.name.equals(again(name, from)))) {
                return i;
            }
            named = key.name.equals(name) ? i : named;
        }
        keys.add(keys.get(named).again(from));
        return keys.size() - 1;
    }

    /** The names of all that is kept and read. */
    public List<String> kinds() {
        return kinds;
    }

    /** Since when each of {@link #kinds} is kept: {@link #since(int, long)}, 0 from the beginning; nobody may change it. */
    long[] since() {
        return since;
    }

    /** The same memories, some of them kept since later. */
    public Bank since(long[] from) {
        Map<String, Long> byKind = new HashMap<>();
        for (int i = 0; i < from.length; i++) {
            byKind.put(kinds.get(i), from[i]);
        }
        return new Bank(declarations, byKind);
    }

    /**
     * A start of memories.
     *
     * @param generation which of all such starts it is, from 1
     * @param hour of order time
     */
    public static long since(int generation, long hour) {
        return (long) generation << Integer.SIZE | hour;
    }

    /** The generation of such a start. */
    public static int generation(long since) {
        return (int) (since >>> Integer.SIZE);
    }

    /** The hour of such a start. */
    static long hour(long since) {
        return (int) since;
    }

    /** The hour of receipt of what an event states; of what claims to be received much later, a day after it came. */
    public static int hourHeard(CaseEvent event) {
        long came = Fading.hour(event.position().orderTime());
        return (int) Math.min(Calls.hour(event.live()), came + 24);
    }

    /** The bank that is made by a rule over the fields of consignments. */
    public static Bank whole() {
        return WHOLE;
    }

    /** What of the whole bank says more than chance does on worlds that it was not chosen by. */
    public static Bank standard() {
        return STANDARD;
    }

    public List<Declaration> declarations() {
        return declarations;
    }

    /** What is read of it, in the order of the values. */
    public List<BankReading> readings() {
        return readings.list();
    }

    /** The place of a reading among the values, by {@link BankReading#variable()}; -1 when there is none. */
    public int placeOf(String variable) {
        return byVariable.getOrDefault(variable, -1);
    }

    /** The place of a reading by {@link BankReading#name()}; -1 when there is none. */
    int placeOfName(String name) {
        return byName.getOrDefault(name, -1);
    }

    /** What another bank declares and this one does not, or keeps for another time. */
    public List<Declaration> lacks(Bank other) {
        return other.declarations.stream()
                .filter(declared -> !declarations.contains(declared))
                .toList();
    }

    /**
     * The declaration that a reading is of.
     *
     * @return null of a case's own changes, which every bank is read
     */
    public @Nullable Declaration declaring(BankReading reading) {
        int open = reading.name().indexOf('(');
        String subject = reading.name().substring(open + 1, reading.name().length() - 1);
        List<Declaration> kept =
                switch (reading.name().substring(0, open)) {
                    case "odd" -> usual;
                    case "share" -> shares;
                    case "changes", "late" -> List.of();
                    default -> bills;
                };
        return kept.stream()
                .filter(declared -> declared.subject().equals(subject))
                .findFirst()
                .orElse(null);
    }

    /** Equal where the same is declared in the same order. */
    public long fingerprint() {
        return fingerprint;
    }

    BankReadings reader() {
        return readings;
    }

    /** Those that are read, then those that only shares are held against. */
    List<Declaration> bills() {
        return bills;
    }

    int billsRead() {
        return billsRead;
    }

    List<Declaration> usual() {
        return usual;
    }

    List<Declaration> shares() {
        return shares;
    }

    /** Of each share: the wide cell of the bills under its key. */
    int[] shareBills() {
        return shareBills;
    }

    /** Of each share: the wide cell of all bills. */
    int[] shareAll() {
        return shareAll;
    }

    /** Of each share: its value's tally in all traffic. */
    int[] shareValue() {
        return shareValue;
    }

    int wideCells() {
        return wide.length;
    }

    int narrowCells() {
        return narrow.length;
    }

    /** For how long after its latest hour each wide cell is kept. */
    long[] keptHours() {
        return wideKept;
    }

    long[] keptHoursOfTallies() {
        return narrowKept;
    }

    /** From which hour on each wide cell is kept. */
    long[] sinceHours() {
        return wideSince;
    }

    long[] sinceHoursOfTallies() {
        return narrowSince;
    }

    /** Place of the quantity that a wide cell keeps. */
    int quantity(int wideCell) {
        return wide[wideCell].quantity;
    }

    /** The keys of a consignment's wide cells; 0 where the filing does not state what the key is made of. */
    long[] wideKeys(long tenant, long hour, long[] hashes, long[] steps) {
        return keys(wide, tenant, hour, hashes, steps);
    }

    long[] narrowKeys(long tenant, long hour, long[] hashes, long[] steps) {
        return keys(narrow, tenant, hour, hashes, steps);
    }

    private static long[] keys(Key[] of, long tenant, long hour, long[] hashes, long[] steps) {
        long[] keys = new long[of.length];
        for (int i = 0; i < of.length; i++) {
            keys[i] = of[i].of(tenant, hour, hashes, steps);
        }
        return keys;
    }

    /** The key of a case's own changes. */
    static long caseKey(String ledgerKey) {
        return mixed(KeyHash.of("CHANGES|" + ledgerKey)) | 1;
    }

    /** Where the outcomes of a cell of bills are kept: in the same shard. */
    static long outcomesKey(long billsKey) {
        return mixed(billsKey + NOT_STATED) >>> SHARD_BITS | billsKey >>> SHARD_SHIFT << SHARD_SHIFT | 1;
    }

    /** In which of {@value Long#SIZE} parts a key's cell is: what is kept by several tasks never parts a shard. */
    public static int shard(long key) {
        return (int) (key >>> SHARD_SHIFT);
    }

    /** Whether a key is in one of these shards, a bit each. */
    static boolean isIn(long shards, long key) {
        return key != 0 && (shards >>> shard(key) & 1) != 0;
    }

    private static String name(Declaration declared) {
        return declared.kept() + "|" + declared.subject();
    }

    private static String again(String name, long since) {
        return name + '@' + generation(since);
    }

    private static Key key(Declaration declared, long since) {
        List<Field> fields = new ArrayList<>(declared.key());
        Quantity quantity = declared.quantity();
        if (quantity != null && quantity.inCurrency()) {
            fields.add(Field.CURRENCY);
        }
        return new Key(
                name(declared),
                fields.stream().mapToInt(Field::place).toArray(),
                declared.value() == null ? -1 : declared.value().place(),
                quantity == null ? -1 : quantity.place(),
                declared.keptDays() * 24L,
                since);
    }

    /** The finalizer of MurmurHash3. */
    private static long mixed(long bits) {
        long hash = bits;
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return hash ^ (hash >>> 33);
    }
}
