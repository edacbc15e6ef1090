// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.Visit;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;

/**
 * The slow and obvious twin of declared memories: it keeps every bill and outcome under the text of its key, follows
 * events by {@link Visit} as hand-written kinds do, and counts anew each time.
 */
final class NaiveBank {
    private static final Texts TEXTS = new Texts();

    private final Map<String, Kept> kinds = new LinkedHashMap<>();
    private final Map<String, Map<String, Everything>> memories = new HashMap<>();
    private final Bank bank;

    NaiveBank(Bank bank) {
        this.bank = bank;
        for (Declaration declared : bank.bills()) {
            add("bills of " + declared.subject(), declared.key(), null, null);
        }
        for (Declaration declared : bank.usual()) {
            Quantity quantity = Objects.requireNonNull(declared.quantity());
            List<Field> key = new ArrayList<>(declared.key());
            if (quantity == Quantity.VALUE || quantity == Quantity.VALUE_PER_KG) {
                key.add(Field.CURRENCY);
            }
            add("usual " + declared.subject(), key, null, quantity);
        }
        for (Declaration declared : bank.shares()) {
            Field value = Objects.requireNonNull(declared.value());
            add("share " + declared.subject(), declared.key(), value, null);
            add("all " + value.word(), List.of(), value, null);
        }
    }

    private void add(String name, List<Field> key, @Nullable Field value, @Nullable Quantity quantity) {
        if (!kinds.containsKey(name)) {
            kinds.put(name, new Kept(name, key, value, quantity));
            memories.put(name, new HashMap<>());
        }
    }

    /** Everything that is known under one key. */
    private static final class Everything {
        final List<Long> bills = new ArrayList<>();
        final List<Long> quantities = new ArrayList<>();
        final List<Outcome> outcomes = new ArrayList<>();
        final TreeSet<Long> seen = new TreeSet<>();

        void forgetIfEmpty() {
            if (bills.isEmpty() && outcomes.isEmpty()) {
                seen.clear();
            }
        }
    }

    /** What fields of the last few consignments say: two hundred declarations ask for the same. */
    private static final class Texts {
        private final IdentityHashMap<Consignment, Map<Field, String>> known = new IdentityHashMap<>();

        @Nullable
        String of(Consignment consignment, Field field) {
            if (known.size() > 8) {
                known.clear();
            }
            String text = known.computeIfAbsent(consignment, unused -> new EnumMap<>(Field.class))
                    .computeIfAbsent(field, asked -> String.valueOf(asked.of(consignment)));
            return text.equals("null") ? null : text;
        }
    }

    /** One declaration as a kind of memory. */
    private record Kept(
            String name,
            List<Field> key,
            @Nullable Field value,
            @Nullable Quantity quantity) implements MemoryKind<Everything> {
        @Override
        public List<String> keysOf(Consignment consignment) {
            List<String> texts = new ArrayList<>(List.of(name, consignment.tenant()));
            for (Field field : key) {
                String text = TEXTS.of(consignment, field);
                if (text == null || text.isEmpty()) {
                    return List.of();
                }
                texts.add(text);
            }
            if (value != null) {
                texts.add(String.valueOf(TEXTS.of(consignment, value)));
            }
            boolean isStated = quantity == null || steps(consignment) != Quantity.UNSTATED;
            return isStated ? List.of(String.join("\n", texts)) : List.of();
        }

        private long steps(Consignment consignment) {
            return quantity == null ? 0 : quantity.stepsOf(Said.of(consignment));
        }

        @Override
        public Everything unseen() {
            return new Everything();
        }

        @Override
        public boolean isEmpty(Everything memory) {
            return memory.bills.isEmpty() && memory.outcomes.isEmpty();
        }

        @Override
        public void learn(Everything memory, String key, Consignment consignment) {
            memory.bills.add(hour(consignment));
            memory.quantities.add(steps(consignment));
            memory.seen.add(hour(consignment));
        }

        @Override
        public void retract(Everything memory, String key, Consignment consignment) {
            memory.bills.remove(Long.valueOf(hour(consignment)));
            memory.quantities.remove(Long.valueOf(steps(consignment)));
            memory.forgetIfEmpty();
        }

        @Override
        public void learnOutcome(Everything memory, String key, Consignment consignment, Outcome outcome) {
            memory.outcomes.add(outcome);
            if (memory.seen.isEmpty()) {
                memory.seen.add(hour(consignment));
            }
        }

        @Override
        public void retractOutcome(Everything memory, String key, Consignment consignment, Outcome outcome) {
            memory.outcomes.remove(outcome);
            memory.forgetIfEmpty();
        }

        @Override
        public void write(Everything memory, LayoutWriter out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Everything read(byte[] bytes) {
            throw new UnsupportedOperationException();
        }
    }

    private static long hour(Consignment consignment) {
        return consignment.receivedAt().getEpochSecond() / 3_600;
    }

    /** Takes the next event; readings by name, those that are not known left out; null where nothing is measured. */
    @Nullable
    Map<String, Float> take(CaseEvent event) {
        Map<Visit, Kept> visits = new LinkedHashMap<>();
        for (Kept kind : kinds.values()) {
            for (Visit visit : Visit.of(kind, event)) {
                visits.put(visit, kind);
                visit.retract(kind, memory(kind, visit.key()));
            }
        }
        boolean measures = event.isAssessed() && event.kind() != CaseEvent.Kind.DUE;
        Map<String, Float> readings = measures ? readings(event) : null;
        visits.forEach((visit, kind) -> visit.learn(kind, memory(kind, visit.key())));
        return readings;
    }

    private Everything memory(Kept kind, String key) {
        return Objects.requireNonNull(memories.get(kind.name())).computeIfAbsent(key, unused -> kind.unseen());
    }

    private @Nullable Everything at(String kindName, Consignment consignment) {
        Kept kind = Objects.requireNonNull(kinds.get(kindName));
        List<String> keys = kind.keysOf(consignment);
        return keys.isEmpty() ? null : memory(kind, keys.get(0));
    }

    private Map<String, Float> readings(CaseEvent event) {
        Consignment now = event.live();
        long asOf = event.position().orderTime() / 3_600_000;
        Map<String, Float> readings = new HashMap<>();
        Everything all = Objects.requireNonNull(at("bills of all", now));
        boolean known = !all.seen.isEmpty() && asOf - all.seen.first() >= 60 * 24;
        for (Declaration declared : bank.bills()) {
            Everything memory = at("bills of " + declared.subject(), now);
            if (memory != null) {
                bills(declared, memory, hour(now), asOf, known, readings);
            }
        }
        for (Declaration declared : bank.usual()) {
            Everything memory = at("usual " + declared.subject(), now);
            if (memory != null && memory.bills.size() >= 3) {
                long steps = Objects.requireNonNull(declared.quantity()).stepsOf(Said.of(now));
                readings.put("odd(" + declared.subject() + ")", odd(memory.quantities, steps));
            }
        }
        for (Declaration declared : bank.shares()) {
            Everything memory =
                    at("bills of " + declared.key().stream().map(Field::word).collect(Collectors.joining("+")), now);
            if (memory != null) {
                double here = Objects.requireNonNull(at("share " + declared.subject(), now))
                        .bills
                        .size();
                double every = Objects.requireNonNull(at(
                                "all "
                                        + Objects.requireNonNull(declared.value())
                                                .word(),
                                now))
                        .bills
                        .size();
                double inAll = (every + 0.5) / (all.bills.size() + 1.0);
                double share = (here + inAll) / (memory.bills.size() + 1.0);
                float bits = (float) BankReadings.log2(inAll / share);
                readings.put("share(" + declared.subject() + ")", bits);
            }
        }
        return readings;
    }

    private static void bills(
            Declaration declared, Everything memory, long own, long asOf, boolean known, Map<String, Float> into) {
        String of = "(" + declared.subject() + ")";
        long first = memory.seen.isEmpty() ? own : memory.seen.first();
        if (known) {
            into.put("age" + of, (float) (Math.max(0, own - first) / 24.0));
        }
        into.put("count" + of, (float) memory.bills.size());
        List<Long> finds = memory.outcomes.stream()
                .filter(outcome -> outcome.code().isOffence())
                .map(outcome -> outcome.reportedAt().getEpochSecond() / 3_600)
                .toList();
        List<Long> inspections = memory.outcomes.stream()
                .map(outcome -> outcome.reportedAt().getEpochSecond() / 3_600)
                .toList();
        double left = left(finds, asOf);
        into.put("finds" + of, (float) (1_000 * left / (left(memory.bills, asOf) + 20)));
        if (declared.key().size() == 1) {
            Long latest = memory.seen.isEmpty() ? null : memory.seen.last();
            Long other = latest != null && latest >= own ? memory.seen.lower(latest) : latest;
            if (known && other != null && other < own) {
                into.put("silence" + of, (float) ((own - other) / 24.0));
            }
            if (!inspections.isEmpty()) {
                into.put("hits" + of, (float) (100 * left / (left(inspections, asOf) + 4)));
            }
        }
    }

    /** Half after 60 days, each by the weight of its own hour, in parts of 4096. */
    private static double left(List<Long> hours, long asOf) {
        BigInteger sum = BigInteger.ZERO;
        for (long hour : hours) {
            long part = (long) StrictMath.rint(StrictMath.pow(2, hour % 1_440 / 1_440.0) * 4_096);
            sum = sum.add(BigInteger.valueOf(part).shiftLeft((int) (hour / 1_440)));
        }
        double scaled = sum.doubleValue() * StrictMath.pow(2, -(double) (asOf / 1_440 + 12));
        return scaled / StrictMath.pow(2, asOf % 1_440 / 1_440.0);
    }

    private static float odd(List<Long> quantities, long steps) {
        long sum = 0;
        long squares = 0;
        for (long each : quantities) {
            sum += each;
            squares += each * each;
        }
        double bills = quantities.size();
        double mean = sum / bills;
        double prior = 0.6 * 1_024;
        double spread = Math.sqrt((Math.max(0, squares - sum * mean) + 4 * prior * prior) / (bills + 3));
        return (float) Math.max(-8, Math.min(8, (steps - mean) / spread));
    }
}
