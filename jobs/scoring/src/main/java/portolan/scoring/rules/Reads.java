// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;

/**
 * What a compiled expression reads, also what it only asks to be known: readings, fields, declared memories by their
 * places, and texts of loops that stand outside it.
 */
record Reads(Set<Indicator> readings, Set<ConsignmentField> fields, Set<Integer> memories, Set<Integer> loops) {
    static Reads of(Condition condition) {
        Reads reads = nothing();
        reads.add(condition);
        return reads;
    }

    static Reads of(Amount amount) {
        Reads reads = nothing();
        reads.add(amount);
        return reads;
    }

    private static Reads nothing() {
        return new Reads(new TreeSet<>(), EnumSet.noneOf(ConsignmentField.class), new TreeSet<>(), new TreeSet<>());
    }

    private void add(Condition condition) {
        if (condition instanceof Condition.Flag flag) {
            readings.add(Indicators.at(flag.indicator()));
        } else if (condition instanceof Condition.FieldTruth truth) {
            fields.add(truth.field());
        } else if (condition instanceof Condition.KnownReading known) {
            readings.add(known.indicator());
        } else if (condition instanceof Condition.KnownMemory known) {
            memories.add(known.reading());
        } else if (condition instanceof Condition.KnownField known) {
            fields.add(known.field());
        } else if (condition instanceof Condition.Not not) {
            add(not.of());
        } else if (condition instanceof Condition.And and) {
            addAll(and.left(), and.right());
        } else if (condition instanceof Condition.Or or) {
            addAll(or.left(), or.right());
        } else if (condition instanceof Condition.Either either) {
            addAll(either.when(), either.then(), either.otherwise());
        } else if (condition instanceof Condition.Same same) {
            addAll(same.left(), same.right());
        } else if (condition instanceof Condition.Compared compared) {
            addAll(compared.left(), compared.right());
        } else if (condition instanceof Condition.AmongNumbers among) {
            add(among.of());
        } else {
            addOfTexts(condition);
        }
    }

    private void addOfTexts(Condition condition) {
        if (condition instanceof Condition.Texts texts) {
            addAll(texts.left(), texts.right());
        } else if (condition instanceof Condition.AmongTexts among) {
            add(among.of());
        } else if (condition instanceof Condition.AmongField among) {
            add(among.of());
            fields.add(among.field());
        } else if (condition instanceof Condition.ExistsInField exists) {
            addLoop(exists.depth(), exists.holds());
            fields.add(exists.field());
        } else if (condition instanceof Condition.ExistsInList exists) {
            addLoop(exists.depth(), exists.holds());
        } else if (!(condition instanceof Condition.Always)) {
            throw new IllegalStateException("nobody said what this reads: " + condition);
        }
    }

    private void addLoop(int depth, Condition holds) {
        boolean isOutside = loops.contains(depth);
        add(holds);
        if (!isOutside) {
            loops.remove(depth);
        }
    }

    private void add(Amount amount) {
        if (amount instanceof Amount.OfReading reading) {
            readings.add(Indicators.at(reading.indicator()));
        } else if (amount instanceof Amount.OfMemory memory) {
            memories.add(memory.reading());
        } else if (amount instanceof Amount.OfField field) {
            fields.add(field.field());
        } else if (amount instanceof Amount.SizeOf size) {
            fields.add(size.field());
        } else if (amount instanceof Amount.Negative negative) {
            add(negative.of());
        } else if (amount instanceof Amount.Combined combined) {
            addAll(combined.left(), combined.right());
        } else if (amount instanceof Amount.Binned binned) {
            add(binned.of());
            if (binned.by() != null) {
                add(binned.by());
            }
        } else if (amount instanceof Amount.Either either) {
            add(either.when());
            addAll(either.then(), either.otherwise());
        } else if (!(amount instanceof Amount.Constant)) {
            throw new IllegalStateException("nobody said what this reads: " + amount);
        }
    }

    private void add(Text text) {
        if (text instanceof Text.OfField field) {
            fields.add(field.field());
        } else if (text instanceof Text.OfLoop loop) {
            loops.add(loop.depth());
        } else if (text instanceof Text.Either either) {
            add(either.when());
            addAll(either.then(), either.otherwise());
        } else if (!(text instanceof Text.Constant)) {
            throw new IllegalStateException("nobody said what this reads: " + text);
        }
    }

    private void addAll(Condition... conditions) {
        Arrays.stream(conditions).forEach(this::add);
    }

    private void addAll(Amount... amounts) {
        Arrays.stream(amounts).forEach(this::add);
    }

    private void addAll(Text... texts) {
        Arrays.stream(texts).forEach(this::add);
    }
}
