// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An exercise's text in which single keys are changed: comments and all other lines stay as somebody wrote them. */
public final class ExerciseText {
    /** What belongs to the key before it: deeper lines, items of a list, and the end of a bracket. */
    private static final Pattern GOES_ON = Pattern.compile("[ \\t\\-}\\]].*");

    private static final Pattern COMMENT = Pattern.compile("\\s+#.*$");

    private ExerciseText() {}

    /** With this value of a key; a key that was not there comes after those that stand before it by custom. */
    public static String with(String text, String key, String value) {
        List<String> lines = lines(text);
        String line = key + ": " + value;
        int at = start(lines, key);
        if (at >= 0) {
            Matcher comment = COMMENT.matcher(lines.get(at));
            line += comment.find() ? comment.group() : "";
            lines.subList(at, end(lines, at)).clear();
        } else {
            at = place(lines, key);
        }
        lines.add(at, line);
        return text(lines);
    }

    /** Without a key; the same where it is not there. */
    public static String without(String text, String key) {
        List<String> lines = lines(text);
        int at = start(lines, key);
        if (at >= 0) {
            lines.subList(at, end(lines, at)).clear();
        }
        return text(lines);
    }

    /** As nobody signed it: a signature is of a text that is not changed any more. */
    public static String unsigned(String text) {
        return without(without(text, "by"), "signature");
    }

    /** As an exam, under a salt that nobody has used. */
    public static String asExam(String text) {
        return with(with(without(text, "seed"), "exam", "true"), "salt", '\'' + Exercise.freshSalt() + '\'');
    }

    /** As practice. */
    public static String asPractice(String text) {
        return with(without(text, "salt"), "exam", "false");
    }

    /**
     * As it is kept: an exam gets a salt of its own, or two exams of one text and passphrase are the same.
     *
     * @param read what the text says
     */
    public static String anew(String text, Exercise read) {
        return read.isExam() ? asExam(text) : text;
    }

    private static List<String> lines(String text) {
        return new ArrayList<>(text.lines().toList());
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + '\n';
    }

    private static int start(List<String> lines, String key) {
        Pattern start = Pattern.compile(Pattern.quote(key) + "\\s*:.*");
        for (int i = 0; i < lines.size(); i++) {
            if (start.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        return -1;
    }

    private static int end(List<String> lines, int start) {
        int end = start + 1;
        while (end < lines.size() && GOES_ON.matcher(lines.get(end)).matches()) {
            end++;
        }
        return end;
    }

    private static int place(List<String> lines, String key) {
        for (int i = ExerciseReader.KEYS.indexOf(key) - 1; i >= 0; i--) {
            int before = start(lines, ExerciseReader.KEYS.get(i));
            if (before >= 0) {
                return end(lines, before);
            }
        }
        return lines.size();
    }
}
