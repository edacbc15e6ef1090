// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of many conditions may hold for given facts, without trying each: of every condition one part is picked that
 * it cannot do without, and like parts of all conditions are asked together. A flag that many conditions ask for is
 * asked once, a number is compared with as many bounds as it reaches and one more, a text is looked up. So what does
 * not apply costs next to nothing, as long as it names a flag, a number's bound or a text of its own; a condition that
 * does not is always tried. Immutable.
 *
 * <p>The idea is that of the access predicates of publish and subscribe systems (Fabret et al., SIGMOD 2001): here one
 * each, and the condition itself decides.
 */
final class RuleIndex {
    private final long[] always;
    private final Guard[] guards;
    private final Bounds[] bounds;
    private final Texts[] texts;

    private RuleIndex(long[] always, Guard[] guards, Bounds[] bounds, Texts[] texts) {
        this.always = always;
        this.guards = guards;
        this.bounds = bounds;
        this.texts = texts;
    }

    static RuleIndex of(List<Condition> conditions) {
        Builder builder = new Builder(conditions.size());
        for (int i = 0; i < conditions.size(); i++) {
            builder.add(i, conditions.get(i));
        }
        return builder.build();
    }

    /**
     * The places of all conditions that may hold, the lowest bit of the first word being the first; new at each call.
     */
    long[] mayHold(Facts facts) {
        long[] found = always.clone();
        for (Guard guard : guards) {
            guard.mark(facts, found);
        }
        for (Bounds of : bounds) {
            of.mark(facts, found);
        }
        for (Texts of : texts) {
            of.mark(facts, found);
        }
        return found;
    }

    private static void mark(int place, long[] found) {
        found[place >> 6] |= 1L << place;
    }

    private static void markAll(int[] places, long[] found) {
        for (int place : places) {
            mark(place, found);
        }
    }

    /** Conditions that cannot hold unless a simple one does. */
    private static final class Guard {
        private final Condition needed;
        private final int[] places;

        Guard(Condition needed, List<Integer> places) {
            this.needed = needed;
            this.places = array(places);
        }

        void mark(Facts facts, long[] found) {
            if (needed.test(facts) == Ternary.YES) {
                markAll(places, found);
            }
        }
    }

    /** Conditions that cannot hold unless a number is at least a bound, in the order of their bounds. */
    private static final class Bounds {
        private final Amount of;
        private final boolean isNegated;
        private final double[] least;
        private final int[] places;

        Bounds(Side side, List<Bounded> bounded) {
            this.of = side.of();
            this.isNegated = side.isNegated();
            List<Bounded> sorted = new ArrayList<>(bounded);
            sorted.sort((one, other) -> Double.compare(one.least(), other.least()));
            this.least = sorted.stream().mapToDouble(Bounded::least).toArray();
            this.places = sorted.stream().mapToInt(Bounded::place).toArray();
        }

        void mark(Facts facts, long[] found) {
            double value = of.value(facts);
            double compared = isNegated ? -value : value;
            // A NaN reaches no bound.
            for (int i = 0; i < least.length && compared >= least[i]; i++) {
                RuleIndex.mark(places[i], found);
            }
        }
    }

    /** Conditions that cannot hold unless a field has one of the texts they name. */
    private static final class Texts {
        private final ConsignmentField field;
        private final Map<String, int[]> places;

        Texts(ConsignmentField field, Map<String, List<Integer>> places) {
            this.field = field;
            this.places = new HashMap<>();
            places.forEach((text, some) -> this.places.put(text, array(some)));
        }

        void mark(Facts facts, long[] found) {
            if (field.type() == ConsignmentField.Type.TEXTS) {
                List<String> stated = Text.list(facts, field);
                for (int i = 0; i < stated.size(); i++) {
                    markAllOf(stated.get(i), found);
                }
            } else if (facts.field(field) instanceof String text) {
                markAllOf(text, found);
            }
        }

        private void markAllOf(String text, long[] found) {
            int[] some = places.get(text);
            if (some != null) {
                markAll(some, found);
            }
        }
    }

    /** A number, or its negative, that bounds are for. */
    private record Side(Amount of, boolean isNegated) {}

    private record Bounded(double least, int place) {}

    private static int[] array(List<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static final class Builder {
        private final long[] always;
        private final Map<Condition, List<Integer>> guards = new LinkedHashMap<>();
        private final Map<Side, List<Bounded>> bounds = new LinkedHashMap<>();
        private final Map<ConsignmentField, Map<String, List<Integer>>> texts = new LinkedHashMap<>();

        Builder(int conditions) {
            this.always = new long[(conditions + Long.SIZE - 1) / Long.SIZE];
        }

        void add(int place, Condition condition) {
            Access access = Access.to(condition);
            if (access == null) {
                mark(place, always);
                return;
            }
            for (Access.Need need : access.needs()) {
                if (need instanceof Access.Holds holds) {
                    guards.computeIfAbsent(holds.condition(), some -> new ArrayList<>())
                            .add(place);
                } else if (need instanceof Access.Reaches reaches) {
                    bounds.computeIfAbsent(new Side(reaches.of(), reaches.isNegated()), some -> new ArrayList<>())
                            .add(new Bounded(reaches.least(), place));
                } else if (need instanceof Access.Names names) {
                    Map<String, List<Integer>> ofField =
                            texts.computeIfAbsent(names.field(), some -> new LinkedHashMap<>());
                    names.texts()
                            .forEach(text -> ofField.computeIfAbsent(text, some -> new ArrayList<>())
                                    .add(place));
                }
            }
        }

        RuleIndex build() {
            return new RuleIndex(
                    always,
                    guards.entrySet().stream()
                            .map(entry -> new Guard(entry.getKey(), entry.getValue()))
                            .toArray(Guard[]::new),
                    bounds.entrySet().stream()
                            .map(entry -> new Bounds(entry.getKey(), entry.getValue()))
                            .toArray(Bounds[]::new),
                    texts.entrySet().stream()
                            .map(entry -> new Texts(entry.getKey(), entry.getValue()))
                            .toArray(Texts[]::new));
        }
    }
}
