// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One number that is read of a declared memory.
 *
 * @param name for example {@code finds(telephone)} or {@code share(carrier, consignee)}
 * @param family what says much the same: readings of one family share a cap
 * @param means what the number is, with its unit
 * @param sign how it can speak
 */
public record BankReading(String name, String family, String means, Sign sign) {
    /** Qualifies the names of all of them. */
    public static final String VARIABLE = "memory.";

    /** What can be read of a memory. */
    public static final List<String> READS =
            List.of("age", "count", "finds", "silence", "hits", "odd", "share", "changes", "late");

    /** Those that are of something under a key: {@code odd(weight, hs4)}. */
    public static final List<String> OF_TWO = List.of("odd", "share");

    /** Whether it is known from inspections alone. */
    public boolean isOfFinds() {
        return name.startsWith("finds(") || name.startsWith("hits(");
    }

    /** How compiled expressions name it: in letters, digits, underscores and dots. */
    public String variable() {
        return variable(name);
    }

    /** The same of any name. */
    public static String variable(String name) {
        return VARIABLE
                + name.replace(".", "_")
                        .replace("+", "__")
                        .replace(", ", "___")
                        .replace('(', '.')
                        .replace(")", "");
    }

    /** A name as a person writes it, as far as its variable tells. */
    public static String named(String variable) {
        String name = variable.substring(VARIABLE.length()).replace("___", ", ").replace("__", "+");
        return name.replaceFirst("\\.", "(") + ')';
    }

    /** What it is of, and what the number is: "consignor with HS 4 digits: bills before this one". */
    public String inWords() {
        int from = name.indexOf('(') + 1;
        List<String> of = List.of(name.substring(from, name.length() - 1).split(", ", 2));
        return of.stream().map(BankReading::spoken).collect(Collectors.joining(" under ")) + ": " + means;
    }

    /** What it is about where it speaks for a filing, in few words: "new consignee address", "finds at this consignor". */
    public String inShort() {
        int from = name.indexOf('(');
        String what = name.substring(0, from);
        String[] of = name.substring(from + 1, name.length() - 1).split(", ", 2);
        String subject = spoken(of[0]);
        return switch (what) {
            case "age", "count" -> (sign == Sign.DOWN ? "new " : "past of this ") + subject;
            case "finds", "hits" -> "finds at this " + subject;
            case "silence" -> "pause of this " + subject;
            case "share", "odd" -> subject + " unusual with this " + spoken(of[of.length - 1]);
            case "changes" -> subject + " changed often";
            default -> subject + " changed late";
        };
    }

    static String spoken(String subject) {
        List<String> words = new ArrayList<>();
        for (String word : subject.split("\\+", -1)) {
            words.add(word.startsWith("hs") ? "HS " + word.substring(2) + " digits" : word.replace('.', ' '));
        }
        return String.join(" with ", words);
    }

    /** In which direction a larger value may move a score. */
    public enum Sign {
        UP,
        DOWN,
        FREE
    }
}
