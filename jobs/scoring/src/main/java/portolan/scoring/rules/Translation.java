// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.Bank;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Unit;
import portolan.scoring.rules.Amount.Operator;
import portolan.scoring.rules.Condition.Comparison;
import portolan.scoring.rules.Condition.Relation;

/** Turns one checked expression into its compiled form; what our form does not have is refused by name. */
final class Translation {
    /** A loop over a list of the rule set costs its length for every consignment. */
    private static final int LONGEST_LOOP = 1000;

    /** Whole numbers up to here are exact as a double. */
    private static final long EXACT = 1L << 53;

    /** What the compiled form does not have. */
    static final class Refused extends RuntimeException {
        private final long exprId;
        private final transient @Nullable String name;

        Refused(CelExpr expr, String message) {
            this(expr, null, message);
        }

        Refused(CelExpr expr, @Nullable String name, String message) {
            super(message);
            this.exprId = expr.id();
            this.name = name;
        }

        long exprId() {
            return exprId;
        }

        /** The name of the function that is refused, when it has one. */
        @Nullable
        String name() {
            return name;
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }

    private final CelAbstractSyntaxTree ast;
    private final Map<String, List<String>> lists;
    private final @Nullable Bank memories;
    private final Set<Indicator> readings = new TreeSet<>();
    private final Set<ConsignmentField> fields = EnumSet.noneOf(ConsignmentField.class);
    private final List<String> loops = new ArrayList<>();
    private long steps;

    Translation(CelAbstractSyntaxTree ast, Map<String, List<String>> lists, @Nullable Bank memories) {
        this.memories = memories;
        this.ast = ast;
        this.lists = lists;
    }

    /** The indicators that were read so far. */
    Set<Indicator> readings() {
        return Set.copyOf(readings);
    }

    /** The fields that were read so far. */
    Set<ConsignmentField> fields() {
        return Set.copyOf(fields);
    }

    /** What has been translated so far costs at worst. */
    long steps() {
        return steps;
    }

    Condition condition(CelExpr expr) {
        steps++;
        return switch (expr.getKind()) {
            case CONSTANT -> new Condition.Always(Ternary.of(expr.constant().booleanValue()));
            case IDENT -> truth(expr);
            case CALL -> conditionCall(expr);
            case COMPREHENSION -> exists(expr);
            default -> throw unsupported(expr);
        };
    }

    private Condition truth(CelExpr expr) {
        String name = name(expr);
        if (name.startsWith(ExpressionCompiler.KNOWN_PREFIX)) {
            String of = name.substring(ExpressionCompiler.KNOWN_PREFIX.length());
            int memory = memory(of);
            if (memory >= 0) {
                return new Condition.KnownMemory(memory);
            }
            Indicator indicator = Indicators.named(of);
            return indicator != null ? new Condition.KnownReading(indicator) : new Condition.KnownField(field(of));
        }
        Indicator indicator = Indicators.named(name);
        if (indicator != null && indicator.unit() == Unit.FLAG) {
            readings.add(indicator);
            return new Condition.Flag(indicator.slot());
        }
        return new Condition.FieldTruth(read(field(name)));
    }

    private Condition conditionCall(CelExpr expr) {
        CelExpr.CelCall call = expr.call();
        List<CelExpr> args = call.args();
        return switch (call.function()) {
            case "_&&_" -> new Condition.And(condition(args.get(0)), condition(args.get(1)));
            case "_||_" -> new Condition.Or(condition(args.get(0)), condition(args.get(1)));
            case "!_" -> new Condition.Not(condition(args.get(0)));
            case "_?_:_" ->
                new Condition.Either(condition(args.get(0)), condition(args.get(1)), condition(args.get(2)));
            case "_==_" -> equal(expr, args.get(0), args.get(1));
            case "_!=_" -> new Condition.Not(equal(expr, args.get(0), args.get(1)));
            case "_<_" -> compared(expr, Comparison.LESS, args.get(0), args.get(1));
            case "_<=_" -> compared(expr, Comparison.LESS_OR_EQUAL, args.get(0), args.get(1));
            case "_>_" -> compared(expr, Comparison.LESS, args.get(1), args.get(0));
            case "_>=_" -> compared(expr, Comparison.LESS_OR_EQUAL, args.get(1), args.get(0));
            case "@in" -> among(expr, args.get(0), args.get(1));
            case "startsWith" -> texts(Relation.STARTS_WITH, call);
            case "endsWith" -> texts(Relation.ENDS_WITH, call);
            case "contains" -> {
                steps += Cost.SEARCH;
                yield texts(Relation.CONTAINS, call);
            }
            default -> throw unsupported(expr);
        };
    }

    private Condition texts(Relation relation, CelExpr.CelCall call) {
        return new Condition.Texts(
                relation, text(call.target().orElseThrow()), text(call.args().get(0)));
    }

    private Condition equal(CelExpr expr, CelExpr left, CelExpr right) {
        if (isNumber(left) && isNumber(right)) {
            return new Condition.Compared(Comparison.EQUAL, amount(left), amount(right));
        }
        if (type(left).equals(SimpleType.STRING) && type(right).equals(SimpleType.STRING)) {
            refuseUnknownCode(left, right);
            refuseUnknownCode(right, left);
            return new Condition.Texts(Relation.IS, text(left), text(right));
        }
        if (type(left).equals(SimpleType.BOOL) && type(right).equals(SimpleType.BOOL)) {
            return new Condition.Same(condition(left), condition(right));
        }
        throw new Refused(expr, "comparing whole lists or other values is no part of the rule language");
    }

    private Condition compared(CelExpr expr, Comparison how, CelExpr left, CelExpr right) {
        if (!isNumber(left) || !isNumber(right)) {
            throw new Refused(expr, "the order of texts or conditions is no part of the rule language");
        }
        return new Condition.Compared(how, amount(left), amount(right));
    }

    private Condition among(CelExpr expr, CelExpr element, CelExpr range) {
        if (range.getKind() == CelExpr.ExprKind.Kind.LIST) {
            return amongListed(element, range);
        }
        if (range.getKind() == CelExpr.ExprKind.Kind.IDENT && type(element).equals(SimpleType.STRING)) {
            Text text = text(element);
            List<String> named = namedList(range);
            if (named != null) {
                return new Condition.AmongTexts(text, Set.copyOf(named));
            }
            steps += Cost.TEXTS_OF_A_FIELD;
            return new Condition.AmongField(text, listField(range));
        }
        throw new Refused(expr, "'in' wants a list of constants, a named list or a field of the consignment");
    }

    private Condition amongListed(CelExpr element, CelExpr range) {
        List<CelExpr> elements = range.list().elements();
        for (CelExpr each : elements) {
            if (each.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
                throw new Refused(each, "a list in an expression holds constants only");
            }
            refuseUnknownCode(element, each);
        }
        if (isNumber(element)) {
            steps += elements.size();
            return new Condition.AmongNumbers(
                    amount(element), elements.stream().map(this::number).toList());
        }
        if (type(element).equals(SimpleType.STRING)) {
            Set<String> texts = new java.util.HashSet<>();
            elements.forEach(each -> texts.add(textOf(each)));
            return new Condition.AmongTexts(text(element), Set.copyOf(texts));
        }
        throw new Refused(range, "'in' wants a list of texts or numbers");
    }

    /** A code that a field can never have is a slip of the pen, not a condition that never holds. */
    private void refuseUnknownCode(CelExpr of, CelExpr constant) {
        if (of.getKind() != CelExpr.ExprKind.Kind.IDENT
                || constant.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || !type(of).equals(SimpleType.STRING)
                || !name(of).startsWith(ConsignmentField.PREFIX)) {
            return;
        }
        ConsignmentField field = field(name(of));
        String code = textOf(constant);
        if (!field.codes().isEmpty() && !field.codes().contains(code)) {
            throw new Refused(
                    constant,
                    "'" + code + "' is no value of " + field.qualifiedName()
                            + Spelling.suggestion(code, field.codes()));
        }
    }

    private Condition exists(CelExpr expr) {
        CelExpr macro = ast.getSource().getMacroCalls().get(expr.id());
        String function = macro == null ? "a loop" : macro.call().function();
        if (!function.equals("exists")) {
            throw new Refused(expr, function, "'" + function + "' is CEL, but no part of the rule language");
        }
        CelExpr.CelComprehension loop = expr.comprehension();
        if (loop.iterRange().getKind() != CelExpr.ExprKind.Kind.IDENT) {
            throw new Refused(expr, "exists", "'exists' wants a named list or a field of the consignment");
        }
        int depth = loops.size();
        if (depth == Facts.DEEPEST_LOOP) {
            throw new Refused(expr, "exists", "'exists' stands inside more than one other 'exists'");
        }
        List<String> named = namedList(loop.iterRange());
        if (named != null && named.size() > LONGEST_LOOP) {
            throw new Refused(
                    expr,
                    "exists",
                    "'exists' over a list of " + named.size() + " texts, expected at most " + LONGEST_LOOP
                            + "; 'in' has no such limit");
        }
        ConsignmentField field = named == null ? listField(loop.iterRange()) : null;
        loops.add(loop.iterVar());
        long before = steps;
        // The step is "what was found so far || the condition".
        Condition holds = condition(loop.loopStep().call().args().get(1));
        loops.remove(depth);
        steps = before + (steps - before) * (named == null ? Cost.TEXTS_OF_A_FIELD : named.size());
        // Sorted: a list that was only put in another order compiles to the same.
        return field == null
                ? new Condition.ExistsInList(
                        depth, Objects.requireNonNull(named).stream().sorted().toList(), holds)
                : new Condition.ExistsInField(depth, field, holds);
    }

    Amount amount(CelExpr expr) {
        steps++;
        return switch (expr.getKind()) {
            case CONSTANT -> new Amount.Constant(number(expr));
            case IDENT -> amountNamed(expr);
            case CALL -> type(expr).equals(SimpleType.INT) ? wholeNumberCall(expr) : amountCall(expr);
            default -> throw unsupported(expr);
        };
    }

    private Amount amountNamed(CelExpr expr) {
        Indicator indicator = Indicators.named(name(expr));
        if (indicator != null) {
            readings.add(indicator);
            return new Amount.OfReading(indicator.slot());
        }
        int memory = memory(name(expr));
        return memory >= 0 ? new Amount.OfMemory(memory) : new Amount.OfField(read(field(name(expr))));
    }

    /** The place of a declared memory's reading; -1 of any other name. */
    private int memory(String name) {
        return memories == null ? -1 : memories.placeOf(name);
    }

    private Amount amountCall(CelExpr expr) {
        List<CelExpr> args = expr.call().args();
        return switch (expr.call().function()) {
            case "_+_" -> combined(Operator.PLUS, args);
            case "_-_" -> combined(Operator.MINUS, args);
            case "_*_" -> combined(Operator.TIMES, args);
            case "_/_" -> over(expr, combined(Operator.OVER, args));
            case "-_" -> new Amount.Negative(amount(args.get(0)));
            case "min" -> combined(Operator.LEAST, args);
            case "max" -> combined(Operator.GREATEST, args);
            case "_?_:_" -> new Amount.Either(condition(args.get(0)), amount(args.get(1)), amount(args.get(2)));
            case "double" -> {
                if (isNumber(args.get(0))) {
                    yield amount(args.get(0));
                }
                throw unsupported(expr);
            }
            default -> throw unsupported(expr);
        };
    }

    private Amount.Combined combined(Operator operator, List<CelExpr> args) {
        return new Amount.Combined(operator, amount(args.get(0)), amount(args.get(1)));
    }

    /** Whatever a reading divides by may be zero one day; a divisor that is zero as written never was anything else. */
    private static Amount over(CelExpr expr, Amount.Combined ratio) {
        if (ratio.right() instanceof Amount.Constant divisor && divisor.number() == 0) {
            throw new Refused(
                    expr, "division by zero; write a divisor that is not 0, or a reading and a guard: x > 0.0 && ...");
        }
        return ratio;
    }

    /** Whole numbers are constants, sizes, and choices among them: their arithmetic is done here and now. */
    private Amount wholeNumberCall(CelExpr expr) {
        CelExpr.CelCall call = expr.call();
        if (call.function().equals("_?_:_")) {
            return new Amount.Either(
                    condition(call.args().get(0)),
                    amount(call.args().get(1)),
                    amount(call.args().get(2)));
        }
        if (call.function().equals("size")) {
            CelExpr of = call.target().orElseGet(() -> call.args().get(0));
            if (of.getKind() == CelExpr.ExprKind.Kind.IDENT && type(of) instanceof ListType) {
                List<String> named = namedList(of);
                return named != null ? new Amount.Constant(named.size()) : new Amount.SizeOf(listField(of));
            }
            throw new Refused(expr, "size", "'size' wants a named list or a list field of the consignment");
        }
        return new Amount.Constant(exact(expr, folded(expr)));
    }

    private long folded(CelExpr expr) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
            return expr.constant().int64Value();
        }
        if (expr.getKind() != CelExpr.ExprKind.Kind.CALL) {
            throw unsupported(expr);
        }
        List<CelExpr> args = expr.call().args();
        try {
            return switch (expr.call().function()) {
                case "_+_" -> Math.addExact(folded(args.get(0)), folded(args.get(1)));
                case "_-_" -> Math.subtractExact(folded(args.get(0)), folded(args.get(1)));
                case "_*_" -> Math.multiplyExact(folded(args.get(0)), folded(args.get(1)));
                case "_/_" -> folded(args.get(0)) / folded(args.get(1));
                case "-_" -> Math.negateExact(folded(args.get(0)));
                default ->
                    throw new Refused(
                            expr, "arithmetic on whole numbers wants constants; double(x) makes a number of a count");
            };
        } catch (ArithmeticException e) {
            throw new Refused(
                    expr,
                    args.size() == 2 && e.getMessage() != null && e.getMessage().contains("by zero")
                            ? "division by zero; write a divisor that is not 0"
                            : "this whole number is too large to be computed; write 1e18 with a decimal point");
        }
    }

    private double number(CelExpr expr) {
        CelConstant constant = expr.constant();
        return switch (constant.getKind()) {
            case DOUBLE_VALUE -> constant.doubleValue();
            case INT64_VALUE -> exact(expr, constant.int64Value());
            default -> throw new Refused(expr, "this kind of constant is no part of the rule language");
        };
    }

    private static String textOf(CelExpr expr) {
        if (expr.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            throw new Refused(expr, "this constant is no text, and a text is expected");
        }
        return expr.constant().stringValue();
    }

    private static double exact(CelExpr expr, long value) {
        if (value > EXACT || value < -EXACT) {
            throw new Refused(expr, "whole numbers go up to 2^53");
        }
        return value;
    }

    private Text text(CelExpr expr) {
        steps++;
        return switch (expr.getKind()) {
            case CONSTANT -> new Text.Constant(textOf(expr));
            case IDENT -> {
                int depth = loops.lastIndexOf(name(expr));
                yield depth >= 0 ? new Text.OfLoop(depth) : new Text.OfField(read(field(name(expr))));
            }
            case CALL -> {
                List<CelExpr> args = expr.call().args();
                if (!expr.call().function().equals("_?_:_")) {
                    throw unsupported(expr);
                }
                yield new Text.Either(condition(args.get(0)), text(args.get(1)), text(args.get(2)));
            }
            default -> throw unsupported(expr);
        };
    }

    private @Nullable List<String> namedList(CelExpr expr) {
        String name = name(expr);
        return name.startsWith(ExpressionCompiler.LIST_PREFIX)
                ? lists.get(name.substring(ExpressionCompiler.LIST_PREFIX.length()))
                : null;
    }

    private ConsignmentField listField(CelExpr expr) {
        return read(field(name(expr)));
    }

    private ConsignmentField read(ConsignmentField field) {
        fields.add(field);
        return field;
    }

    private static ConsignmentField field(String qualifiedName) {
        ConsignmentField field = qualifiedName.startsWith(ConsignmentField.PREFIX)
                ? ConsignmentField.named(qualifiedName.substring(ConsignmentField.PREFIX.length()))
                : null;
        return Objects.requireNonNull(field, () -> "CEL accepted a name that nobody declared: " + qualifiedName);
    }

    /** The name that the checker resolved; the written one may lead with a dot. */
    private String name(CelExpr expr) {
        return ast.getReference(expr.id())
                .map(CelReference::name)
                .orElseGet(() -> expr.ident().name());
    }

    private CelType type(CelExpr expr) {
        return ast.getTypeOrThrow(expr.id());
    }

    private boolean isNumber(CelExpr expr) {
        CelKind kind = type(expr).kind();
        return kind == CelKind.DOUBLE || kind == CelKind.INT;
    }

    private static Refused unsupported(CelExpr expr) {
        if (expr.getKind() == CelExpr.ExprKind.Kind.CALL) {
            String function = expr.call().function();
            if (Character.isLetter(function.charAt(0))) {
                return new Refused(expr, function, "'" + function + "' is CEL, but no part of the rule language");
            }
            String operator = function.equals("_[_]") ? "[...]" : function.replace("_", "");
            return new Refused(expr, "'" + operator + "' on these values is no part of the rule language");
        }
        return new Refused(
                expr,
                "a " + expr.getKind().name().toLowerCase(java.util.Locale.ROOT) + " is no part of the rule language");
    }
}
