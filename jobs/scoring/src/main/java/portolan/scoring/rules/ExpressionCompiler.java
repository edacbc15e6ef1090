// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankReading;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Unit;

/**
 * Compiles the expressions of one rule set. CEL parses and type-checks; {@link Translation} turns what it accepted into
 * our own form. What CEL complains about is said again in the rule language's words, at its place in the file.
 */
final class ExpressionCompiler {
    /** Qualifies the names of a rule set's lists. */
    static final String LIST_PREFIX = "lists.";

    /** Qualifies the variables that {@code known(x)} stands for. */
    static final String KNOWN_PREFIX = "known.";

    /** The two functions of ours: the smaller and the larger of two numbers. */
    static final List<CelFunctionDecl> FUNCTIONS = List.of(
            CelFunctionDecl.newFunctionDeclaration(
                    "min",
                    CelOverloadDecl.newGlobalOverload(
                            "min_double_double", SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.DOUBLE)),
            CelFunctionDecl.newFunctionDeclaration(
                    "max",
                    CelOverloadDecl.newGlobalOverload(
                            "max_double_double", SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.DOUBLE)));

    /** {@code has} is left out: it asks about messages and would be mistaken for {@code known}. */
    static final List<CelStandardMacro> STANDARD_MACROS = List.of(
            CelStandardMacro.EXISTS,
            CelStandardMacro.ALL,
            CelStandardMacro.EXISTS_ONE,
            CelStandardMacro.MAP,
            CelStandardMacro.MAP_FILTER,
            CelStandardMacro.FILTER);

    /** {@code known(x)} is true or false and never absent: it becomes the variable {@code known.x}. */
    static final CelMacro KNOWN =
            CelMacro.newGlobalMacro("known", 1, (factory, target, arguments) -> known(factory, arguments.get(0)));

    private static final List<CelMacro> MEMORIES = memories();

    /**
     * What CEL said of expressions, most of which are compiled again and again: by each task, stage and try. CEL makes
     * all its standard functions anew for each that it checks, which took most of the time of a compilation.
     */
    private static final Cache<Text, CelValidationResult> CHECKED = CacheBuilder.newBuilder()
            .maximumWeight(200_000)
            .weigher((Text text, CelValidationResult checked) ->
                    text.expression().length())
            .build();

    private record Text(Set<String> lists, long memories, String expression) {}

    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 60;

    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
    private static final Pattern NO_OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '\\((.*)\\)' \\(candidates.*");
    private static final Pattern NO_METHOD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '(.*)\\.\\((.*)\\)' \\(candidates.*");
    private static final Pattern UNEXPECTED = Pattern.compile(
            "(?:mismatched|extraneous) input '(.*?)' expecting .*|no viable alternative at input '(.*)'");
    private static final Pattern UNREADABLE = Pattern.compile("token recognition error at: '(.*)'");
    private static final Set<String> CEL_NAMES = Set.of(
            "has", "all", "map", "filter", "exists_one", "matches", "timestamp", "duration", "string", "int", "uint");

    private final CelCompiler compiler;
    private final Faults faults;
    private final Map<String, List<String>> lists;
    private final Set<String> listNames;
    private final Set<String> names;
    private final @Nullable Bank memories;

    /** @param memories what the rule set declares; null when it declares none */
    ExpressionCompiler(Map<String, List<String>> lists, @Nullable Bank memories, Faults faults) {
        this.faults = faults;
        this.lists = lists;
        this.memories = memories;
        this.listNames = Set.copyOf(lists.keySet());
        this.names = variables(lists.keySet()).keySet();
        this.compiler = environment(lists.keySet(), memories);
    }

    /** Every variable an expression may read, with its type; the differential test declares the same. */
    static Map<String, CelType> variables(Iterable<String> lists) {
        Map<String, CelType> variables = new java.util.LinkedHashMap<>();
        for (Indicator indicator : Indicators.all()) {
            variables.put(indicator.ruleName(), indicator.unit() == Unit.FLAG ? SimpleType.BOOL : SimpleType.DOUBLE);
            variables.put(KNOWN_PREFIX + indicator.ruleName(), SimpleType.BOOL);
        }
        for (ConsignmentField field : ConsignmentField.values()) {
            variables.put(
                    field.qualifiedName(),
                    switch (field.type()) {
                        case TEXT -> SimpleType.STRING;
                        case NUMBER -> SimpleType.DOUBLE;
                        case TRUTH -> SimpleType.BOOL;
                        case TEXTS -> ListType.create(SimpleType.STRING);
                    });
            variables.put(KNOWN_PREFIX + field.qualifiedName(), SimpleType.BOOL);
        }
        for (String list : lists) {
            variables.put(LIST_PREFIX + list, ListType.create(SimpleType.STRING));
        }
        return variables;
    }

    static CelOptions options() {
        return CelOptions.current()
                .enableHeterogeneousNumericComparisons(true)
                .populateMacroCalls(true)
                .maxExpressionCodePointSize(LONGEST)
                .maxParseRecursionDepth(DEEPEST)
                .build();
    }

    private static CelCompiler environment(Iterable<String> lists, @Nullable Bank memories) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(options())
                .setStandardMacros(STANDARD_MACROS)
                .addMacros(KNOWN)
                .addMacros(MEMORIES)
                .addFunctionDeclarations(FUNCTIONS);
        variables(lists).forEach(builder::addVar);
        if (memories != null) {
            for (BankReading reading : memories.readings()) {
                builder.addVar(reading.variable(), SimpleType.DOUBLE);
                builder.addVar(KNOWN_PREFIX + reading.variable(), SimpleType.BOOL);
            }
        }
        return builder.build();
    }

    private static Optional<CelExpr> known(CelMacroExprFactory factory, CelExpr of) {
        String name = qualifiedName(of);
        return name == null ? Optional.empty() : Optional.of(factory.newIdentifier(KNOWN_PREFIX + name));
    }

    /** {@code finds(telephone)} and {@code share(carrier, consignee)} are what declared memories are read. */
    private static List<CelMacro> memories() {
        List<CelMacro> macros = new ArrayList<>();
        for (String what : BankReading.READS) {
            int arguments = BankReading.OF_TWO.contains(what) ? 2 : 1;
            macros.add(
                    CelMacro.newGlobalMacro(what, arguments, (factory, target, given) -> memory(factory, what, given)));
        }
        return List.copyOf(macros);
    }

    private static Optional<CelExpr> memory(CelMacroExprFactory factory, String what, List<CelExpr> arguments) {
        List<String> words = new ArrayList<>();
        for (CelExpr argument : arguments) {
            String word = together(argument);
            if (word == null) {
                return Optional.empty();
            }
            words.add(word);
        }
        return Optional.of(factory.newIdentifier(BankReading.variable(what + '(' + String.join(", ", words) + ')')));
    }

    /** {@code consignee + hs4} as a key is written; null of anything else than such names. */
    private static @Nullable String together(CelExpr expr) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.CALL
                && expr.call().function().equals("_+_")) {
            String left = together(expr.call().args().get(0));
            String right = together(expr.call().args().get(1));
            return left == null || right == null ? null : left + '+' + right;
        }
        return qualifiedName(expr);
    }

    private static @Nullable String qualifiedName(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT -> expr.ident().name();
            case SELECT -> {
                String operand = qualifiedName(expr.select().operand());
                yield operand == null ? null : operand + '.' + expr.select().field();
            }
            default -> null;
        };
    }

    /** Compiles a condition; null after reporting what is wrong with it. */
    @Nullable
    Expression condition(ScalarNode node) {
        CelAbstractSyntaxTree ast = check(node);
        if (ast == null) {
            return null;
        }
        if (!ast.getResultType().equals(SimpleType.BOOL)) {
            faults.at(
                    node,
                    0,
                    "expected a condition in 'when', found "
                            + inWords(ast.getResultType().name()));
            return null;
        }
        return translate(node, ast, true);
    }

    /** Compiles a number; null after reporting what is wrong with it. */
    @Nullable
    Expression amount(ScalarNode node, String key) {
        CelAbstractSyntaxTree ast = check(node);
        if (ast == null) {
            return null;
        }
        CelType type = ast.getResultType();
        if (!type.equals(SimpleType.DOUBLE) && !type.equals(SimpleType.INT)) {
            faults.at(node, 0, "expected a number in '" + key + "', found " + inWords(type.name()));
            return null;
        }
        return translate(node, ast, false);
    }

    private @Nullable Expression translate(ScalarNode node, CelAbstractSyntaxTree ast, boolean isCondition) {
        Translation translation = new Translation(ast, lists, memories);
        try {
            Expression expression = new Expression(
                    isCondition ? translation.condition(ast.getExpr()) : null,
                    isCondition ? null : translation.amount(ast.getExpr()),
                    translation.readings(),
                    translation.fields(),
                    translation.steps());
            if (expression.steps() > Cost.MOST_OF_AN_EXPRESSION) {
                faults.at(node, 0, Cost.tooMuch(expression.steps()));
                return null;
            }
            return expression;
        } catch (Translation.Refused refused) {
            faults.at(node, start(ast.getSource(), node, refused), refused.getMessage());
            return null;
        }
    }

    /** CEL places a call at its parenthesis; a person looks for its name. */
    private static int start(CelSource source, ScalarNode node, Translation.Refused refused) {
        int at = source.getPositionsMap().getOrDefault(refused.exprId(), 0);
        return beforeName(node, at, refused.name());
    }

    private static int beforeName(ScalarNode node, int at, @Nullable String name) {
        String value = node.getValue();
        if (name == null) {
            return at;
        }
        int end = value.offsetByCodePoints(0, Math.min(at, value.codePointCount(0, value.length())));
        int start = value.lastIndexOf(name, end);
        return start < 0 ? at : value.codePointCount(0, start);
    }

    private @Nullable CelAbstractSyntaxTree check(ScalarNode node) {
        int length = node.getValue().codePointCount(0, node.getValue().length());
        if (length > LONGEST) {
            faults.at(
                    node,
                    0,
                    "an expression of " + length + " characters, expected at most " + LONGEST
                            + "; name a list under 'lists', or make several rules of it");
            return null;
        }
        CelValidationResult result = checked(node.getValue());
        if (!result.hasError()) {
            try {
                return result.getAst();
            } catch (CelValidationException e) {
                throw new IllegalStateException("CEL refuses what it accepted: " + node.getValue(), e);
            }
        }
        List<CelIssue> errors = new ArrayList<>(result.getErrors());
        Set<String> said = new LinkedHashSet<>();
        for (CelIssue error : errors) {
            if (errors.size() > 1 && error.getMessage().contains("*error*")) {
                continue; // follows from another one
            }
            int at = result.getSource()
                    .getLocationOffset(
                            error.getSourceLocation().getLine(),
                            error.getSourceLocation().getColumn())
                    .orElse(0);
            report(node, at, error.getMessage(), said);
        }
        if (said.isEmpty()) {
            faults.at(node, 0, "not an expression");
        }
        return null;
    }

    private CelValidationResult checked(String expression) {
        try {
            return CHECKED.get(
                    new Text(listNames, memories == null ? 0 : memories.fingerprint(), expression),
                    () -> compiler.compile(expression));
        } catch (ExecutionException e) {
            throw new IllegalStateException("CEL throws nothing that is checked", e);
        }
    }

    private void report(ScalarNode node, int at, String message, Set<String> said) {
        Matcher undeclared = UNDECLARED.matcher(message);
        Matcher method = NO_METHOD.matcher(message);
        Matcher overload = NO_OVERLOAD.matcher(message);
        Matcher unexpected = UNEXPECTED.matcher(message);
        Matcher unreadable = UNREADABLE.matcher(message);
        int place = at;
        String words;
        if (undeclared.matches()) {
            place = isName(node, at) ? at : beforeName(node, at, undeclared.group(1));
            words = unknown(node, place, undeclared.group(1));
        } else if (method.matches()) {
            place = beforeName(node, at, method.group(1));
            words = cannotTake(method.group(1), method.group(2) + ", " + method.group(3));
        } else if (overload.matches()) {
            String function = overload.group(1);
            place = Character.isLetter(function.charAt(0)) ? beforeName(node, at, function) : at;
            words = cannotTake(function, overload.group(2));
        } else if (unexpected.matches()) {
            String found = unexpected.group(1) == null ? unexpected.group(2) : unexpected.group(1);
            words = found.equals("<EOF>")
                    ? "the expression ends too early, expected a value, a name or '('"
                    : "unexpected '" + found + "' in the expression";
        } else if (unreadable.matches()) {
            words = "unexpected " + unreadable.group(1) + " in the expression";
        } else if (message.startsWith("Expression recursion limit exceeded")) {
            words = "nested too deeply, expected at most " + DEEPEST
                    + " levels; shorten a long sum, or make several rules of it";
        } else {
            words = "not an expression: " + message;
        }
        // CEL's parser goes on after a syntax error and stumbles over the same place again.
        if (said.add(words) && (said.size() == 1 || !said.iterator().next().contains(" expression"))) {
            faults.at(node, place, words);
        }
    }

    private static boolean isName(ScalarNode node, int at) {
        String value = node.getValue();
        int index = value.offsetByCodePoints(0, Math.min(at, value.codePointCount(0, value.length())));
        return index < value.length() && Character.isJavaIdentifierStart(value.charAt(index));
    }

    private String unknown(ScalarNode node, int at, String declared) {
        if (CEL_NAMES.contains(declared)) {
            return "'" + declared + "' is CEL, but no part of the rule language"
                    + (declared.equals("has") ? "; known(x) asks whether there is a reading" : "");
        }
        String read = declared.startsWith(KNOWN_PREFIX) ? declared.substring(KNOWN_PREFIX.length()) : declared;
        if (read.startsWith(BankReading.VARIABLE)) {
            return unknownMemory(BankReading.named(read));
        }
        if (declared.startsWith(KNOWN_PREFIX)) {
            String of = declared.substring(KNOWN_PREFIX.length());
            String complaint = PersonalAttributes.complaint(of);
            if (complaint != null) {
                return complaint;
            }
            return "known() asks about readings and consignment fields, unknown '" + of + "'"
                    + Spelling.suggestion(of, names);
        }
        String written = qualified(node.getValue(), at, declared);
        String complaint = PersonalAttributes.complaint(written);
        if (complaint != null) {
            return complaint;
        }
        if (written.startsWith(LIST_PREFIX) && lists.isEmpty()) {
            return "unknown list '" + written + "': this rule set has no lists, name it under 'lists'";
        }
        List<String> candidates = new ArrayList<>();
        String prefix = written.contains(".") ? written.substring(0, written.indexOf('.') + 1) : "";
        for (String name : names) {
            if (!name.startsWith(KNOWN_PREFIX) && (prefix.isEmpty() || name.startsWith(prefix))) {
                candidates.add(name);
            }
        }
        String kind =
                switch (prefix) {
                    case ConsignmentField.PREFIX -> "consignment field";
                    case LIST_PREFIX -> "list";
                    default -> "reading";
                };
        return "unknown " + kind + " '" + written + "'"
                + Spelling.suggestion(written, candidates.isEmpty() ? names : candidates, prefix);
    }

    private String unknownMemory(String written) {
        if (memories == null) {
            return "'" + written + "' is read of a declared memory, and this rule set declares none; write 'memories:"
                    + " {bank: standard}'";
        }
        return "no declared memory is read '" + written + "'"
                + Spelling.suggestion(
                        written,
                        memories.readings().stream().map(BankReading::name).toList(),
                        written.substring(0, written.indexOf('(') + 1));
    }

    /** CEL names the first part of a dotted name; a person wrote the whole. */
    private static String qualified(String value, int at, String declared) {
        int start = value.offsetByCodePoints(0, Math.min(at, value.codePointCount(0, value.length())));
        if (!value.startsWith(declared, start)) {
            return declared;
        }
        int end = start + declared.length();
        while (end < value.length() && (Character.isJavaIdentifierPart(value.charAt(end)) || isDot(value, end))) {
            end++;
        }
        String written = value.substring(start, end);
        int dot = written.lastIndexOf('.');
        // The last part of a.startsWith( is what is done with the name.
        return dot > 0 && end < value.length() && value.charAt(end) == '(' ? written.substring(0, dot) : written;
    }

    private static boolean isDot(String value, int at) {
        return value.charAt(at) == '.'
                && at + 1 < value.length()
                && Character.isJavaIdentifierStart(value.charAt(at + 1));
    }

    private static String cannotTake(String function, String types) {
        String operator = function.replace("_", "").replace("@", "");
        if (function.equals("_?_:_")) {
            operator = "?:";
        }
        List<String> words = new ArrayList<>();
        for (String type : types.split(", ", -1)) {
            words.add(inWords(type));
        }
        boolean mixed = types.contains("int") && types.contains("double");
        boolean textAndNumber = types.contains("string") && (types.contains("int") || types.contains("double"));
        return "'" + operator + "' cannot take " + String.join(" and ", words)
                + (mixed ? "; write 2.0 instead of 2 beside a reading" : "")
                + (textAndNumber ? "; write a text in quotes and a number without" : "");
    }

    private static String inWords(String type) {
        return switch (type) {
            case "bool" -> "a condition";
            case "double" -> "a number";
            case "int" -> "a whole number";
            case "string" -> "a text";
            case "list(string)", "list" -> "a list";
            case "*error*" -> "something unknown";
            default -> type.startsWith("list") ? "a list" : "a " + type;
        };
    }
}
