// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a condition cannot do without, for {@link RuleIndex}: one at least of these holds wherever it does.
 *
 * @param needs few
 */
record Access(List<Need> needs) {
    /** The more of them {@code ||} brings together, the less they tell. */
    static final int MOST_NEEDS = 8;

    /**
     * A place in the index for each text of each rule: of long lists it is asked whether they have the text, once for
     * all.
     */
    static final int MOST_TEXTS = 200;

    /** From the one that fewest consignments meet, as far as can be told from its form. */
    sealed interface Need permits Names, Holds, Reaches {
        int rank();
    }

    /** A field has, or lists, one of these texts. */
    record Names(ConsignmentField field, List<String> texts) implements Need {
        @Override
        public int rank() {
            return 0;
        }
    }

    /** A simple condition holds. */
    record Holds(Condition condition) implements Need {
        @Override
        public int rank() {
            return 1;
        }
    }

    /** A number, or its negative, is at least this. */
    record Reaches(Amount of, boolean isNegated, double least) implements Need {
        @Override
        public int rank() {
            return 2;
        }
    }

    /** Null where nothing is to be told. */
    static @Nullable Access to(Condition condition) {
        if (condition instanceof Condition.And and) {
            return better(to(and.left()), to(and.right()));
        }
        if (condition instanceof Condition.Or or) {
            return both(to(or.left()), to(or.right()));
        }
        Need need = need(condition);
        return need == null ? null : new Access(List.of(need));
    }

    private static @Nullable Need need(Condition condition) {
        if (condition instanceof Condition.Compared compared) {
            return reaches(compared.left(), compared.right());
        }
        if (isSimple(condition)) {
            return new Holds(condition);
        }
        Names names = names(condition);
        return names == null || names.texts().size() <= MOST_TEXTS ? names : new Holds(condition);
    }

    private static boolean isSimple(Condition condition) {
        return condition instanceof Condition.Flag
                || condition instanceof Condition.FieldTruth
                || condition instanceof Condition.KnownReading
                || condition instanceof Condition.KnownMemory
                || condition instanceof Condition.KnownField
                || (condition instanceof Condition.Not not && isSimple(not.of()));
    }

    /** Of what is less than, at most or equal to what: the stricter ones reach the bound as well. */
    private static @Nullable Need reaches(Amount lower, Amount higher) {
        if (lower instanceof Amount.Constant bound && isStated(higher) && !Double.isNaN(bound.number())) {
            return new Reaches(higher, false, bound.number());
        }
        if (higher instanceof Amount.Constant bound && isStated(lower) && !Double.isNaN(bound.number())) {
            return new Reaches(lower, true, -bound.number());
        }
        return null;
    }

    private static boolean isStated(Amount amount) {
        return amount instanceof Amount.OfReading
                || amount instanceof Amount.OfMemory
                || amount instanceof Amount.OfField
                || amount instanceof Amount.SizeOf;
    }

    private static @Nullable Names names(Condition condition) {
        if (condition instanceof Condition.Texts same && same.relation() == Condition.Relation.IS) {
            Names names = names(same.left(), same.right());
            return names == null ? names(same.right(), same.left()) : names;
        }
        if (condition instanceof Condition.AmongTexts among && among.of() instanceof Text.OfField of) {
            return new Names(of.field(), List.copyOf(among.texts()));
        }
        if (condition instanceof Condition.AmongField among && among.of() instanceof Text.Constant text) {
            return new Names(among.field(), List.of(text.text()));
        }
        if (condition instanceof Condition.ExistsInField exists) {
            List<String> texts = textsOfLoop(exists.holds(), exists.depth());
            return texts == null ? null : new Names(exists.field(), texts);
        }
        return null;
    }

    private static @Nullable Names names(Text of, Text text) {
        return of instanceof Text.OfField field && text instanceof Text.Constant constant
                ? new Names(field.field(), List.of(constant.text()))
                : null;
    }

    /** What the text of a loop must be for a condition to hold; null where that is not just one of some texts. */
    private static @Nullable List<String> textsOfLoop(Condition condition, int depth) {
        Text.OfLoop loop = new Text.OfLoop(depth);
        if (condition instanceof Condition.AmongTexts among && among.of().equals(loop)) {
            return List.copyOf(among.texts());
        }
        if (condition instanceof Condition.Texts same && same.relation() == Condition.Relation.IS) {
            Text other = same.left().equals(loop) ? same.right() : same.left();
            boolean isOfLoop = same.left().equals(loop) || same.right().equals(loop);
            return isOfLoop && other instanceof Text.Constant text ? List.of(text.text()) : null;
        }
        return null;
    }

    /** Either would do. */
    private static @Nullable Access better(@Nullable Access left, @Nullable Access right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return right.cost() < left.cost() ? right : left;
    }

    private static @Nullable Access both(@Nullable Access left, @Nullable Access right) {
        if (left == null || right == null || left.needs.size() + right.needs.size() > MOST_NEEDS) {
            return null;
        }
        List<Need> needs = new ArrayList<>(left.needs);
        needs.addAll(right.needs);
        return new Access(needs);
    }

    private int cost() {
        return needs.stream().mapToInt(need -> need.rank() + 1).sum();
    }
}
