// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.List;
import java.util.Map;
import portolan.schemas.avro.BillLevel;
import portolan.training.papers.PaperSet;
import portolan.training.papers.PaperSet.Field;
import portolan.training.papers.PaperSet.Kind;
import portolan.training.papers.PaperSet.Paper;
import portolan.training.papers.Papers;
import portolan.training.papers.Twist;

/**
 * Honest slips on papers, of offenders and others alike: on any field that another paper has, too, at any letter or digit,
 * or told otherwise. Most stand where offences lie, and they come as many at a time: neither place nor number tells them
 * apart.
 */
final class Slips {
    static final double SHARE = 0.65;

    private static final int MOST = 3;
    private static final double WHERE_OFFENCES_LIE = 0.85;
    private static final double TYPED = 0.3;

    private static final Map<Kind, List<String>> LIES = Map.of(
            Kind.INVOICE, List.of("shipper", "goods", "packages", "incoterm"),
            Kind.PACKING_LIST, List.of("grossKg", "netKg", "seal", "plate"),
            Kind.CERTIFICATE_OF_ORIGIN, List.of("consignee", "goods", "origin"));
    private static final List<String> ORIGINS = List.of("AE", "TR", "CN", "IT", "DE");
    private static final List<String> INCOTERMS = List.of("CIF", "EXW", "FOB", "DAP");
    private static final List<String> RELATED = List.of(" GROUP", " TRADING", " HOLDING", " LOGISTICS");

    private Slips() {}

    /** @param plain the papers without anything that is not as filed */
    static void add(Draft draft, PaperSet plain, Dice dice) {
        if (draft.level == BillLevel.MASTER || !dice.chance(SHARE)) {
            return;
        }
        for (int left = dice.between(1, MOST); left > 0; left--) {
            slip(draft, plain, dice);
        }
    }

    private static void slip(Draft draft, PaperSet plain, Dice dice) {
        Paper paper = plain.papers().get(dice.between(1, plain.papers().size() - 1));
        boolean anywhere = !dice.chance(WHERE_OFFENCES_LIE);
        List<Field> fields = paper.fields().stream()
                .filter(field ->
                        anywhere || LIES.getOrDefault(paper.kind(), List.of()).contains(field.name()))
                .filter(field -> isCompared(plain, paper, field.name()))
                .filter(field ->
                        draft.twists.stream().noneMatch(twist -> twist.field().equals(field.name())))
                .toList();
        if (!fields.isEmpty()) {
            Field field = dice.oneOf(fields);
            String instead = dice.chance(TYPED) ? typed(field.value(), dice) : told(draft, field, dice);
            draft.twist(new Twist(field.name(), paper.kind(), instead, true));
        }
    }

    private static boolean isCompared(PaperSet papers, Paper of, String name) {
        return !name.equals("number")
                && !name.equals("issued")
                && (name.equals("incoterm")
                        || papers.papers().stream()
                                .anyMatch(other -> other != of
                                        && other.fields().stream()
                                                .anyMatch(field -> field.name().equals(name))));
    }

    /** From an older order, another box, or of a firm that belongs to this one. */
    private static String told(Draft draft, Field field, Dice dice) {
        double factor = dice.chance(0.7) ? dice.between(0.3, 0.9) : dice.between(1.1, 1.8);
        return switch (field.name()) {
            case "packages" -> Papers.count(Math.max(1, Math.round(draft.packages() * factor)));
            case "grossKg", "netKg" -> Papers.kilograms(Math.round(draft.grams() * factor));
            case "shipper" -> related(draft.shipper, dice);
            case "consignee" -> related(draft.consignee, dice);
            case "goods" -> other(draft.line().goods().wordings(), field.value(), dice);
            case "origin" -> other(ORIGINS, field.value(), dice);
            case "incoterm" -> other(INCOTERMS, field.value(), dice);
            case "seal" -> draft.trade.carrier().seal(dice);
            case "plate" -> Drawing.plate(draft.trade.carrier(), dice);
            default -> typed(field.value(), dice);
        };
    }

    private static String other(List<String> all, String than, Dice dice) {
        List<String> others = all.stream().filter(one -> !one.equals(than)).toList();
        return others.isEmpty() ? typed(than, dice) : dice.oneOf(others);
    }

    private static String related(Firm firm, Dice dice) {
        return firm.called(firm.name().substring(0, firm.name().indexOf(' ')) + dice.oneOf(RELATED))
                .shown();
    }

    /** One letter or digit typed otherwise, left out, typed twice, or before the one in front of it. */
    private static String typed(String text, Dice dice) {
        int at = dice.below(text.length());
        while (!Character.isLetterOrDigit(text.charAt(at))) {
            at = (at + 1) % text.length();
        }
        char c = text.charAt(at);
        String before = text.substring(0, at);
        String after = text.substring(at + 1);
        String other = Character.toString(
                Character.isDigit(c) ? '0' + (c - '0' + 1 + dice.below(9)) % 10 : 'A' + dice.below(26));
        return switch (dice.below(4)) {
            case 0 -> before + after;
            case 1 -> before + c + c + after;
            case 2 ->
                at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))
                        ? before + other + after
                        : text.substring(0, at - 1) + c + text.charAt(at - 1) + after;
            default -> before + other + after;
        };
    }
}
