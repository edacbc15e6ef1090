// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The legal forms that stand beside a company's own name, from the resource {@code portolan/party/legal-forms.txt}.
 * They are left out altogether: filers write AG, Aktiengesellschaft, or nothing.
 */
final class LegalForms {
    private static final LegalForms BUNDLED = new LegalForms(PartyTerms.lines("/portolan/party/legal-forms.txt"));

    /** Two letters are as often a part of the name itself. */
    private static final int SHORT = 2;

    /** By their first word, the longest first. */
    private final Map<String, List<List<String>>> forms = new HashMap<>();

    private LegalForms(List<String> lines) {
        for (String line : lines) {
            List<String> words = NameWords.joined(NameWords.split(line)).stream()
                    .map(NameWord::text)
                    .toList();
            List<List<String>> sameStart = forms.computeIfAbsent(words.get(0), first -> new ArrayList<>());
            if (!sameStart.contains(words)) {
                sameStart.add(words);
                sameStart.sort(Comparator.<List<String>>comparingInt(List::size).reversed());
            }
        }
    }

    static LegalForms bundled() {
        return BUNDLED;
    }

    /** Whether this one word is a legal form. */
    boolean contains(String word) {
        List<List<String>> sameStart = forms.get(word);
        return sameStart != null && sameStart.get(sameStart.size() - 1).size() == 1;
    }

    /** Whether a word has one other letter than LTD, LLC, INC or PLC. */
    static boolean isNearOne(String word) {
        for (String form : List.of("LTD", "LLC", "INC", "PLC")) {
            int same = 0;
            for (int i = 0; i < form.length() && i < word.length(); i++) {
                same += form.charAt(i) == word.charAt(i) ? 1 : 0;
            }
            if (word.length() == form.length() && same == form.length() - 1) {
                return true;
            }
        }
        return false;
    }

    /** The legal forms that begin with this word, the longest first; null when there are none. */
    @Nullable
    List<List<String>> startingWith(String word) {
        return forms.get(word);
    }

    /** The words without legal forms; all of them when there would be none left. */
    List<NameWord> strip(List<NameWord> words) {
        List<NameWord> own = new ArrayList<>(words.size());
        int at = 0;
        while (at < words.size()) {
            int length = lengthAt(words, at, own.isEmpty());
            if (length == 0) {
                own.add(words.get(at));
                at++;
            } else {
                at += length;
            }
        }
        return own.isEmpty() ? words : own;
    }

    private static int lengthAt(List<NameWord> words, int at, boolean first) {
        List<List<String>> sameStart = words.get(at).forms();
        if (sameStart != null) {
            for (List<String> form : sameStart) {
                int end = at + form.size();
                if (standsAt(words, at, form) && mayStand(form, words, end, first)) {
                    return form.size();
                }
            }
        }
        return 0;
    }

    private static boolean standsAt(List<NameWord> words, int at, List<String> form) {
        if (at + form.size() > words.size()) {
            return false;
        }
        // The first word is the same: it is what the form was found by.
        for (int i = 1; i < form.size(); i++) {
            if (!words.get(at + i).text().equals(form.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayStand(List<String> form, List<NameWord> words, int end, boolean first) {
        return form.size() > 1 || form.get(0).length() > SHORT || first || onlyFormsFrom(words, end);
    }

    private static boolean onlyFormsFrom(List<NameWord> words, int from) {
        for (int at = from; at < words.size(); at++) {
            if (words.get(at).forms() == null) {
                return false;
            }
        }
        return true;
    }
}
