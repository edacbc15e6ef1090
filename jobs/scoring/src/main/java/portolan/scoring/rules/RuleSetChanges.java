// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.Declaration;
import portolan.scoring.manifest.Finding;

/**
 * What differs between two rule sets in what they do. Expressions are compared as compiled: blanks, brackets, comments
 * and the order of the text do not count, a changed list counts for every rule that reads it.
 */
public record RuleSetChanges(List<Change> changes) {
    public RuleSetChanges {
        changes = List.copyOf(changes);
    }

    /** What became of a part of a rule set. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * One part that differs.
     *
     * @param part for example {@code rule exposed-port} or {@code threat narcotics}
     */
    public record Change(Kind kind, String part, List<Difference> differences) {
        public Change {
            differences = List.copyOf(differences);
        }

        /** Whether any score, lane, draw or alert may differ because of it. */
        public boolean isScored() {
            return differences.stream().anyMatch(Difference::isScored);
        }
    }

    /**
     * How it differs; empty where there was, or is, none.
     *
     * @param isScored whether it changes what comes of a consignment, not only words about it
     */
    public record Difference(String aspect, String before, String after, boolean isScored) {}

    /** Compares two rule sets, whatever their names and versions. */
    public static RuleSetChanges between(RuleSet before, RuleSet after) {
        List<Change> changes = new ArrayList<>();
        compare(changes, "alert", aspect("lane", alert(before)), aspect("lane", alert(after)));
        compare(changes, "exploration", exploration(before.exploration()), exploration(after.exploration()));
        compare(changes, "second", second(before.second()), second(after.second()));
        compareNamed(
                changes,
                "memory",
                declared(before),
                declared(after),
                Declaration::subject,
                memory -> aspect("kept", text(memory.keptDays() + " days", true)));
        compareNamed(
                changes,
                "budget",
                List.copyOf(before.budgets().entrySet()),
                List.copyOf(after.budgets().entrySet()),
                Map.Entry::getKey,
                budgets -> aspects(budgets.getValue()));
        compareNamed(changes, "threat", before.threats(), after.threats(), Threat::name, RuleSetChanges::aspects);
        compare(changes, "told", told(before.toldAsWritten()), told(after.toldAsWritten()));
        compareNamed(
                changes,
                "group",
                written(before),
                written(after),
                Group::name,
                group -> aspect("cap", text(Bits.show(group.cap()), isUsed(group, before, after))));
        Set<String> changedLists = lists(changes, before, after);
        compareNamed(changes, "rule", before.rules(), after.rules(), Rule::id, rule -> aspects(rule, changedLists));
        return new RuleSetChanges(changes);
    }

    /** Whether any score, lane, draw or alert may differ. */
    public boolean changesScores() {
        return changes.stream().anyMatch(Change::isScored);
    }

    /**
     * One aspect of a part.
     *
     * @param meaning what is compared: equal meanings do the same, however they are written
     */
    private record Aspect(String shown, Object meaning, boolean isScored) {}

    private static Aspect text(String shown, boolean isScored) {
        return new Aspect(shown, shown, isScored);
    }

    private static Map<String, Aspect> aspect(String name, Aspect aspect) {
        Map<String, Aspect> aspects = new LinkedHashMap<>();
        aspects.put(name, aspect);
        return aspects;
    }

    private static Aspect alert(RuleSet ruleSet) {
        Lane lane = ruleSet.alertLane();
        return text(lane == null ? "never" : lane.name().toLowerCase(Locale.ROOT), true);
    }

    private static Map<String, Aspect> exploration(Exploration exploration) {
        Map<String, Aspect> aspects = new LinkedHashMap<>();
        if (exploration.share() > 0) {
            aspects.put("share", text(Double.toString(exploration.share()), true));
            aspects.put("seed", text(Long.toString(exploration.seed()), true));
        }
        return aspects;
    }

    /** Scores and lanes stay: what is said of them is another. */
    private static Map<String, Aspect> told(@Nullable ToldShares told) {
        Map<String, Aspect> aspects = new LinkedHashMap<>();
        if (told != null) {
            aspects.put("rests on", text(told.finds() + " finds in " + told.inspections() + " inspections", false));
            for (ToldShares.Point point : told.points()) {
                aspects.put(
                        "share at " + Bits.show(point.score()),
                        text(point.share() + " (" + point.low() + " to " + point.high() + ")", false));
            }
        }
        return aspects;
    }

    private static List<Declaration> declared(RuleSet ruleSet) {
        Bank memories = ruleSet.memories();
        return memories == null ? List.of() : memories.declarations();
    }

    /** Its share is what people sign; what scores follow is the toll. */
    private static Map<String, Aspect> second(@Nullable Second second) {
        Map<String, Aspect> aspects = new LinkedHashMap<>();
        if (second != null) {
            aspects.put("share", text(BigDecimal.valueOf(second.share()).toPlainString(), false));
            aspects.put("toll", new Aspect(Bits.show(second.toll()), second.toll(), true));
            second.times().forEach((rule, by) -> aspects.put("times " + rule, text(Double.toString(by), true)));
        }
        return aspects;
    }

    private static Map<String, Aspect> aspects(Threat threat) {
        Map<String, Aspect> aspects = aspect("prior", text(Bits.show(threat.prior()), true));
        aspects.put("lanes", text(threat.lanes().toString(), true));
        threat.offices().forEach((office, own) -> {
            for (OfficeLanes some : own) {
                aspects.put(
                        "office " + office + onDays(some.days()),
                        text(some.lanes().toString(), true));
            }
        });
        if (threat.overall()) {
            aspects.put("overall", text("true", true));
        }
        if (threat.urgent() != null) {
            aspects.put("urgent", text(Bits.show(threat.urgent()), true));
        }
        if (!threat.finds().equals(ThreatReader.offences())) {
            Set<Finding> finds = new TreeSet<>(threat.finds());
            if (finds.contains(Finding.PROHIBITED_GOODS)) {
                finds.removeIf(Finding::isKindOfGoods);
            }
            aspects.put("outcomes", text(finds.toString(), true));
        }
        return aspects;
    }

    /** Nothing for what holds every day, which is how most offices have it. */
    private static String onDays(DayPattern days) {
        return days.equals(DayPattern.DAILY) ? "" : " " + days;
    }

    /** A budget is counted against and puts nobody into another lane. */
    private static Map<String, Aspect> aspects(List<Budget> budgets) {
        Map<String, Aspect> aspects = new LinkedHashMap<>();
        for (Budget budget : budgets) {
            aspects.put(budget.days().toString(), text(budget.toString(), false));
        }
        return aspects;
    }

    private static Map<String, Aspect> aspects(Rule rule, Set<String> changedLists) {
        Map<String, Aspect> aspects = new LinkedHashMap<>();
        aspects.put("threats", text(String.join(", ", new TreeSet<>(rule.threats())), true));
        aspects.put("when", expression(rule.when(), rule.condition(), changedLists));
        if (rule.amount() instanceof Amount.Binned binned) {
            aspects.put("curve", expression(rule.bits(), Arrays.asList(binned.of(), binned.by()), changedLists));
            putBins(aspects, binned.curve());
        } else {
            aspects.put("bits", expression(rule.bits(), rule.amount(), changedLists));
        }
        if (rule.group() != null) {
            aspects.put("group", text(rule.group(), true));
        }
        if (rule.isInFamily()) {
            aspects.put("family", text("true", false));
        }
        if (rule.expected() != RuleSetCompiler.EXPECTED) {
            aspects.put("expect", text(Double.toString(rule.expected()), false));
        }
        if (rule.adopted() != null) {
            aspects.put("adopted", text(rule.adopted().toString(), true));
        }
        if (rule.isFrozen() && !rule.isCurve()) {
            aspects.put("frozen", text("true", false));
        }
        aspects.put("why", text(rule.why(), false));
        if (rule.source() != null) {
            aspects.put("source", text(rule.source(), false));
        }
        return aspects;
    }

    /** What a bin adds is compared; the finds that it rests on are words about it. */
    private static void putBins(Map<String, Aspect> aspects, Curve curve) {
        for (int place = 0; place < curve.count(); place++) {
            Curve.Bin bin = curve.bin(place);
            aspects.put(
                    "bits " + curve.range(place), new Aspect(bin.toString(), List.of(bin.units(), bin.slope()), true));
        }
        if (curve.countsUnknown()) {
            aspects.put("bits " + curve.range(Curve.UNKNOWN), text(Bits.show(curve.unknown()), true));
        }
    }

    private static Aspect expression(String written, Object compiled, Set<String> changedLists) {
        Set<String> reads = new TreeSet<>(changedLists);
        reads.removeIf(list -> !reads(written, list));
        String shown = reads.isEmpty() ? written : written + "  (changed: " + String.join(", ", reads) + ")";
        return new Aspect(shown, compiled, true);
    }

    private static List<Group> written(RuleSet of) {
        return of.groups().stream().filter(group -> group.event() == null).toList();
    }

    private static boolean isUsed(Group group, RuleSet before, RuleSet after) {
        return rules(before, after).anyMatch(rule -> group.name().equals(rule.group()));
    }

    private static Stream<Rule> rules(RuleSet before, RuleSet after) {
        return Stream.concat(before.rules().stream(), after.rules().stream());
    }

    /** Compares lists as sets: neither their order nor a repetition means anything. */
    private static Set<String> lists(List<Change> changes, RuleSet before, RuleSet after) {
        Set<String> names = new LinkedHashSet<>(before.lists().keySet());
        names.addAll(after.lists().keySet());
        Set<String> changed = new LinkedHashSet<>();
        for (String name : names) {
            List<String> old = before.lists().get(name);
            List<String> now = after.lists().get(name);
            Set<String> gone = new LinkedHashSet<>(old == null ? List.of() : old);
            Set<String> come = new LinkedHashSet<>(now == null ? List.of() : now);
            gone.removeAll(now == null ? List.of() : now);
            come.removeAll(old == null ? List.of() : old);
            if (gone.isEmpty() && come.isEmpty() && old != null && now != null) {
                continue;
            }
            boolean isRead =
                    rules(before, after).anyMatch(rule -> reads(rule.when(), name) || reads(rule.bits(), name));
            Kind kind = old == null ? Kind.ADDED : now == null ? Kind.REMOVED : Kind.CHANGED;
            Difference texts = new Difference("texts", String.join(", ", gone), String.join(", ", come), isRead);
            changes.add(new Change(kind, "list " + name, List.of(texts)));
            changed.add(ExpressionCompiler.LIST_PREFIX + name);
        }
        return changed;
    }

    private static boolean reads(String expression, String list) {
        String name = list.startsWith(ExpressionCompiler.LIST_PREFIX) ? list : ExpressionCompiler.LIST_PREFIX + list;
        return Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                .matcher(expression)
                .find();
    }

    private static <T> void compareNamed(
            List<Change> changes,
            String what,
            List<T> before,
            List<T> after,
            Function<T, String> name,
            Function<T, Map<String, Aspect>> aspects) {
        Map<String, T> old = new LinkedHashMap<>();
        before.forEach(each -> old.put(name.apply(each), each));
        Map<String, T> now = new LinkedHashMap<>();
        after.forEach(each -> now.put(name.apply(each), each));
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String each : names) {
            compare(changes, what + ' ' + each, aspects(old.get(each), aspects), aspects(now.get(each), aspects));
        }
    }

    private static <T> Map<String, Aspect> aspects(@Nullable T of, Function<T, Map<String, Aspect>> aspects) {
        return of == null ? Map.of() : aspects.apply(of);
    }

    private static void compare(
            List<Change> changes, String part, Map<String, Aspect> before, Map<String, Aspect> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            Aspect old = before.get(name);
            Aspect now = after.get(name);
            if (old == null) {
                Aspect come = Objects.requireNonNull(now);
                differences.add(new Difference(name, "", come.shown(), come.isScored()));
            } else if (now == null) {
                differences.add(new Difference(name, old.shown(), "", old.isScored()));
            } else {
                boolean means = !old.meaning().equals(now.meaning());
                if (means || !old.shown().equals(now.shown())) {
                    differences.add(new Difference(name, old.shown(), now.shown(), means && now.isScored()));
                }
            }
        }
        if (!differences.isEmpty()) {
            Kind kind = before.isEmpty() ? Kind.ADDED : after.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
            changes.add(new Change(kind, part, differences));
        }
    }
}
