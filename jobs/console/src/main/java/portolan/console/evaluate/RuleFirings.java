// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Facts;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleTrace;
import portolan.scoring.rules.Verdict;
import portolan.scoring.second.WeightFit;

/**
 * What a rule set makes of a file of readings: which rules fire for whom, with how many bits, and the scores as
 * written.
 */
final class RuleFirings {
    private final int rules;
    private final List<Labelled> consignments = new ArrayList<>();
    private final List<int[]> fired = new ArrayList<>();
    private final List<float[]> bits = new ArrayList<>();
    private final List<float[]> scores = new ArrayList<>();

    /** Whether rules that ask for the consignment itself are among those that fired. */
    private final boolean ofAllRules;

    RuleFirings(int rules, boolean ofAllRules) {
        this.rules = rules;
        this.ofAllRules = ofAllRules;
    }

    /** A consignment of which it is known what it was. */
    record Labelled(String consignmentKey, Instant filedAt, Label label) {}

    /**
     * Judges all rows whose consignment is known to be an offence or none, filed on these days.
     *
     * @param from the first day; null for the file's
     * @param to the last day; null for the file's
     */
    static RuleFirings of(RuleSet ruleSet, Path file, @Nullable LocalDate from, @Nullable LocalDate to)
            throws UnusableInputException {
        RuleFirings firings = new RuleFirings(ruleSet.rules().size(), false);
        ReadingsFile.read(file, row -> {
            LocalDate day = LocalDate.ofInstant(row.filedAt(), ZoneOffset.UTC);
            if (row.label() != null && (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to))) {
                firings.add(ruleSet, row, row.label());
            }
        });
        return firings;
    }

    private void add(RuleSet ruleSet, ReadingsFile.Row row, Label label) {
        // The file knows readings only: a rule that asks for the consignment itself does not fire.
        Facts facts = Facts.stated(row.readings(), Map.of());
        int[] which = new int[rules];
        float[] many = new float[rules];
        int size = 0;
        List<RuleTrace> traces = ruleSet.trace(facts);
        for (int rule = 0; rule < rules; rule++) {
            RuleTrace trace = traces.get(rule);
            if (trace.state() == RuleTrace.State.FIRED && trace.bits() != 0) {
                which[size] = rule;
                many[size++] = (float) trace.bits();
            }
        }
        consignments.add(new Labelled(row.consignmentKey(), row.filedAt(), label));
        fired.add(java.util.Arrays.copyOf(which, size));
        bits.add(java.util.Arrays.copyOf(many, size));
        // Of no office: the day changes lanes only, and these are not read.
        List<Verdict> verdicts = ruleSet.judge(facts, DayOfWeek.MONDAY);
        float[] score = new float[verdicts.size()];
        for (int threat = 0; threat < score.length; threat++) {
            score[threat] = (float) Bits.ofUnits(verdicts.get(threat).score());
        }
        scores.add(score);
    }

    /** What was assessed of a consignment; without the scores as written. */
    void add(Labelled consignment, int[] which, float[] many) {
        consignments.add(consignment);
        fired.add(which);
        bits.add(many);
    }

    /** Takes over all consignments of another feed, judged by the same rules. */
    void addAll(RuleFirings others) {
        consignments.addAll(others.consignments);
        fired.addAll(others.fired);
        bits.addAll(others.bits);
        scores.addAll(others.scores);
    }

    boolean knows(Rule rule) {
        return ofAllRules || rule.fields().isEmpty();
    }

    int size() {
        return consignments.size();
    }

    Labelled consignment(int at) {
        return consignments.get(at);
    }

    /** The score as the rule set is written, caps of groups included. */
    double score(int at, int threat) {
        return Objects.requireNonNull(scores.get(at))[threat];
    }

    /** The firings of some rules alone. */
    WeightFit.Rows of(boolean[] rulesThatCount) {
        int[] places = new int[rules];
        int count = 0;
        for (int rule = 0; rule < rules; rule++) {
            places[rule] = rulesThatCount[rule] ? count++ : -1;
        }
        int size = count;
        List<int[]> own = new ArrayList<>(fired.size());
        List<float[]> ownBits = new ArrayList<>(fired.size());
        for (int row = 0; row < fired.size(); row++) {
            int[] all = fired.get(row);
            int[] which = new int[all.length];
            float[] many = new float[all.length];
            int kept = 0;
            for (int at = 0; at < all.length; at++) {
                if (places[all[at]] >= 0) {
                    which[kept] = places[all[at]];
                    many[kept++] = bits.get(row)[at];
                }
            }
            own.add(java.util.Arrays.copyOf(which, kept));
            ownBits.add(java.util.Arrays.copyOf(many, kept));
        }
        return new Sparse(own, ownBits, size);
    }

    private record Sparse(List<int[]> which, List<float[]> many, int rules) implements WeightFit.Rows {
        @Override
        public int size() {
            return which.size();
        }

        @Override
        public int fired(int row) {
            return which.get(row).length;
        }

        @Override
        public int rule(int row, int at) {
            return which.get(row)[at];
        }

        @Override
        public double bits(int row, int at) {
            return many.get(row)[at];
        }
    }
}
