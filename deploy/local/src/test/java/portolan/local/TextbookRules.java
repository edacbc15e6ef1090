// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import portolan.local.ArchivedByDuckDb.Given;
import portolan.local.ArchivedByDuckDb.Judged;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Unit;
import portolan.scoring.rules.ConsignmentField;

/**
 * A rule set judged the slow way, after {@code deploy/rules/README.md} and nothing else: plain YAML, the CEL library's
 * runtime, sums in units of 1/1024 bit, and the draw by its published formula. It shares the names and types of what
 * can be read with the engine, and no code that judges.
 */
final class TextbookRules {
    private static final List<String> LANES = List.of("GREEN", "BLUE", "YELLOW", "RED");

    private final Map<String, Object> text;
    private final Map<String, Object> lists = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> fired = new TreeSet<>();
    private final Set<String> used = new TreeSet<>();

    /** A rule; its bits are a number, a program or a curve. */
    private record Rule(
            String id,
            List<String> threats,
            CelRuntime.Program when,
            Object bits,
            @Nullable String group,
            @Nullable String event,
            String why) {}

    /** A curve as it is written, and what it is of. */
    private record Curve(Map<String, Object> text, CelRuntime.Program of, CelRuntime.@Nullable Program by) {}

    TextbookRules(Path file) throws Exception {
        text = map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
        map(text, "lists").forEach((name, texts) -> lists.put("lists." + name, texts));
        Cel cel = environment();
        for (Object each : list(text, "rules")) {
            Map<String, Object> rule = map(each);
            Object bits = rule.containsKey("curve") ? curve(cel, map(rule, "curve")) : value(rule, "bits");
            rules.add(new Rule(
                    value(rule, "id").toString(),
                    Stream.concat(overall(), list(rule, "threats").stream().map(String.class::cast))
                            .toList(),
                    program(cel, rule.getOrDefault("when", "true").toString()),
                    bits instanceof String expression ? program(cel, expression) : bits,
                    (String) rule.getOrDefault("family", rule.get("group")),
                    event(rule.getOrDefault("when", "") + " " + rule.getOrDefault("curve", rule.get("bits"))),
                    value(rule, "why").toString().strip()));
        }
    }

    /** The one event that an expression's readings are read from. */
    private static @Nullable String event(String expression) {
        Set<String> events = new TreeSet<>();
        for (Indicator indicator : Indicators.all()) {
            if (indicator.event() != null && expression.matches("(?s).*\\b" + indicator.ruleName() + "\\b.*")) {
                events.add(indicator.event());
            }
        }
        return events.size() == 1 ? events.iterator().next() : null;
    }

    /** The group that a rule counts in: that of its event's other rules, where it names none. */
    private @Nullable String group(Rule rule) {
        List<String> named = rules.stream()
                .filter(each ->
                        each == rule || (rule.group == null && rule.event != null && rule.event.equals(each.event)))
                .map(Rule::group)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return named.size() == 1 ? named.get(0) : named.isEmpty() ? rule.event : null;
    }

    /** The threat that each rule counts for, if there is one. */
    private Stream<String> overall() {
        return map(text, "threats").entrySet().stream()
                .filter(threat -> Boolean.TRUE.equals(map(threat.getValue()).get("overall")))
                .map(Map.Entry::getKey);
    }

    int size() {
        return rules.size();
    }

    /** The rules that have added to any score so far. */
    Set<String> fired() {
        return fired;
    }

    /** The rarer things that have happened so far. */
    Set<String> used() {
        return used;
    }

    /** In words, one for each bit, lane or contribution that is another than archived. */
    List<String> differences(ArchivedByDuckDb then) throws Exception {
        List<String> differences = new ArrayList<>();
        Map<String, List<Given>> given = new LinkedHashMap<>();
        Map<String, Map<String, Map<String, Long>>> inGroups = new HashMap<>();
        map(text, "threats").forEach((threat, settings) -> {
            double prior = units(value(map(settings), "prior")) / 1024.0;
            given.put(threat, new ArrayList<>(List.of(new Given("prior", prior, "before anything is known"))));
        });
        Map<String, Object> facts = new HashMap<>(then.facts());
        facts.putAll(lists);
        for (String name : names().keySet()) {
            facts.put("known." + name, then.facts().containsKey(name));
        }
        for (Rule rule : rules) {
            long units = units(rule, facts);
            if (units != 0) {
                fired.add(rule.id);
                for (String threat : rule.threats) {
                    Objects.requireNonNull(given.get(threat)).add(new Given(rule.id, units / 1024.0, rule.why));
                    String group = group(rule);
                    // What speaks for a consignment counts only in the group that it is written into.
                    if (group != null && (rule.group != null || units > 0)) {
                        inGroups.computeIfAbsent(threat, unused -> new LinkedHashMap<>())
                                .computeIfAbsent(group, unused -> new LinkedHashMap<>())
                                .put(rule.id, units);
                    }
                }
            }
        }
        String strictest = "GREEN";
        double highest = Double.NEGATIVE_INFINITY;
        boolean urgent = false;
        for (Map.Entry<String, List<Given>> threat : given.entrySet()) {
            List<Given> contributions = threat.getValue();
            cap(contributions, inGroups.getOrDefault(threat.getKey(), Map.of()));
            double score = contributions.stream().mapToDouble(Given::bits).sum();
            Map<String, Object> settings = map(map(text, "threats"), threat.getKey());
            String lane = lane(settings, score, (String) facts.get("consignment.office"), then.assessedAt());
            strictest = LANES.indexOf(lane) > LANES.indexOf(strictest) ? lane : strictest;
            highest = Math.max(highest, score);
            Judged archived = then.threats().get(threat.getKey());
            if (archived == null) {
                differences.add(threat.getKey() + " was not assessed");
                continue;
            }
            compare(threat.getKey() + " score", archived.score(), score, differences);
            compare(threat.getKey() + " lane", archived.lane(), lane, differences);
            compare(threat.getKey() + " contributions", archived.contributions(), contributions, differences);
            compare(threat.getKey() + " alerting", archived.alerting(), alerts(lane), differences);
            boolean high = settings.containsKey("urgent") && score * 1024 >= units(value(settings, "urgent"));
            // A "do not load" deadline makes an alert urgent, too: what it needs of the filing is not archived.
            if (high || !archived.alerting()) {
                compare(threat.getKey() + " urgent", archived.urgent(), high, differences);
            }
            urgent |= archived.urgent();
        }
        compare("threats", List.copyOf(then.threats().keySet()), List.copyOf(given.keySet()), differences);
        compare("score", then.score(), highest, differences);
        boolean drawn = !strictest.equals("RED") && draws(then.key());
        compare("lane", then.lane(), drawn ? "RED" : strictest, differences);
        compare("selected by", then.selectedBy(), drawn ? "EXPLORATION" : "THRESHOLD", differences);
        compare("urgent", then.urgent(), urgent, differences);
        return differences.stream()
                .map(each -> then.key() + " " + then.assessmentId() + ": " + each)
                .toList();
    }

    private static void compare(String what, Object was, Object is, List<String> differences) {
        // Boxed doubles are the same when their bits are.
        if (!was.equals(is)) {
            differences.add(what + " was " + was + ", comes to " + is);
        }
    }

    /** Absent, an error and no number count for nothing. */
    private long units(Rule rule, Map<String, Object> facts) {
        if (!evaluated(rule.when, facts).equals(Optional.of(true))) {
            return 0;
        }
        if (rule.bits instanceof Number number) {
            return units(number);
        }
        if (rule.bits instanceof Curve curve) {
            return units(curve, facts);
        }
        Optional<Object> value = evaluated((CelRuntime.Program) rule.bits, facts);
        if (value.isEmpty()) {
            used.add("absent bits");
            return 0;
        }
        double bits = ((Number) value.get()).doubleValue();
        if (Double.isNaN(bits) || Double.isInfinite(bits)) {
            used.add("no finite bits");
            return 0;
        }
        return units(bits);
    }

    private static Curve curve(Cel cel, Map<String, Object> text) throws Exception {
        return new Curve(
                text,
                program(cel, value(text, "of").toString()),
                text.containsKey("by") ? program(cel, value(text, "by").toString()) : null);
    }

    private long units(Curve curve, Map<String, Object> facts) {
        Optional<Object> of = evaluated(curve.of, facts);
        Optional<Object> by = curve.by == null ? Optional.of(0) : evaluated(curve.by, facts);
        if (of.isEmpty() || by.isEmpty()) {
            used.add("unknown bin");
            return units(curve.text.getOrDefault("unknown", 0));
        }
        double first = ((Number) of.get()).doubleValue();
        double second = ((Number) by.get()).doubleValue();
        if (Double.isNaN(first) || Double.isNaN(second)) {
            used.add("no bin");
            return 0;
        }
        double begin = Double.NEGATIVE_INFINITY;
        long before = 0;
        for (Object each : list(curve.text, "bins")) {
            Map<String, Object> bin = map(each);
            double end = ((Number) bin.getOrDefault("to", Double.POSITIVE_INFINITY)).doubleValue();
            double slope = ((Number) bin.getOrDefault("slope", 0)).doubleValue();
            if (first <= end) {
                used.add(bin.containsKey("slope") ? "sloped bin" : curve.by == null ? "flat bin" : "bin of two");
                return bin.containsKey("slope")
                        ? before + units(slope * (first - begin))
                        : units(curve.by == null ? value(bin, "bits") : inColumn(curve, bin, second));
            }
            before = bin.containsKey("slope")
                    ? before + units(slope * (end - begin))
                    : curve.by == null ? units(value(bin, "bits")) : 0;
            begin = end;
        }
        throw new IllegalStateException("the last bin has no end: " + curve.text);
    }

    private static Object inColumn(Curve curve, Map<String, Object> bin, double second) {
        List<?> ends = list(curve.text, "columns");
        int column = 0;
        while (column < ends.size() && second > ((Number) ends.get(column)).doubleValue()) {
            column++;
        }
        return list(bin, "bits").get(column);
    }

    private static long units(Object bits) {
        return (long) Math.rint(Math.min(100, Math.max(-100, ((Number) bits).doubleValue())) * 1024);
    }

    private static Optional<Object> evaluated(CelRuntime.Program program, Map<String, Object> facts) {
        try {
            Object value = program.eval(facts);
            return value instanceof CelUnknownSet ? Optional.empty() : Optional.of(value);
        } catch (CelEvaluationException e) {
            return Optional.empty();
        }
    }

    private void cap(List<Given> contributions, Map<String, Map<String, Long>> inGroups) {
        Map<String, Object> written = map(text, "groups");
        written.forEach((group, bits) -> {
            long excess = sum(inGroups.getOrDefault(group, Map.of())) - units(bits);
            if (excess > 0) {
                used.add("cap:" + group);
                String most = new java.math.BigDecimal(bits.toString())
                        .stripTrailingZeros()
                        .toPlainString();
                contributions.add(new Given(
                        "cap:" + group, -excess / 1024.0, "together these count for at most " + most + " bits"));
            }
        });
        inGroups.forEach((event, counted) -> {
            long most =
                    counted.values().stream().mapToLong(Long::longValue).max().orElse(0);
            if (!written.containsKey(event) && sum(counted) > Math.max(0, most)) {
                List<String> others = new ArrayList<>(counted.keySet());
                String largest = others.stream()
                        .filter(rule -> Objects.equals(counted.get(rule), most))
                        .findFirst()
                        .orElseThrow();
                others.remove(largest);
                contributions.add(new Given(
                        "cap:one-" + event.replace(' ', '-'),
                        (most - sum(counted)) / 1024.0,
                        "read from one " + event + ": " + String.join(", ", others) + " counted once with " + largest));
            }
        });
    }

    private static long sum(Map<String, Long> counted) {
        return counted.values().stream().mapToLong(Long::longValue).sum();
    }

    private String lane(Map<String, Object> settings, double score, @Nullable String office, long assessedAt) {
        Map<String, Object> usual = map(settings, "lanes");
        Map<String, Object> thresholds = usual;
        Map<String, Object> own = office == null ? Map.of() : map(map(settings, "offices"), office);
        if (own.containsKey("red")) {
            thresholds = own;
        }
        for (String days : own.keySet()) {
            if (!own.containsKey("red") && isOn(days, assessedAt)) {
                thresholds = map(own, days);
            }
        }
        String lane = lane(thresholds, score);
        if (!lane.equals(lane(usual, score))) {
            used.add("office:" + office);
        }
        return lane;
    }

    /**
     * Days as the rule set made for this writes them: one, or from one to another. In UTC; 1970 began on a Thursday.
     */
    private static boolean isOn(String days, long millis) {
        String week = "mon tue wed thu fri sat sun";
        int day = (int) ((Math.floorDiv(millis, 86_400_000L) + 3) % 7);
        String first = days.substring(0, 3);
        String last = days.substring(days.length() - 3);
        return day * 4 >= week.indexOf(first) && day * 4 <= week.indexOf(last);
    }

    private static String lane(Map<String, Object> thresholds, double score) {
        for (String lane : List.of("red", "yellow", "blue")) {
            if (score * 1024 >= units(value(thresholds, lane))) {
                return lane.toUpperCase(java.util.Locale.ROOT);
            }
        }
        return "GREEN";
    }

    private boolean alerts(String lane) {
        String mildest = text.getOrDefault("alert", "red").toString().toUpperCase(java.util.Locale.ROOT);
        return LANES.contains(mildest) && LANES.indexOf(lane) >= LANES.indexOf(mildest);
    }

    /** After the Javadoc of {@code Exploration}. */
    private boolean draws(String key) {
        Map<String, Object> exploration = map(text, "exploration");
        if (exploration.isEmpty()) {
            return false;
        }
        long seed = ((Number) value(exploration, "seed")).longValue();
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = java.nio.ByteBuffer.allocate(8 + name.length)
                .putLong(seed)
                .put(name)
                .array();
        long h = 0xcbf29ce484222325L;
        for (byte each : bytes) {
            h = (h ^ Byte.toUnsignedLong(each)) * 0x100000001b3L;
        }
        h = (h ^ h >>> 30) * 0xbf58476d1ce4e5b9L;
        h = (h ^ h >>> 27) * 0x94d049bb133111ebL;
        return ((h ^ h >>> 31) >>> 11) * Math.pow(2, -53) < ((Number) value(exploration, "share")).doubleValue();
    }

    private Cel environment() {
        CelOverloadDecl min = CelOverloadDecl.newGlobalOverload(
                "min_double_double", SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.DOUBLE);
        CelOverloadDecl max = CelOverloadDecl.newGlobalOverload(
                "max_double_double", SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.DOUBLE);
        CelBuilder builder = CelFactory.plannerCelBuilder()
                .setOptions(CelOptions.current()
                        .enableHeterogeneousNumericComparisons(true)
                        .build())
                .setStandardMacros(CelStandardMacro.EXISTS)
                .addMacros(CelMacro.newGlobalMacro(
                        "known",
                        1,
                        (factory, target, arguments) ->
                                Optional.of(factory.newIdentifier("known." + name(arguments.get(0))))))
                .addFunctionDeclarations(
                        CelFunctionDecl.newFunctionDeclaration("min", min),
                        CelFunctionDecl.newFunctionDeclaration("max", max))
                .addFunctionBindings(CelFunctionBinding.fromOverloads(
                        "min", CelFunctionBinding.from("min_double_double", Double.class, Double.class, Math::min)))
                .addFunctionBindings(CelFunctionBinding.fromOverloads(
                        "max", CelFunctionBinding.from("max_double_double", Double.class, Double.class, Math::max)));
        names().forEach((name, type) -> builder.addVar(name, type).addVar("known." + name, SimpleType.BOOL));
        lists.keySet().forEach(name -> builder.addVar(name, ListType.create(SimpleType.STRING)));
        return builder.build();
    }

    /** What can be read, by name, as the two tables that {@code deploy/rules/README.md} points to have it. */
    private static Map<String, CelType> names() {
        Map<String, CelType> names = new HashMap<>();
        for (Indicator indicator : Indicators.all()) {
            names.put(indicator.ruleName(), indicator.unit() == Unit.FLAG ? SimpleType.BOOL : SimpleType.DOUBLE);
        }
        for (ConsignmentField field : ConsignmentField.values()) {
            names.put(
                    field.qualifiedName(),
                    switch (field.type()) {
                        case TEXT -> SimpleType.STRING;
                        case NUMBER -> SimpleType.DOUBLE;
                        case TRUTH -> SimpleType.BOOL;
                        case TEXTS -> ListType.create(SimpleType.STRING);
                    });
        }
        return names;
    }

    private static String name(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.SELECT
                ? name(expression.select().operand())
                        + '.'
                        + expression.select().field()
                : expression.ident().name();
    }

    private static CelRuntime.Program program(Cel cel, String expression) throws Exception {
        return cel.createProgram(cel.compile(expression).getAst());
    }

    @SuppressWarnings("unchecked") // The text compiled: it has keys and values where they belong.
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    /** What stands under a key; nothing where it is left out. */
    private static Map<String, Object> map(Map<String, Object> of, String key) {
        return map(of.getOrDefault(key, Map.of()));
    }

    private static List<?> list(Map<String, Object> of, String key) {
        return (List<?>) value(of, key);
    }

    private static Object value(Map<String, Object> of, String key) {
        return Objects.requireNonNull(of.get(key), key);
    }
}
