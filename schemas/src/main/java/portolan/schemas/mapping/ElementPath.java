// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way from a bill's element to others: {@code Goods/Weight}; {@code /Header/Date} from the outermost element on;
 * {@code ../Leg} from the element around it; {@code Item*} for each of several; {@code Note[Kind=T]} for those in which
 * {@code Kind} says so; {@code Weight@unit} for an attribute.
 *
 * @param up how many elements outwards it begins; -1 for the outermost
 * @param attribute at the end; null for the element's text
 */
record ElementPath(
        String text, int up, List<Step> steps, @Nullable String attribute) {
    private static final String OUTWARDS = "../";
    private static final Pattern STEP = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)(\\*?)((?:\\[[^=\\]]+=[^\\]]*])*)");
    private static final Pattern CONDITION = Pattern.compile("\\[([^=\\]]+)=([^\\]]*)]");

    ElementPath {
        steps = List.copyOf(steps);
    }

    /** One name on the way. */
    record Step(String name, boolean each, List<Condition> conditions) {
        Step {
            conditions = List.copyOf(conditions);
        }

        boolean fits(MessageElement element) {
            if (!element.name().equals(name)) {
                return false;
            }
            for (Condition condition : conditions) {
                if (!condition.holds(element)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** What an element must hold: a child's text, or with {@code @} an attribute's. */
    record Condition(String name, String text) {
        boolean holds(MessageElement element) {
            if (name.startsWith("@")) {
                return text.equals(element.attribute(name.substring(1)));
            }
            for (MessageElement child : element.children()) {
                if (child.name().equals(name) && child.text().equals(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** @throws IllegalArgumentException when it is none */
    static ElementPath parse(String text) {
        int up = 0;
        int at = 0;
        if (text.startsWith("/")) {
            up = -1;
            at = 1;
        }
        while (text.startsWith(OUTWARDS, at)) {
            up++;
            at += OUTWARDS.length();
        }
        int end = text.length();
        String attribute = null;
        int sign = text.lastIndexOf('@');
        if (sign > text.lastIndexOf(']')) {
            attribute = text.substring(sign + 1);
            end = sign;
        }
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        while (at < end) {
            matcher.region(at, end);
            if (!matcher.lookingAt() || (matcher.end() < end && text.charAt(matcher.end()) != '/')) {
                throw new IllegalArgumentException("not the way to an element: '" + text
                        + "'; write for example Goods/Item*/Weight@unit or Note[Kind=T]/Text");
            }
            List<Condition> conditions = new ArrayList<>();
            Matcher condition = CONDITION.matcher(matcher.group(3));
            while (condition.find()) {
                conditions.add(new Condition(condition.group(1), condition.group(2)));
            }
            steps.add(new Step(matcher.group(1), !matcher.group(2).isEmpty(), conditions));
            at = matcher.end() + 1;
        }
        if (steps.isEmpty() && attribute == null) {
            throw new IllegalArgumentException("the way to an element is empty");
        }
        return new ElementPath(text, up, steps, attribute);
    }

    int open() {
        return (int) steps.stream().filter(Step::each).count();
    }

    /** Takes an element that the way leads to. */
    interface Visitor<E extends Exception> {
        /**
         * Takes it.
         *
         * @param positions which of several, from 0, at each name that stands for each
         */
        void visit(MessageElement element, int[] positions) throws E;
    }

    /** Follows the way: at a name that does not stand for each, to the first that fits. */
    <E extends Exception> void follow(MessageElement from, boolean all, Visitor<E> visitor) throws E {
        MessageElement begin = from;
        for (int outwards = up; outwards != 0 && begin.parent() != null; outwards--) {
            begin = begin.parent();
        }
        follow(begin, 0, new int[open()], 0, all, visitor);
    }

    /** Whether the way led to an element from here on. */
    private <E extends Exception> boolean follow(
            MessageElement here, int step, int[] positions, int open, boolean all, Visitor<E> visitor) throws E {
        if (step == steps.size()) {
            visitor.visit(here, positions);
            return true;
        }
        Step next = steps.get(step);
        boolean found = false;
        int position = 0;
        for (MessageElement child : here.children()) {
            if (next.fits(child)) {
                if (next.each()) {
                    positions[open] = position;
                    position++;
                }
                found |= follow(child, step + 1, positions, next.each() ? open + 1 : open, all, visitor);
                if (found && !next.each() && !all) {
                    return true;
                }
            }
        }
        return found;
    }

    /** The text at the end of the way. */
    String textOf(MessageElement element) {
        if (attribute == null) {
            return element.text();
        }
        String text = element.attribute(attribute);
        return text == null ? "" : text.strip();
    }
}
