// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portolan.scoring.sketch.KeyHash;

/**
 * Declared memories, compiled: under which keys a consignment calls, and what is read of the cells there.
 *
 * <p>Wide cells come in this order: those of bills, then those of usual quantities. Narrow ones are tallies: of shares,
 * then of each shared field's values in all traffic. A share needs the bills under its key and all bills, so these are
 * kept whether declared or not.
 */
public final class Bank {
    /** What is stated in place of nothing, where nothing is a value like others. */
    private static final long NOT_STATED = 0x5BD1E9955BD1E995L;

    /** All shards, a bit each. */
    public static final long ALL_SHARDS = -1;

    private static final int SHARD_BITS = 6;
    private static final int SHARD_SHIFT = Long.SIZE - SHARD_BITS;
    private static final long PLACE = 0x9E3779B97F4A7C15L;

    private static final Bank STANDARD = new Bank(StandardBank.declarations());

    private final List<Declaration> declarations;
    private final List<Declaration> bills;
    private final List<Declaration> usual;
    private final List<Declaration> shares;
    private final List<Field> shared;
    private final Key[] wide;
    private final Key[] narrow;
    private final long[] wideKept;
    private final long[] narrowKept;
    private final BankReadings readings;
    private final Map<String, Integer> byVariable = new HashMap<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final long fingerprint;

    /** One kind of key: a hash of its name, then its fields. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares keys of kinds
    private record Key(long seed, int[] fields, int value, int quantity, long keptHours) {
        /** Hashes are even already: each by its place, one mixing makes of them a key. */
        long of(long tenant, long[] hashes, long[] steps) {
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

    /** @param declarations each at most once */
    public Bank(List<Declaration> declarations) {
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
        bills = List.copyOf(byKey.values());
        usual = List.copyOf(usualOnes);
        shares = List.copyOf(shareOnes);
        shared = shares.stream().map(Declaration::value).distinct().toList();
        List<Key> wideKeys = new ArrayList<>();
        bills.forEach(declared -> wideKeys.add(key(declared)));
        usual.forEach(declared -> wideKeys.add(key(declared)));
        List<Key> narrowKeys = new ArrayList<>();
        shares.forEach(declared -> narrowKeys.add(key(declared)));
        for (Field value : shared) {
            long seed = KeyHash.of("VALUE|" + value.word());
            narrowKeys.add(new Key(seed, new int[0], value.place(), -1, hours(Declaration.DAYS)));
        }
        wide = wideKeys.toArray(new Key[0]);
        narrow = narrowKeys.toArray(new Key[0]);
        wideKept = wideKeys.stream().mapToLong(Key::keptHours).toArray();
        narrowKept = narrowKeys.stream().mapToLong(Key::keptHours).toArray();
        readings = new BankReadings(this);
        List<BankReading> all = readings.list();
        for (int i = 0; i < all.size(); i++) {
            byVariable.put(all.get(i).variable(), i);
            byName.put(all.get(i).name(), i);
        }
        fingerprint = KeyHash.of(declarations.toString());
    }

    /** The bank that is made by a rule over the fields of consignments. */
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

    /** Equal where the same is declared in the same order. */
    public long fingerprint() {
        return fingerprint;
    }

    BankReadings reader() {
        return readings;
    }

    List<Declaration> bills() {
        return bills;
    }

    List<Declaration> usual() {
        return usual;
    }

    List<Declaration> shares() {
        return shares;
    }

    /** Fields whose values are counted in all traffic. */
    List<Field> shared() {
        return shared;
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

    /** Place of the quantity that a wide cell keeps. */
    int quantity(int wideCell) {
        return wide[wideCell].quantity;
    }

    /** The keys of a consignment's wide cells; 0 where the filing does not state what the key is made of. */
    long[] wideKeys(long tenant, long[] hashes, long[] steps) {
        return keys(wide, tenant, hashes, steps);
    }

    long[] narrowKeys(long tenant, long[] hashes, long[] steps) {
        return keys(narrow, tenant, hashes, steps);
    }

    private static long[] keys(Key[] of, long tenant, long[] hashes, long[] steps) {
        long[] keys = new long[of.length];
        for (int i = 0; i < of.length; i++) {
            keys[i] = of[i].of(tenant, hashes, steps);
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

    private static Key key(Declaration declared) {
        List<Field> fields = new ArrayList<>(declared.key());
        Quantity quantity = declared.quantity();
        if (quantity != null && quantity.inCurrency()) {
            fields.add(Field.CURRENCY);
        }
        return new Key(
                KeyHash.of(declared.kept() + "|" + declared.subject()),
                fields.stream().mapToInt(Field::place).toArray(),
                declared.value() == null ? -1 : declared.value().place(),
                quantity == null ? -1 : quantity.place(),
                hours(declared.keptDays()));
    }

    private static long hours(int days) {
        return days * 24L;
    }

    /** The finalizer of MurmurHash3. */
    private static long mixed(long bits) {
        long hash = bits;
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return hash ^ (hash >>> 33);
    }
}
